"""Where things stand: the person, the illness, its spread and biology, what they want, who is around them."""

from __future__ import annotations

from cordee.case import Fact, Primary
from cordee.case.answer import Answer
from cordee.criteria import CaseView, Cited
from cordee.criteria.finding import cite
from cordee.criteria.leaves.alteration_words import alteration_words
from cordee.criteria.leaves.marker import marker_words
from cordee.criteria.leaves.people import GOAL_WORDS, STEP_WORDS
from cordee.criteria.leaves.person import age_on, performance_words
from cordee.criteria.leaves.tolerance import toxicity_words
from cordee.criteria.selections import present_metastases
from cordee.criteria.view import latest
from cordee.plan.families import refusal_words
from cordee.plan.model import Situation, Statement
from cordee.response.figures import day, on_day, since_day
from cordee.response.progression import ProgressionNow, progression_now
from cordee.terms import Words
from cordee.terms.words import join_words

SEVERE_GRADE = 3
"""From this CTCAE grade on, a toxicity counts for what comes next even when it is over (it can close a class)."""


def situation(view: CaseView) -> Situation:
    """The first part of the plan. What is missing is said as not known."""
    now = progression_now(view.case, view.on, terms=view.terms)
    return Situation(
        on=view.on,
        person=_person(view),
        illness=_illness(view),
        spread=_spread(view),
        condition=_condition(view),
        biology=_biology(view),
        progression=_progression(now),
        wishes=_wishes(view),
        team=_team(view),
        coordinator=_coordinator(view),
        conflicts=tuple(
            Statement(id=f"conflict.{i}", words=c.words, facts=(Cited(c.words, c.on, c.ref),))
            for i, c in enumerate(now.conflicts)
        ),
    )


def _said(id: str, words: Words, *facts: Fact, plain: Words | None = None) -> Statement:
    return Statement(id=id, words=words, facts=tuple(cite(f, words) for f in facts), plain=plain)


def _unknown(id: str, words: Words) -> Statement:
    return Statement(id=id, words=words, unknown=True)


def _person(view: CaseView) -> Statement:
    p = view.case.person
    parts = []
    if p.born is not None:
        least, most = age_on(p.born, view.on)
        age = f"{least}" if least == most else f"{least}–{most}"
        parts.append(Words(f"{age} ans", f"{age} years"))
    else:
        parts.append(Words("âge non connu", "age not known"))
    if p.sex is None and p.born is None and p.name is None:
        return _unknown("person", Words("âge et sexe non connus", "age and sex not known"))
    sexes = {
        "female": Words("femme", "female"),
        "male": Words("homme", "male"),
        "other": Words("autre sexe", "other sex"),
    }
    parts.append(sexes.get(p.sex or "", Words("sexe non précisé", "sex not stated")))
    return Statement(id="person", words=join_words(parts), facts=(cite(p, join_words(parts)),))


def _illness(view: CaseView) -> tuple[Statement, ...]:
    if not view.case.primaries:
        return (_unknown("primary", Words("cancer d’origine non connu", "primary cancer not known")),)
    return tuple(_primary(view, p, i) for i, p in enumerate(view.case.primaries))


def _primary(view: CaseView, p: Primary, i: int) -> Statement:
    name = view.name("cancer", p.cancer)
    parts = [name]
    if p.histology and not _said_by_name(view, p):
        parts.append(view.name("histology", p.histology))
    if p.stage:
        parts.append(Words(f"stade {p.stage}", f"stage {p.stage}"))
    if p.on:
        parts.append(Words("diagnostiqué ", "diagnosed ") + on_day(p.on))
    term = view.terms.get("cancer", p.cancer)
    return _said(f"primary.{i}", join_words(parts), p, plain=term.plain if term and term.plain else name)


def _said_by_name(view: CaseView, p: Primary) -> bool:
    """Whether the cancer's own name already states its histology, by its term or in so many words."""
    term = view.terms.get("cancer", p.cancer)
    stated = view.name("histology", p.histology or "").fr
    if term is None or stated.lower() in term.name.fr.lower():
        return term is not None
    return bool(term.histology and view.is_any("histology", term.histology, [p.histology or ""]))


def _spread(view: CaseView) -> tuple[Statement, ...]:
    found = []
    for i, m in enumerate(present_metastases(view)):
        words = view.name("site", m.site)
        if m.lesions:
            words += Words.same(f" ({m.lesions})")
        if m.on:
            words += Words.same(", ") + since_day(m.on)
        term = view.terms.get("site", m.site)
        found.append(
            _said(
                f"metastasis.{i}",
                words,
                m,
                plain=term.plain if term and term.plain else view.name("site", m.site),
            )
        )
    for i, m in enumerate(view.case.metastases):
        if m.presence == "absent":
            words = view.name("site", m.site) + Words("\u202f: rien trouvé", ": nothing found")
            found.append(_said(f"metastasis.absent.{i}", words, m))
    return tuple(found) or (
        _unknown("spread", Words("étendue de la maladie non connue", "extent of the illness not known")),
    )


