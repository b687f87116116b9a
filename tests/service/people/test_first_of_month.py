"""'mardi 1er décembre', wherever a day is written with its month in words; English as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format

FIRST = date(2026, 12, 1)
EVENING = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
"""Already the first of December in Paris."""


@pytest.mark.parametrize(
    ("form", "french", "english"),
    [
        ("l j F", "mardi 1er décembre", "Tuesday 1 December"),
        ("l j F Y", "mardi 1er décembre 2026", "Tuesday 1 December 2026"),
        ("j F Y", "1er décembre 2026", "1 December 2026"),
        ("j F", "1er décembre", "1 December"),
        ("j N Y", "1er déc. 2026", "1 Dec. 2026"),
        ("DATE_FORMAT", "1er décembre 2026", "Dec. 1, 2026"),
        ("MONTH_DAY_FORMAT", "1er décembre", "December 1"),
        ("F Y", "décembre 2026", "December 2026"),
        ("j/n/Y", "1/12/2026", "1/12/2026"),
        ("d/m/Y", "01/12/2026", "01/12/2026"),
    ],
)
def test_the_first_of_a_month(form: str, french: str, english: str):
    with translation.override("fr"):
        assert date_format(FIRST, form) == french
    with translation.override("en"):
        assert date_format(FIRST, form) == english


@pytest.mark.parametrize("day", [2, 11, 21, 31])
def test_other_days_have_none(day: int):
    with translation.override("fr"):
        assert date_format(FIRST.replace(day=day), "j F") == f"{day} décembre"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('{{ at|date:"j F, H:i" }}', "1er décembre, 00:30"),
        ("{{ on }}", "1er décembre 2026"),
        ("{% load cordee_words %}{{ on|day }}", "1er décembre 2026"),
        ("{{ at|time:'H:i' }}", "00:30"),
    ],
)
def test_templates_say_it_too(template: str, said: str):
    with translation.override("fr"):
        assert Template(template).render(Context({"at": EVENING, "on": FIRST})) == said
