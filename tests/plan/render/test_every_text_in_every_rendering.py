"""Each text of a document stands in each rendering, in both languages, whatever letters it holds."""

from __future__ import annotations

import pytest
from every_block import NASTY, document
from example_plans import case_of, document_of
from told import PageText, letters, pdf_text, texts

from cordee.case import Case
from cordee.plan.render import climb_svg, to_html, to_pdf, to_text
from cordee.plan.voices import Audience
from cordee.terms import LANGS, Lang, load_terms

VOICES: tuple[Audience, Audience] = ("clinician", "person")
ON = document().on
assert ON is not None


def picture(lang: Lang, audience: Audience, case: Case | None = None) -> str:
    return climb_svg(case or Case(), load_terms(), ON, lang, audience=audience)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("audience", VOICES)
def test_every_block(audience: Audience, lang: Lang) -> None:
    laid = document(audience)
    climb = picture(lang, audience)
    drawn = {
        "text": letters(to_text(laid, lang, colour=False)),
        "page": letters(PageText(to_html(laid, lang, climb)).text),
        "print": letters(pdf_text(to_pdf(laid, lang, climb))),
    }
    wanted = texts(laid, lang)
    assert len(wanted) > 40
    missing = {kind: [x for x in wanted if x not in told] for kind, told in drawn.items()}
    assert missing == {"text": [], "page": [], "print": []}
    assert all(told.count(letters(NASTY)) >= 5 for told in drawn.values())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("audience", VOICES)
def test_a_whole_plan(audience: Audience, lang: Lang) -> None:
    name = "colorectal-kras-g12c"
    laid, climb = document_of(name, audience), picture(lang, audience, case_of(name))
    wanted = texts(laid, lang)
    text = letters(to_text(laid, lang, colour=False))
    page = letters(PageText(to_html(laid, lang, climb)).text)
    assert [x for x in wanted if x not in text] == []
    assert [x for x in wanted if x not in page] == []
    printed = letters(pdf_text(to_pdf(laid, lang, climb)))
    broken = [x for x in wanted if x not in printed]  # a text that runs over a page or a column
    assert len(broken) <= 12
    assert [x for x in broken if x[:15] not in printed or x[-15:] not in printed] == []
