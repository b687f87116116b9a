"""The options of one person: verdict, proof, benefit, burden, cautions; in the order that serves them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from cordee.case.answer import Answer
from cordee.criteria import All, AnyOf, CaseView, Cited, Criterion, Proof, answer, explain
from cordee.criteria.finding import cite
from cordee.criteria.leaves.disease import CancerLeaf
from cordee.criteria.leaves.spread import SETTLE_BRAIN_IMAGING, BrainMetastasesLeaf, MetastasesLeaf
from cordee.criteria.leaves.tolerance import ConditionLeaf, SymptomLeaf
from cordee.criteria.selections import NOT_ON_ROUTINE_STAGING
from cordee.knowledge import Knowledge, Option
from cordee.plan.families import refusal_words
from cordee.plan.model import PlanCaution, PlanOption, Priority, Statement
from cordee.plan.strength import strength

_VERDICT_ORDER = {Answer.YES: 0, Answer.UNKNOWN: 1, Answer.NO: 2}
_REFUSABLE = {
    "chemotherapy": "chemotherapy",
    "endocrine": "endocrine-therapy",
    "targeted": "targeted-therapy",
    "immunotherapy": "immunotherapy",
    "radioligand": "radioligand",
    "antibody-drug-conjugate": "antibody-drug-conjugate",
}
"""The family of an option → the drug family a refusal names. Local treatments are refused by their own family id."""

ACUTE_STATES = frozenset(
    {
        "active-bleeding", "ascites", "biliary-obstruction", "bowel-obstruction", "gastrointestinal-perforation",
        "hydronephrosis", "hypercalcaemia", "impending-fracture", "malignant-pleural-effusion", "pathological-fracture",
        "pericardial-effusion", "pleural-effusion", "raised-intracranial-pressure", "spinal-cord-compression",
        "superior-vena-cava-syndrome", "tumour-lysis", "visceral-crisis",
    }
)  # fmt: skip
"""What comes on and is seen when it does. Nobody writes in a file that it has not; a state such as castration
resistance or menopause is a question to ask instead."""


class Considered(msgspec.Struct, frozen=True):
    """An option with its proof, before it is laid out."""

    option: Option
    proof: Proof

    @property
    def verdict(self) -> Answer:
        """Whether its conditions hold."""
        return self.proof.answer


def considered(knowledge: Knowledge, view: CaseView) -> tuple[list[Considered], int]:
    """Every option that is not for another cancer, and how many were left out because they are."""
    kept = []
    others = 0
    for option in knowledge.options:
        if for_another_cancer(option.when, view):
            others += 1
        else:
            kept.append(Considered(option, explain(option.when, view)))
    return kept, others


def for_another_cancer(tree: Criterion, view: CaseView) -> bool:
    """Whether the option's own cancer, a plain requirement of its condition, is known not to be this person's."""
    required = tree.of if isinstance(tree, All) else (tree,)
    return any(isinstance(part, CancerLeaf) and view.find(part).answer is Answer.NO for part in required)


def waiting_for_a_state(c: Considered, view: CaseView) -> bool:
    """Whether an option to clarify needs a state, a symptom or a hidden site that nobody reported.

    Cord compression, a blocked bile duct, a brain metastasis nobody looked for …: such an option is kept ready under 'if it
    happens'; it is not a question whose answer is missing from the file.
    """
    if c.verdict is not Answer.UNKNOWN:
        return False
    required = c.option.when.of if isinstance(c.option.when, All) else (c.option.when,)
    return any(_unreported(part, view) for part in required)


def _unreported(part: Criterion, view: CaseView) -> bool:
    """Whether a required part is open only because nobody reported what it needs."""
    if isinstance(part, AnyOf):
        return answer(part, view) is Answer.UNKNOWN and any(_unreported(p, view) for p in part.of)
    if isinstance(part, MetastasesLeaf):
        hidden = bool(part.site) and all(view.is_any("site", s, NOT_ON_ROUTINE_STAGING) for s in part.site)
        return hidden and view.find(part).answer is Answer.UNKNOWN
    if isinstance(part, BrainMetastasesLeaf):
        return (
            part.state in ("any", "untreated", "symptomatic")
            and view.find(part).settle == SETTLE_BRAIN_IMAGING
        )
    comes_on = isinstance(part, ConditionLeaf) and ACUTE_STATES.issuperset(part.condition)
    return (comes_on or isinstance(part, SymptomLeaf)) and answer(part, view) is Answer.UNKNOWN


def lay_out(
    knowledge: Knowledge,
    kept: list[Considered],
    view: CaseView,
    priority: Priority | None,
    to_settle: Mapping[str, tuple[str, ...]],
) -> tuple[PlanOption, ...]:
    """The options in order: open, to clarify, set aside; within each by the person's priority, then by evidence.

    `to_settle`: by option, the keys of what would settle it (`find_out.settles`). Care without tumour treatment closes
    the list of what is open, so that nobody reads it as the first answer; comfort as a priority brings it forward.
    """
    ordered = sorted(
        kept,
        key=lambda c: (
            _VERDICT_ORDER[c.verdict],
            c.option.family == "no-tumour-directed-treatment" and priority != "comfort",
            -_fits(c.option, priority),
            -strength(c.option),
            len(to_settle.get(c.option.id, ())),
            c.option.id,
        ),
    )
    return tuple(_option(knowledge, c, view, to_settle.get(c.option.id, ())) for c in ordered)


def _fits(option: Option, priority: Priority | None) -> float:
    """How well an option serves a stated priority, 0 to 1. Orders, never hides."""
    routes = option.burden.route if option.burden else ()
    gentle = option.aim == "relieve" or option.family in (
        "supportive",
        "no-tumour-directed-treatment",
        "endocrine",
    )
    match priority:
        case "comfort":
            return 1.0 if gentle else 0.5 if routes == ("oral",) else 0.0
        case "time":
            survival = any(b.endpoint == "overall-survival" for b in option.benefit)
            return (
                1.0 if option.aim == "cure" else 0.7 if survival else 0.4 if option.aim == "control" else 0.0
            )
        case "staying-home":
            return 1.0 if routes and set(routes) <= {"oral", "none"} else 0.8 if gentle else 0.0
        case "trial":
            return 1.0 if option.family == "trial" else 0.0
    return 0.0


def _option(knowledge: Knowledge, c: Considered, view: CaseView, to_settle: tuple[str, ...]) -> PlanOption:
    o = knowledge.resolved[c.option.id]
    return PlanOption(
        id=o.id,
        family=o.family,
        aim=o.aim,
        name=o.name,
        verdict=c.verdict,
        proof=c.proof,
        plain=o.plain,
        evidence=o.evidence,
        approvals=tuple(f"{a.agency} {a.year}" if a.year else a.agency for a in o.approvals),
        benefit=o.benefit,
        burden=o.burden,
        cautions=_cautions(o, view),
        ask=o.ask,
        offers=o.offers,
        reviewed=o.reviewed,
        refused=refused(o, view),
        sources=o.sources,
        to_settle=to_settle,
        if_it_happens=waiting_for_a_state(c, view),
    )


def _cautions(o: Option, view: CaseView) -> tuple[PlanCaution, ...]:
    found = []
    for i, caution in enumerate(o.cautions):
        if answer(caution.when, view) is not Answer.NO:
            proof = explain(caution.when, view)
            statement = Statement(id=f"{o.id}.caution.{i}", words=caution.says, sources=caution.sources)
            found.append(PlanCaution(verdict=proof.answer, statement=statement, proof=proof))
    return tuple(sorted(found, key=lambda f: _VERDICT_ORDER[f.verdict]))


def refused(o: Option, view: CaseView) -> Cited | None:
    """The person's standing refusal of this option's family, of one of its drugs, or of a class above one."""
    touched = {o.family, _REFUSABLE.get(o.family, o.family)}
    for drug in o.drugs:
        touched |= view.terms.ancestors("drug", drug)
    for r in view.case.refusals:
        standing = r.withdrawn is None or r.withdrawn.earliest > view.on
        if standing and r.of in touched:
            return cite(r, refusal_words(view, r.of))
    return None
