"""What has failed, line by line, and how we know."""

from __future__ import annotations

from cordee.case.answer import Answer
from cordee.case.partial_date import DAYS_PER_MONTH
from cordee.criteria import CaseView, Cited
from cordee.criteria.finding import cite
from cordee.plan.model import FailedLine, Failures, Statement
from cordee.plan.sentence import sentence
from cordee.response.failure import has_chemotherapy_failed
from cordee.response.figures import day, since_day
from cordee.response.line_outcome import OUTCOME_WORDS, LineOutcome
from cordee.response.lines import line_outcomes
from cordee.response.progression import progression_now
from cordee.response.reason import Evidence
from cordee.terms import Words
from cordee.terms.words import join_words


def failures(view: CaseView) -> Failures:
    """Every line with what became of it, and whether chemotherapy has failed."""
    chemotherapy = has_chemotherapy_failed(view.case, view.on, view.terms)
    words = {
        Answer.YES: Words(
            "la chimiothérapie a cessé d’agir ou n’a pas été supportée",
            "chemotherapy has stopped working or could not be borne",
        ),
        Answer.NO: Words("aucun échec de chimiothérapie", "chemotherapy has not failed"),
        Answer.UNKNOWN: Words(
            "on ne sait pas si la chimiothérapie a échoué", "it is not known whether chemotherapy has failed"
        ),
    }[chemotherapy.answer]
    if chemotherapy.to_settle is not None:
        words += Words("\u202f: ", ": ") + chemotherapy.to_settle
    lines = tuple(
        _line(view, outcome, i) for i, outcome in enumerate(line_outcomes(view.case, view.on, view.terms))
    )
    facts = tuple(_cited(e) for e in chemotherapy.evidence)
    complete = [h for h in view.case.treatment_history if h.complete]
    if not facts and chemotherapy.answer is Answer.NO:
        facts = tuple(
            cite(h, Words("liste des traitements déclarée complète", "treatment list stated complete"))
            for h in complete
        )
    statement = Statement(
        id="chemotherapy", words=words, facts=facts, unknown=chemotherapy.answer is Answer.UNKNOWN
    )
    return Failures(
        chemotherapy_failed=chemotherapy.answer,
        statement=statement,
        lines=lines,
        holding=_holding(view, lines),
    )


def _holding(view: CaseView, lines: tuple[FailedLine, ...]) -> Statement | None:
    """The treatment being given, when the last assessment says that it holds the illness."""
    now = progression_now(view.case, view.on)
    running = [line for line in lines if "ongoing" in line.outcomes]
    if now.answer is not Answer.NO or not running:
        return None
    drugs = join_words([line.drugs for line in running], ", ")
    words = drugs + Words(
        "\u202f: ce traitement, en cours, contient la maladie. Le poursuivre est la première question\u202f; "
        "les options qui suivent sont pour après, ou en plus.",
        ": this treatment, being given now, holds the illness. Going on with it is the first question; "
        "the options below are for later, or besides.",
    )
    plain = drugs + Words(
        ". Ce traitement retient la maladie en ce moment. Ce qui suit est pour plus tard, ou en plus.",
        ". This treatment is holding the illness at the moment. What follows is for later, or besides.",
    )
    facts = tuple(f for line in running for f in line.statement.facts) + tuple(
        _cited(e) for e in now.evidence
    )
    return Statement(id="holding", words=words, facts=facts, plain=plain)


def _cited(e: Evidence) -> Cited:
    return Cited(e.words, e.on, e.ref)


def _line(view: CaseView, outcome: LineOutcome, i: int) -> FailedLine:
    line = outcome.line
    named = [view.name("drug", d) for d in line.drugs] + [Words.same(u) for u in line.unmapped]
    drugs = join_words(named, " + ")
    words = drugs
    if line.on:
        until = Words(" au ", " to ") + day(line.ended_on) if line.ended_on else Words("", "")
        words += (
            Words(", du ", ", from ") + day(line.on) + until
            if line.ended_on
            else Words.same(", ") + since_day(line.on)
        )
    words += Words.same(". ") + sentence(join_words([OUTCOME_WORDS[o] for o in outcome.outcomes], ", "))
    statement = Statement(id=f"line.{i}", words=words, facts=(cite(line, drugs),))
    evidence = tuple(
        Statement(id=f"line.{i}.evidence.{j}", words=e.words, facts=(_cited(e),))
        for j, e in enumerate(outcome.evidence)
    )
    conflicts = tuple(
        Statement(id=f"line.{i}.conflict.{j}", words=e.words, facts=(_cited(e),))
        for j, e in enumerate(outcome.conflicts)
    )
    families = tuple(
        sorted({f for d in line.drugs for f in view.terms.ancestors("drug", d) if _is_family(view, f)})
    )
    return FailedLine(
        id=f"line.{i}",
        number=line.number,
        drugs=drugs,
        failed=outcome.failed,
        statement=statement,
        evidence=(*evidence, *conflicts),
        classes=families,
        outcomes=outcome.outcomes,
        months=_months(outcome),
    )


def _months(outcome: LineOutcome) -> tuple[int, int] | None:
    span = outcome.time_on_treatment_days
    return (int(span[0] / DAYS_PER_MONTH), round(span[1] / DAYS_PER_MONTH)) if span else None


def _is_family(view: CaseView, id: str) -> bool:
    term = view.terms.get("drug", id)
    return term is not None and term.is_class and not term.parents
