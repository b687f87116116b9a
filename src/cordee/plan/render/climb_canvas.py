"""The sheet the picture is drawn on: sizes, names of things in one language, and the elements so far."""

from __future__ import annotations

from typing import Literal

from cordee.case import PartialDate
from cordee.plan.render.climb_axis import Axis
from cordee.plan.render.climb_words import ROWS, ROWS_FOR_PERSON
from cordee.plan.render.label_space import LabelSpace
from cordee.plan.render.short_dates import short_day
from cordee.plan.render.svg import element, text
from cordee.plan.render.text_width import shortened
from cordee.terms import Lang, TermKind, Terms, Words

Audience = Literal["clinician", "person"]


class Canvas:
    """What every row of the picture shares. `y` is where the next row starts."""

    def __init__(
        self, axis: Axis, lang: Lang, terms: Terms, audience: Audience, size: float, gutter: float
    ) -> None:
        self.axis, self.lang, self.terms, self.audience = axis, lang, terms, audience
        self.size, self.small, self.gutter = size, size - 0.5, gutter
        self.space = LabelSpace(gutter + 2, axis.right + 14)
        self.behind: list[str] = []
        self.drawn: list[str] = []
        self.y = 0.0
        self.lowest = 0.0  # the base line of the lowest label so far

    def add(self, *elements: str) -> None:
        """Draw these elements above what is there."""
        self.drawn.extend(elements)

    def name(self, kind: TermKind, id: str) -> str:
        """A term's name; for the person its everyday words. The id itself when no term has it."""
        term = self.terms.get(kind, id)
        if term is None:
            return id
        return (term.plain if self.audience == "person" and term.plain else term.name).to(self.lang)

    def say(self, words: Words, **blanks: str) -> str:
        """The words in the picture's language, their blanks filled."""
        return words.to(self.lang).format(**blanks) if blanks else words.to(self.lang)

    def day(self, when: PartialDate) -> str:
        """The date in its short form, in the picture's language."""
        return short_day(when, self.lang)

    def row_title(self, row: str, y: float) -> float:
        """A row's name: on its left for the clinician, above it for the person. Returns where the row's content starts."""
        words = (ROWS if self.audience == "clinician" else ROWS_FOR_PERSON)[row].to(self.lang)
        if self.audience == "clinician":
            self.add(
                text(
                    shortened(words, self.size, self.gutter - 6, bold=True),
                    0.0,
                    y + self.size,
                    size=self.size,
                    bold=True,
                )
            )
            return y
        self.add(text(words, 0.0, y + self.size, size=self.size, bold=True))
        return y + self.size * 1.6

    def label(
        self,
        words: str,
        spots: list[tuple[float, float]],
        *,
        fill: str = "quiet",
        says: str = "",
        bold: bool = False,
        cut: bool = True,
    ) -> tuple[float, float] | None:
        """A label at the first spot where it fits; where it stands, or None when it is left to the tooltip."""
        place = self.space.put(words, spots, self.small, cut=cut, bold=bold)
        if place is None:
            return None
        self.lowest = max(self.lowest, place.y)
        self.add(
            text(place.words, place.x, place.y, size=self.small, fill=fill, bold=bold, says=says or words)
        )
        return place.x, place.y

    def next_row(self, y: float) -> None:
        """The next row starts at `y`, or lower if a label hangs below it."""
        self.y = max(y, self.lowest + 12)

    def whisker(self, when: PartialDate, y: float, stroke: str) -> None:
        """A fine line over the days a partial date can be."""
        first, last = self.axis.x(when.earliest), self.axis.x(when.latest)
        if not when.exact and last - first > 12:
            self.add(
                element(
                    "line",
                    stroke=stroke,
                    x1=first,
                    x2=last,
                    y1=y,
                    y2=y,
                    stroke_width=1,
                    stroke_dasharray="2 2",
                )
            )
