"""The plan on paper: a tagged PDF that screen readers can follow (PDF/UA-1), with its own fonts, the same for the same plan."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import msgspec
import typst

from cordee.plan.cited import texts_of
from cordee.plan.document import Document
from cordee.plan.render.climb_words import alternative
from cordee.plan.render.print_blocks import printed
from cordee.terms import Lang

HERE = Path(__file__).parent

_SIZES: dict[str, tuple[tuple[int, str], ...]] = {
    "clinician": ((45_500, "8.4"), (51_000, "8"), (10**9, "7.6")),
    "person": ((4_600, "11"), (5_300, "10.5"), (6_500, "10"), (10**9, "9.6"), (10**9, "9.2"), (10**9, "8.9")),
}
"""Letters of a document → type size in points. The first size whose bound holds the text is tried, then smaller ones
until it fits its pages; below the last the text takes more pages rather than smaller type."""
_TAGGED: list[typst.PDFStandard] = ["ua-1"]
_PLAIN: list[typst.PDFStandard] = []
_PAGES = {"clinician": 6, "person": 2}


def to_pdf(document: Document, lang: Lang, climb: str) -> bytes:
    """The document as a PDF/UA-1 file. `climb` is the picture of `climb_svg`.

    Texts reach the typesetter as data, never as markup. The file carries the document's own day, so that the same
    plan gives the same bytes. Letters that the fonts that ship do not have (a name in another script) are looked for
    in the fonts of the machine; when it has none either, the file is made without the PDF/UA mark rather than not at all.
    """
    data = msgspec.json.encode(printed(document, lang)).decode()
    inputs = {"document": data, "climb": climb, "alt": alternative(climb)}
    letters = sum(len(text.words.to(lang)) for text in texts_of(document))
    sizes = [size for most, size in _SIZES[document.audience] if letters <= most]
    pages = _PAGES[document.audience]
    stamp = datetime(document.on.year, document.on.month, document.on.day, tzinfo=UTC) if document.on else 0
    problem: typst.TypstError | None = None
    for ours_only, standards in ((True, _TAGGED), (False, _TAGGED), (False, _PLAIN)):
        try:
            for size in sizes:
                made = _compiler(ours_only).compile(
                    format="pdf", sys_inputs=inputs | {"size": size}, pdf_standards=standards, timestamp=stamp
                )
                if _count(_compiler(ours_only)) <= pages:
                    break
        except typst.TypstError as error:
            problem = error
            continue
        if isinstance(made, bytes):
            return made
    raise RuntimeError(f"the page could not be set: {problem}")


def _count(compiler: typst.Compiler) -> int:
    """How many pages the document last set takes."""
    return int(compiler.query("<pages>", field="value", one=True))


@cache
def _compiler(ours_only: bool) -> typst.Compiler:
    """A compiler with the fonts read: reading them is most of the work of a short document."""
    return typst.Compiler(
        input=str(HERE / "plan.typ"),
        root=str(HERE),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=ours_only,
    )