def _condition(view: CaseView) -> tuple[Statement, ...]:
    found = []
    last = latest(view.case.performance)
    if last is not None:
        found.append(_said("performance", performance_words(last) + Words(", ", ", ") + day(last.on), last))
    else:
        found.append(
            _unknown("performance", Words("état général (OMS) non évalué", "performance status not assessed"))
        )
    for i, c in enumerate(view.case.conditions):
        if c.presence == "present" and c.until is None:
            found.append(_said(f"condition.{i}", view.name("condition", c.condition), c))
    for i, t in enumerate(view.case.toxicities):
        if not t.resolved or t.grade >= SEVERE_GRADE:
            over = Words(", terminée", ", over") if t.resolved else Words("", "")
            found.append(_said(f"toxicity.{i}", toxicity_words(view.terms, t) + over, t))
    for name in dict.fromkeys(s.symptom for s in view.case.symptoms):
        s = latest(x for x in view.case.symptoms if x.symptom == name)
        if s is not None and s.score > 0:
            words = view.name("symptom", name) + Words.same(f" {s.score}/10")
            found.append(_said(f"symptom.{name}", words, s))
    return tuple(found)


def _biology(view: CaseView) -> tuple[Statement, ...]:
    found = []
    for i, a in enumerate(view.case.alterations):
        found.append(_said(f"alteration.{i}", alteration_words(view.terms, a), a))
    for name in dict.fromkeys(m.marker for m in view.case.markers):
        m = latest(x for x in view.case.markers if x.marker == name)
        if m is not None:
            found.append(_said(f"marker.{name}", marker_words(view.terms, m), m))
    for i, p in enumerate(view.case.panels):
        count = len(p.genes)
        words = (
            Words.same(p.name) + Words(f" ({count} gènes)", f" ({count} genes)")
            if count
            else Words.same(p.name)
        )
        found.append(_said(f"panel.{i}", words, p))
    return tuple(found) or (
        _unknown("biology", Words("biologie de la tumeur non connue", "biology of the tumour not known")),
    )


def _progression(now: ProgressionNow) -> Statement:
    words = {
        Answer.YES: Words("la maladie progresse", "the illness is progressing"),
        Answer.NO: Words(
            "la maladie est contenue à la dernière évaluation", "the illness is held at the last assessment"
        ),
        Answer.UNKNOWN: Words(
            "on ne sait pas si la maladie progresse", "it is not known whether the illness is progressing"
        ),
    }[now.answer]
    if now.assessed_on is not None and now.answer is not Answer.UNKNOWN:
        words += Words(" (", " (") + day(now.assessed_on) + Words.same(")")
    if now.answer is Answer.UNKNOWN and now.to_settle is not None:
        words += Words("\u202f; à préciser\u202f: ", "; would settle it: ") + now.to_settle
    plain = {
        Answer.YES: Words(
            "La maladie a grandi depuis le dernier traitement.",
            "The illness has grown since the last treatment.",
        ),
        Answer.NO: Words(
            "Au dernier contrôle, la maladie ne grandissait pas.",
            "At the last check, the illness was not growing.",
        ),
        Answer.UNKNOWN: Words(
            "Nous ne savons pas encore si la maladie a grandi.",
            "We do not know yet whether the illness has grown.",
        ),
    }[now.answer]
    facts = tuple(Cited(e.words, e.on, e.ref) for e in now.evidence)
    return Statement(
        id="progression", words=words, facts=facts, unknown=now.answer is Answer.UNKNOWN, plain=plain
    )


def _wishes(view: CaseView) -> tuple[Statement, ...]:
    found = []
    for i, w in enumerate(view.case.wishes):
        quoted = Words(f"«\u202f{w.text}\u202f»", f"“{w.text}”")
        found.append(_said(f"wish.{i}", quoted, w))
    for i, g in enumerate(view.case.care_goals):
        found.append(_said(f"goal.{i}", GOAL_WORDS[g.goal], g))
    for i, r in enumerate(view.case.refusals):
        if r.withdrawn is None or r.withdrawn.earliest > view.on:
            found.append(_said(f"refusal.{i}", refusal_words(view, r.of), r))
    for i, a in enumerate(view.case.advance_care):
        words = STEP_WORDS[a.step] + (Words(f"\u202f: {a.text}", f": {a.text}") if a.text else Words("", ""))
        found.append(_said(f"advance-care.{i}", words, a))
    none = Words(
        "ce qui compte pour la personne n’est pas encore noté",
        "what matters to the person is not recorded yet",
    )
    return tuple(found) or (_unknown("wishes", none),)


def _team(view: CaseView) -> tuple[Statement, ...]:
    found = []
    for i, t in enumerate(view.case.team):
        words = Words.same(t.name) + Words.same(", ") + view.name("role", t.role)
        if t.phone:
            words += Words.same(f", {t.phone}")
        found.append(_said(f"team.{t.role}.{i}", words, t))
    return tuple(found)


def _coordinator(view: CaseView) -> Statement:
    last = latest(t for t in view.case.team if t.role == "coordinator")
    if last is None:
        return _unknown("coordinator", Words("aucun coordinateur nommé", "no coordinator named"))
    words = Words.same(last.name) + (Words.same(f", {last.phone}") if last.phone else Words("", ""))
    return _said("coordinator", words, last)
