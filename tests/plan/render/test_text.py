"""The plan on a terminal: never wider than asked, readable without colour, up at once."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from every_block import document
from example_plans import EXAMPLES, document_of
from hypothesis import given
from hypothesis import strategies as st

from cordee.plan.render import to_text
from cordee.plan.render.wrap import columns, wrapped
from cordee.plan.voices import Audience
from cordee.terms import LANGS, Lang

CODES = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [40, 80, 132])
@pytest.mark.parametrize("name", EXAMPLES[:3])
def test_no_line_is_wider(name: str, width: int, lang: Lang) -> None:
    for audience in ("clinician", "person"):
        lines = to_text(document_of(name, audience), lang, width=width, colour=False).split("\n")
        assert [line for line in lines if columns(line) > width] == []
        assert [line for line in lines if line != line.rstrip(" ")] == []


@pytest.mark.parametrize("audience", ["clinician", "person"])
def test_colour_changes_nothing_but_colour(audience: Audience) -> None:
    plain = to_text(document(audience), "fr", colour=False)
    coloured = to_text(document(audience), "fr", colour=True)
    assert "\x1b" not in plain
    assert CODES.sub("", coloured) == plain != coloured


def test_the_narrow_spaces_of_french_stay() -> None:
    told = to_text(document(), "fr", colour=False)
    assert "rein\u202f: fonction" in told
    assert "Ce que cela apporte\u202f: 2 mois" in told


def test_a_proof_has_its_facts_on_the_right() -> None:
    told = to_text(document(), "fr", colour=False)
    assert re.search(r"\n  ✓ OMS ≤ 1 +OMS 1, 14 nov\. 2026\n", told)
    assert re.search(r"\n  \? rein\u202f: fonction\n +à doser, lu dans un texte libre, à confirmer\n", told)


def test_control_characters_of_a_name_never_reach_the_terminal() -> None:
    told = to_text(document(name="Ann\x1b[2J\x07\u202eA"), "fr", colour=False)
    assert "Ann[2JA" in told
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", told)


def test_the_climb_stands_as_rows() -> None:
    told = to_text(
        document(), "fr", colour=False, climb_rows=(("mars 2024", "diagnostic"), ("2025", "x " * 60))
    )
    assert "mars 2024  diagnostic" in told
    assert "2025       x x" in told


@given(text=st.text(max_size=200), width=st.integers(8, 60), hang=st.sampled_from(["", "  ", "    "]))
def test_wrapping_keeps_every_letter(text: str, width: int, hang: str) -> None:
    text = re.sub(r"[\x00-\x1f]", " ", text)
    lines = wrapped(text, width, hang)
    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_text_needs_neither_the_typesetter_nor_rich() -> None:
    script = (
        "import sys, cordee.plan.render as r; r.to_text; print({'typst', 'rich', 'pint'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
