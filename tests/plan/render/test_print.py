"""The plan on paper: tagged, in its language, in as many pages as its reader has time for, the same every time."""

from __future__ import annotations

import pytest
from every_block import document
from example_plans import case_of, document_of
from told import letters, pdf_of, pdf_text

from cordee.case import Case
from cordee.plan.render import climb_svg, to_pdf
from cordee.plan.voices import Audience
from cordee.terms import LANGS, Lang, load_terms

VOICES: tuple[Audience, Audience] = ("clinician", "person")
NAME = "colorectal-kras-g12c"


def printed(audience: Audience, lang: Lang = "fr", name: str = NAME) -> bytes:
    laid = document_of(name, audience)
    assert laid.on is not None
    return to_pdf(laid, lang, climb_svg(case_of(name), load_terms(), laid.on, lang, audience=audience))


def drawn(audience: Audience = "clinician") -> str:
    on = document().on
    assert on is not None
    return climb_svg(Case(), load_terms(), on, "fr", audience=audience)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("audience", VOICES)
def test_tagged_titled_and_in_its_language(audience: Audience, lang: Lang) -> None:
    data = printed(audience, lang)
    root = pdf_of(data).trailer["/Root"]
    assert root["/Lang"] == lang
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    title = pdf_of(data).metadata
    assert title is not None
    assert title.title == document_of(NAME, audience).title.words.to(lang)


@pytest.mark.parametrize("name", [NAME, "incomplete-record", "salivary-ntrk"])
def test_pages_and_their_foot(name: str) -> None:
    for audience, pages in (("clinician", range(4, 7)), ("person", range(1, 3))):
        pdf = pdf_of(printed(audience, "fr", name))
        assert len(pdf.pages) in pages
        foot = letters(document_of(name, audience).foot.words.fr)
        for number, page in enumerate(pdf.pages, 1):
            told = letters(page.extract_text())
            assert foot in told
            assert f"page{number}/{len(pdf.pages)}" in told


def test_the_picture_has_its_words() -> None:
    def alternatives(node: object) -> list[str]:
        found: list[str] = []
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            return [x for part in node for x in alternatives(part)]
        if isinstance(node, dict):
            if "/Alt" in node:
                found.append(str(node["/Alt"]))
            if "/K" in node:
                found += alternatives(node["/K"])
        return found

    said = alternatives(pdf_of(printed("clinician")).trailer["/Root"]["/StructTreeRoot"])
    assert any("côlon" in x and "progression" in x for x in said)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert to_pdf(document(), "fr", drawn()) == to_pdf(document(), "fr", drawn())


def test_only_the_fonts_that_ship() -> None:
    pdf = pdf_of(to_pdf(document(name="Hélène Œuvrard"), "fr", drawn()))
    names = set()
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            names.add(str(font.get_object()["/BaseFont"]))
    assert names
    assert all("Inter" in name for name in names)


@pytest.mark.parametrize("name", ["李小龙", "Ελένη Παπαδοπούλου", "محمد", "🙂 Zoé", "A\x00\x1b\ud800B"])
def test_a_name_in_any_script_gives_a_file(name: str) -> None:
    data = to_pdf(document(name=name), "fr", drawn())
    assert data.startswith(b"%PDF-")
    assert len(pdf_of(data).pages) >= 1


def test_markup_in_a_name_is_not_obeyed() -> None:
    told = letters(pdf_text(to_pdf(document(name="#panic() *gras* $x$ @ici"), "fr", drawn())))
    assert letters("#panic() *gras* $x$ @ici") in told
