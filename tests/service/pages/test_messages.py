"""Every text of every room is French too, typed as French is, and compiled."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext

TOOL = Path(__file__).parents[3] / "tools" / "messages.py"


def tool() -> ModuleType:
    """The tool, as it is run from the command line."""
    spec = importlib.util.spec_from_file_location("messages_tool", TOOL)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


MESSAGES = tool()


@pytest.mark.parametrize("room", [room.name for room in MESSAGES.rooms()])
def test_every_text_of_the_room_is_translated(room: str) -> None:
    assert list(MESSAGES.complaints(MESSAGES.SERVICE / room)) == []


def test_no_two_rooms_translate_a_text_differently() -> None:
    said = {room.name: MESSAGES.updated(room) for room in MESSAGES.rooms()}
    assert list(MESSAGES.contradictions(said)) == []
    assert sum(len(catalogue) for catalogue in said.values()) > 200


@pytest.mark.parametrize(
    ("french", "wrong"),
    [
        ("Rien n’est perdu\u202f: tout est là.", False),
        ("Rien n’est perdu : tout est là.", True),  # a plain space
        ("Rien n’est perdu: tout est là.", True),  # none
        ("Vraiment\u00a0?", True),  # a no-break space that is not narrow
        ("Vraiment\u202f?", False),
        ("à 10:30, le 3 mars", False),
        ("? pas encore noté", False),  # the sign of 'not known yet'
        ("l'équipe", True),
        ("l’équipe", False),
        ("le mot “oui”", True),
        ('<a href="/x?y=1:2">ici</a>', False),
    ],
)
def test_french_typing_is_looked_at(french: str, wrong: bool) -> None:
    message = MESSAGES.Message("text", french)
    assert bool(list(MESSAGES.faults_of(message))) is wrong


def test_a_lost_placeholder_is_found() -> None:
    faults = list(MESSAGES.faults_of(MESSAGES.Message("for %(name)s", "pour elle")))
    assert faults == ["other placeholders than ['name']"]


def test_english_stays_english_though_french_comes_first() -> None:
    with translation.override("en"):
        assert gettext("I need help now") == "I need help now"
    with translation.override("fr"):
        assert gettext("I need help now") == "J’ai besoin d’aide"
        one = ngettext("%(n)s change", "%(n)s changes", 1)
        assert (one, ngettext("%(n)s change", "%(n)s changes", 2)) == (
            "%(n)s changement",
            "%(n)s changements",
        )
