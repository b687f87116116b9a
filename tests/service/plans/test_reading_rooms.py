"""What Cordée knows and which trials are kept, as pages to read."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cordee.criteria import leaves
from cordee.knowledge import load_knowledge
from cordee.service.plans.condition_words import Line, condition_lines
from cordee.service.plans.knowledge_shown import entry_shown
from cordee.trials.store import TrialStore
from cordee.trials.trial import Arm, Site, Trial
from tests.service.conftest import Circle
from tests.service.plans.conftest import OPEN_OPTION
from tests.service.plans.test_plan_pages import page

KNOWN = load_knowledge()
ENTRIES = [entry for pack in KNOWN.packs for entry in pack.entries()]


def count(lines: tuple[Line, ...]) -> int:
    return sum(1 + count(line.parts) for line in lines)


@given(st.sampled_from(ENTRIES))
def test_every_entry_can_be_shown_with_numbers_that_lead_somewhere(entry):
    shown = entry_shown(KNOWN, entry)
    said = [*shown.says, *shown.figures, *shown.cautions]
    assert all(1 <= n <= len(shown.sources) for row in said for n in row.sources)
    assert shown.name.fr
    assert shown.name.en
    assert (count(shown.when) >= 1) is bool(list(leaves(entry.when)))
    assert shown.reviewed is (entry.review != "not reviewed")


def test_a_condition_is_an_outline():
    option = KNOWN.entry(OPEN_OPTION)
    assert option is not None
    words = [(line.words.en, len(line.parts)) for line in condition_lines(option.when)]
    assert ("docetaxel, never received", 0) in words
    assert ("one of these", 2) in words
    assert condition_lines(None) == ()


def test_knowledge_is_searched_in_both_languages(circle: Circle):
    alice = circle.client_of(circle.alice, "fr")
    where = reverse("plans:knowledge")
    assert "nsclc" in page(alice, where)
    for asked in ("docétaxel ramucirumab", "docetaxel ramucirumab"):
        text = page(alice, f"{where}?q={asked}")
        assert reverse("plans:knowledge_entry", args=["nsclc.pretreated.docetaxel-ramucirumab"]) in text
    assert "plans-none" not in page(alice, f"{where}?q=zzzz")
    assert page(alice, f"{where}?pack=melanoma").count("/knowledge/melanoma.") > 10
    page(alice, reverse("plans:knowledge_entry", args=["no.such"]), 404)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_entry_says_that_nobody_reviewed_it(circle: Circle, language: str):
    text = page(
        circle.client_of(circle.alice, language), reverse("plans:knowledge_entry", args=[OPEN_OPTION])
    )
    assert ("Nobody of the team has reviewed this" in text) is (language == "en")
    assert 'id="s1"' in text


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CORDEE_HOME", str(tmp_path))
    return tmp_path


def test_without_a_store_the_page_says_how_to_make_one(circle: Circle, home: Path):
    text = page(circle.client_of(circle.alice), reverse("plans:trials"))
    assert "cordee trials add" in text
    answer = circle.client_of(circle.alice).get(reverse("plans:trial", args=["NCT1"]))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/trials/?q=NCT1")


def test_a_file_that_is_no_store_is_said_so(circle: Circle, home: Path):
    (home / "trials.sqlite").write_bytes(b"not a database at all, but long enough to be one" * 100)
    assert "can’t be read" in page(circle.client_of(circle.alice), reverse("plans:trials"))


def test_trials_are_listed_searched_and_shown(circle: Circle, home: Path):
    with TrialStore(home / "trials.sqlite") as store, store.transaction():
        for n in range(60):
            store.add(
                Trial(
                    id=f"INV-{n:03}",
                    title=f"An invented trial {n}" + (" of lungs" if n == 7 else ""),
                    status="recruiting" if n % 2 else "completed",
                    arms=(Arm(id="A", name="Arm A"),),
                    sites=(Site(country="FR", city="Ville", name="Hospital", status="recruiting"),),
                )
            )
    alice, where = circle.client_of(circle.alice), reverse("plans:trials")
    text = page(alice, where)
    assert "60 of 60 trials" in text
    assert "from=50" in text
    assert "INV-059" in page(alice, f"{where}?from=50")
    assert "INV-007" in page(alice, f"{where}?q=lungs")
    assert "1 of 60" in page(alice, f"{where}?q=lungs")
    assert "30 of 60" in page(alice, f"{where}?open=1")
    assert "Not a country" in page(alice, f"{where}?country=zzzz")
    assert "An invented trial 7" in page(alice, reverse("plans:trial", args=["INV-007"]))
