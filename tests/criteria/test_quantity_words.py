"""Figures as people write them: never a machine's unit, decimal comma and narrow space in French."""

from __future__ import annotations

import pytest

from cordee.criteria.quantity_words import quantity_words, unit_words
from cordee.terms import load_terms


@pytest.mark.parametrize(
    ("number", "unit", "fr", "en"),
    [
        ("1.8", "10*9/L", "1,8 G/L", "1.8 ×10⁹/L"),
        ("60", "%", "60\u202f%", "60%"),
        ("1.2", "{INR}", "1,2", "1.2"),
        ("10", "1/1000000{Base}", "10 mutations/Mb", "10 mutations/Mb"),
        ("<0.1", "ug/L", "<0,1 µg/L", "<0.1 µg/L"),
        ("90", "mL/min/{1.73_m2}", "90 mL/min/1,73\u202fm²", "90 mL/min/1.73 m²"),
        ("72", "/min", "72/min", "72/min"),
        ("3", None, "3", "3"),
    ],
)
def test_a_figure_with_its_unit(number: str, unit: str | None, fr: str, en: str) -> None:
    words = quantity_words(number, unit)
    assert (words.fr, words.en) == (fr, en)


def test_no_unit_of_the_terms_is_shown_as_machines_write_it() -> None:
    terms = load_terms()
    units = {term.unit for kind in ("lab", "marker") for term in terms.all(kind) if term.unit}
    assert len(units) > 10
    for unit in units:
        for text in (unit_words(unit).fr, unit_words(unit).en):
            assert not set(text) & set("{}[]*()"), unit
            assert not text.startswith("u"), unit
