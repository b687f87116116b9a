"""Any case that can be: hypothesis strategies over the tiny terms, one per kind of fact."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import msgspec
from hypothesis import strategies as st
from tiny_terms import TINY

from cordee.case import (
    AdvanceCare,
    Alteration,
    CareGoal,
    Case,
    Condition,
    Exposure,
    Fact,
    FamilyHistory,
    Imaging,
    Judgement,
    Lab,
    Lesion,
    LineOfTherapy,
    LocalTreatment,
    Marker,
    Metastasis,
    PanelTest,
    PartialDate,
    Performance,
    Person,
    Primary,
    Refusal,
    Source,
    Symptom,
    TeamMember,
    Toxicity,
    TreatmentHistory,
    Wish,
)  # fmt: skip
from cordee.case.biomarker import AlterationKind
from cordee.case.case import FACT_FIELDS
from cordee.case.choice import CareGoalCode, Dimension
from cordee.case.measurement import ResponseCode
from cordee.case.treatment import Intent, LocalKind, Setting, WhyEnded
from cordee.terms import TermKind

TODAY = date(2026, 11, 20)
BORN = [PartialDate("1961-05-02"), PartialDate("1940"), PartialDate("1958-11")]

days = st.dates(date(1990, 1, 1), TODAY)
partial = st.one_of(
    days.map(PartialDate.of),
    days.map(lambda day: PartialDate(day.isoformat()[:7])),
    days.map(lambda day: PartialDate(day.isoformat()[:4])),
)
when = st.none() | partial
answer = st.none() | st.booleans()
# Words as people write them: letters with accents, marks, digits, quotes and dashes.
text = st.text("abcdéèçœ AZ019 '’\"-:#,.&/«»é\u202f", min_size=1, max_size=24).filter(
    lambda s: s.strip() == s
)
note = st.none() | text


def one(kind: TermKind, *, classes: bool = True) -> st.SearchStrategy[str]:
    return st.sampled_from([term.id for term in TINY.all(kind) if classes or not term.is_class])


def word(literal: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(get_args(literal))


def figure(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False).map(lambda x: round(x, 3))


def _fact(made: type[Fact], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(made, on=when, known=when, source=st.just(Source("generated")), **fields)


def _ordered(line: LineOfTherapy) -> LineOfTherapy:
    if line.on is not None and line.ended_on is not None and line.ended_on.latest < line.on.earliest:
        return msgspec.structs.replace(line, on=line.ended_on, ended_on=line.on)
    return line


drugs = st.lists(one("drug", classes=False), unique=True, max_size=3).map(tuple)
unmapped = st.lists(
    st.sampled_from(["ABC-123", "medicine X", "cisplatin of old"]), unique=True, max_size=2
).map(tuple)
genes = st.lists(one("gene"), unique=True, max_size=3).map(tuple)
kinds = st.lists(st.sampled_from(get_args(AlterationKind)), unique=True, max_size=3).map(tuple)
change = st.none() | st.sampled_from(["G12C", "V600E", "E746_A750del", "R175*", "L858R"])

lesion = st.builds(
    Lesion,
    lesion=text,
    role=st.sampled_from(["target", "non-target", "new"]),
    site=st.none() | one("site"),
    node=st.booleans(),
    diameter_mm=st.none() | figure(0, 300),
    state=st.none()
    | st.sampled_from(["present", "absent", "too-small", "unequivocal-progression", "not-evaluable"]),
)
FACTS: dict[str, st.SearchStrategy[Any]] = {
    "team": _fact(TeamMember, name=text, role=one("role"), phone=note),
    "primaries": _fact(
        Primary, cancer=one("cancer"), histology=st.none() | one("histology"), grade=note, stage_on=when,
        stage=st.none() | st.sampled_from(["I", "IIB", "IIIB", "IV", "IVA"]),
        t=st.none() | st.sampled_from(["1a", "3", "is", "X"]), n=st.none() | st.sampled_from(["0", "2b"]),
        m=st.none() | st.sampled_from(["0", "1c"]),
    ),
    "metastases": _fact(
        Metastasis, site=one("site"), presence=st.sampled_from(["present", "absent"]),
        lesions=st.none() | st.integers(0, 30), treated=answer, stable=answer, symptomatic=answer, gone=when,
    ),
    "conditions": _fact(
        Condition, condition=one("condition"), presence=st.sampled_from(["present", "absent"]), detail=note, until=when
    ),
    "family_history": _fact(FamilyHistory, relation=text, cancer=one("cancer"), age=st.none() | st.integers(0, 99)),
    "performance": _fact(
        Performance, ecog=st.none() | st.integers(0, 5), karnofsky=st.none() | st.integers(0, 10).map(lambda n: n * 10)
    ).filter(lambda p: p.ecog is not None or p.karnofsky is not None),
    "alterations": _fact(
        Alteration, gene=one("gene"), kind=word(AlterationKind), presence=st.sampled_from(["present", "absent"]),
        protein_change=change, exon=st.none() | st.integers(1, 60), alteration_class=st.none() | one("alteration_class"),
        partner=st.none() | one("gene"), origin=st.none() | st.sampled_from(["somatic", "germline"]), pathogenic=answer,
        copy_number=st.none() | figure(0, 200), method=note,
    ),
    "panels": _fact(
        PanelTest, name=text, genes=genes, kinds=kinds, origin=st.none() | st.sampled_from(["somatic", "germline"]),
        specimen=st.none() | st.sampled_from(["tissue", "blood"]),
    ),
    "markers": st.one_of(
        _fact(Marker, marker=st.just("er"), code=st.sampled_from(["positive", "negative"]), number=st.none() | figure(0, 100), method=note),
        _fact(Marker, marker=st.just("pd-l1-tps"), number=figure(0, 100), method=note),
        _fact(Marker, marker=st.just("her2"), code=st.sampled_from(["positive", "negative"])),
    ),
    "labs": st.one_of(
        _fact(
            Lab, analyte=st.just("haemoglobin"), value=figure(20, 260), low=st.none() | figure(100, 120),
            comparator=st.none() | st.sampled_from(["<", "<=", ">", ">="]), high=st.none() | figure(150, 180), original=note,
        ),
        _fact(Lab, analyte=st.just("psa"), value=figure(0, 5000)),
    ),
    "symptoms": _fact(
        Symptom, symptom=one("symptom"), score=st.integers(0, 10),
        reporter=st.none() | st.sampled_from(["person", "relative", "clinician"]),
    ),
    "toxicities": _fact(
        Toxicity, toxicity=one("toxicity"), grade=st.integers(0, 5), attributed_to=st.none() | one("drug"), resolved=answer
    ),
    "imaging": _fact(
        Imaging, lesions=st.lists(lesion, max_size=3).map(tuple), stated=word(ResponseCode), baseline=answer, modality=note,
        line=st.none() | st.integers(1, 5),
    ),
    "lines": _fact(
        LineOfTherapy, drugs=drugs, unmapped=unmapped, number=st.none() | st.integers(1, 9), setting=word(Setting),
        intent=word(Intent), ended_on=when, ended=word(WhyEnded), ongoing=answer, best_response=word(ResponseCode),
    ).map(_ordered),
    "local_treatments": _fact(
        LocalTreatment, kind=st.sampled_from(get_args(LocalKind)), site=st.none() | one("site"), intent=word(Intent),
        target=st.none() | st.sampled_from(["primary", "metastasis", "nodes"]), procedure=note,
    ),
    "exposures": _fact(Exposure, drug=one("drug"), presence=st.sampled_from(["present", "absent"])),
    "treatment_history": _fact(TreatmentHistory, complete=st.booleans()),
    "wishes": _fact(Wish, text=text, dimension=word(Dimension)),
    "refusals": _fact(Refusal, of=one("drug"), withdrawn=when, text=note),
    "care_goals": _fact(CareGoal, goal=st.sampled_from(get_args(CareGoalCode)), text=note, achieved=answer),
    "judgements": _fact(Judgement, question=one("judgement"), answer=st.sampled_from(["yes", "no"]), by=note),
    "advance_care": _fact(
        AdvanceCare, step=st.sampled_from(["trusted-person", "advance-directives", "preferred-place"]), text=note
    ),
}  # fmt: skip

persons = _fact(
    Person, name=note, born=st.none() | st.sampled_from(BORN), sex=st.none() | st.sampled_from(["female", "male", "other"]),
    country=st.none() | st.sampled_from(["FR", "BE"]), died=when,
)  # fmt: skip
cases = st.builds(
    Case, person=persons, **{name: st.lists(facts, max_size=2).map(tuple) for name, facts in FACTS.items()}
)


def unsourced(case: Case) -> Case:
    """`case` in its one order, without where its facts were read."""
    nowhere = Source("nowhere")
    changes: dict[str, Any] = {"person": msgspec.structs.replace(case.person, source=nowhere)}
    for name in FACT_FIELDS:
        changes[name] = tuple(msgspec.structs.replace(fact, source=nowhere) for fact in getattr(case, name))
    return msgspec.structs.replace(case, **changes).in_order()
