"""The moments of the picture of sensitive and resistant cells, ready for a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from cordee.service.plans.paper import reader_language
from cordee.service.support.resistance_picture import Frame, frames, svg


@dataclass(frozen=True)
class PictureFrame:
    """One moment: its number from 1, its drawing in the reader's language, its words."""

    number: int
    drawing: SafeString
    title: str
    says: str
    counts: str


def picture_frames() -> tuple[PictureFrame, ...]:
    """Every moment of the example, in order."""
    lang = reader_language()
    return tuple(
        PictureFrame(
            number,
            mark_safe(svg(frame, lang)),
            frame.title.to(lang),
            frame.says.to(lang),
            _counts(frame),
        )
        for number, frame in enumerate(frames(), start=1)
    )


def _counts(frame: Frame) -> str:
    """The part of the text alternative that counts the cells."""
    lang = reader_language()
    return frame.alternative().to(lang).removeprefix(frame.says.to(lang)).strip()
