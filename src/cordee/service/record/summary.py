"""The few lines that lists and headers show of a person, made from the facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from cordee.case import Case
from cordee.case.reading import Reading
from cordee.criteria import CaseView
from cordee.criteria.leaves.people import GOAL_WORDS
from cordee.criteria.selections import present_metastases
from cordee.criteria.view import latest
from cordee.service.people.models import Person
from cordee.service.record.allergies import allergies_words
from cordee.service.record.current import NOT_READ, current_bundle, read_bundle
from cordee.service.record.kept_reading import keep_reading
from cordee.service.record.models import Summary
from cordee.terms import Terms, Words, load_terms
from cordee.terms.words import join_words

_MOST_SITES = 4


def summary_of(person: Person) -> Summary:
    """The person's summary; one that knows nothing when no fact was ever written. Not saved."""
    found = Summary.objects.filter(person_id=person.pk).first()
    return found or Summary(person_id=person.pk, facts_version=person.facts_version)


def rebuild_summary(person: Person, on: date) -> Summary:
    """Make the person's summary again from the current resources, and keep what was read of them. Raises BadInput when
    they can't be read."""
    bundle = current_bundle(person, without=NOT_READ)
    reading = read_bundle(bundle, on)
    keep_reading(person.pk, person.case_version, on, reading)
    said = summed_up(reading, (entry["resource"] for entry in bundle["entry"]), load_terms(), on)
    values = {**said, "facts_version": person.facts_version}
    summary, _ = Summary.objects.update_or_create(person=person, defaults=values)
    return summary


def summed_up(reading: Reading, bodies: Iterable[dict[str, Any]], terms: Terms, on: date) -> dict[str, Any]:
    """The fields of a `Summary`, as values."""
    case = reading.case
    view = CaseView(case, on, terms)
    performance = latest(view.case.performance)
    illness, goals, allergies = illness_in_one_line(view), _goals(view.case), allergies_words(bodies)
    return {
        "cancer": view.case.primaries[0].cancer if view.case.primaries else "",
        "illness_fr": illness.fr,
        "illness_en": illness.en,
        "goals_fr": goals.fr,
        "goals_en": goals.en,
        "allergies_fr": allergies.fr,
        "allergies_en": allergies.en,
        "ecog": performance.ecog if performance else None,
        "ecog_on": performance.on.iso if performance and performance.on else "",
    }


def illness_in_one_line(view: CaseView) -> Words:
    """'colon adenocarcinoma, stage IV, liver and lung metastases'; empty when no first tumour is known."""
    if not view.case.primaries:
        return Words("", "")
    tumours = []
    for primary in view.case.primaries:
        words = view.name("cancer", primary.cancer)
        if primary.stage:
            words += Words(f", stade {primary.stage}", f", stage {primary.stage}")
        tumours.append(words)
    line = join_words(tumours, " + ")
    sites = [view.name("site", site) for site in dict.fromkeys(m.site for m in present_metastases(view))]
    if not sites:
        return line
    more = len(sites) - _MOST_SITES
    shown = join_words(sites[:_MOST_SITES])
    if more > 0:
        shown += Words(f" et {more} de plus", f" and {more} more")
    return line + Words("\u202f; métastases\u202f: ", "; metastases: ") + shown


def _goals(case: Case) -> Words:
    agreed = [g for g in case.care_goals if g.achieved is not True]
    return join_words([GOAL_WORDS[goal] for goal in dict.fromkeys(g.goal for g in agreed)])
