"""The sections of the hand-written form: which keys a fact has there, and which field each fills."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cordee.case import (
    AdvanceCare,
    Alteration,
    CareGoal,
    Condition,
    Exposure,
    Fact,
    FamilyHistory,
    Imaging,
    Judgement,
    Lesion,
    LineOfTherapy,
    LocalTreatment,
    Metastasis,
    PanelTest,
    Performance,
    Person,
    Primary,
    Refusal,
    Symptom,
    TeamMember,
    Toxicity,
    TreatmentHistory,
    Wish,
)  # fmt: skip
from cordee.case.biomarker import AlterationKind, Origin
from cordee.case.choice import CareGoalCode, Dimension
from cordee.case.fact import Presence
from cordee.case.measurement import ResponseCode
from cordee.case.person import Sex
from cordee.case.treatment import Intent, LocalKind, Setting, WhyEnded
from cordee.case.yaml_words import (
    ANSWER,
    DATE,
    FLAG,
    LABEL,
    OWN_WORDS,
    TEXT,
    Value,
    figure,
    many,
    term,
    treatment,
    whole,
    word,
)  # fmt: skip


class Key(NamedTuple):
    """One key of a fact: the field it fills, how its value is read. `others` are spellings also understood."""

    name: str
    field: str
    value: Value
    needed: bool = False
    others: tuple[str, ...] = ()


class Section(NamedTuple):
    """One top-level key: the facts below it."""

    name: str
    fact: type[Fact] | type[Lesion]
    keys: tuple[Key, ...]


def _same(name: str, value: Value, *, needed: bool = False) -> Key:
    return Key(name, name, value, needed)


ON, KNOWN = _same("on", DATE), _same("known", DATE)
SINCE = Key("since", "on", DATE, others=("on",))
PRESENCE = _same("presence", word(Presence))
COUNT = whole(0, 1000)

PERSON = Section("person", Person, (
    _same("name", TEXT), _same("born", DATE), _same("sex", word(Sex)), _same("country", TEXT), _same("died", DATE),
    _same("dead", FLAG), ON, KNOWN,
))  # fmt: skip
ALTERATION = Section("alteration", Alteration, (
    _same("gene", term("gene"), needed=True), _same("kind", word(AlterationKind)), PRESENCE, _same("protein_change", TEXT),
    _same("exon", whole(1, 500)), Key("class", "alteration_class", term("alteration_class")),
    _same("partner", term("gene")), _same("origin", word(Origin)), _same("pathogenic", FLAG),
    _same("copy_number", figure(0, 10000)),
))  # fmt: skip
LESION = Section("lesions", Lesion, (
    _same("lesion", TEXT, needed=True), _same("role", word(Literal["target", "non-target", "new"]), needed=True),
    _same("site", term("site")), _same("node", FLAG), Key("mm", "diameter_mm", figure(0, 1000)),
    _same("state", word(
        Literal["present", "absent", "too-small", "unequivocal-progression", "equivocal", "not-evaluable"]
    )),
))  # fmt: skip

SECTIONS: tuple[Section, ...] = (
    Section("team", TeamMember, (
        _same("name", TEXT, needed=True), _same("role", term("role"), needed=True), _same("phone", TEXT), ON, KNOWN,
    )),
    Section("primaries", Primary, (
        _same("cancer", term("cancer"), needed=True), _same("histology", term("histology")), _same("grade", LABEL),
        Key("diagnosed", "on", DATE, others=("on",)), _same("stage", LABEL), _same("stage_on", DATE),
        _same("t", LABEL), _same("n", LABEL), _same("m", LABEL), KNOWN,
    )),
    Section("metastases", Metastasis, (
        _same("site", term("site"), needed=True), SINCE, PRESENCE, _same("lesions", COUNT), _same("treated", FLAG),
        _same("stable", FLAG), _same("symptomatic", FLAG), _same("gone", DATE), KNOWN,
    )),
    Section("conditions", Condition, (
        _same("condition", term("condition"), needed=True), SINCE, PRESENCE, _same("detail", TEXT), _same("until", DATE), KNOWN,
    )),
    Section("family", FamilyHistory, (
        _same("relation", TEXT, needed=True), _same("cancer", term("cancer"), needed=True), _same("age", whole(0, 130)),
        ON, KNOWN,
    )),
    Section("performance", Performance, (_same("ecog", whole(0, 5)), _same("karnofsky", whole(0, 100)), ON, KNOWN)),
    Section("panels", PanelTest, (
        _same("name", TEXT, needed=True), _same("genes", many(term("gene"))), _same("kinds", many(word(AlterationKind))),
        _same("origin", word(Origin)), _same("specimen", word(Literal["tissue", "blood"])), ON, KNOWN,
    )),
    Section("symptoms", Symptom, (
        _same("symptom", term("symptom"), needed=True), _same("score", whole(0, 10), needed=True),
        _same("reporter", word(Literal["person", "relative", "clinician"])), ON, KNOWN,
    )),
    Section("toxicities", Toxicity, (
        Key("term", "toxicity", term("toxicity"), needed=True), _same("grade", whole(0, 5), needed=True), ON,
        _same("attributed_to", term("drug")), _same("resolved", FLAG), KNOWN,
    )),
    Section("imaging", Imaging, (
        ON, _same("stated", word(ResponseCode)), _same("baseline", FLAG), _same("modality", TEXT), _same("line", whole(1, 99)),
        KNOWN,
    )),
    Section("lines", LineOfTherapy, (
        _same("number", whole(1, 99)), _same("drugs", many(term("drug"))), _same("unmapped", many(TEXT)),
        Key("from", "on", DATE, others=("on",)), Key("to", "ended_on", DATE), _same("ended", word(WhyEnded)),
        _same("setting", word(Setting)), _same("intent", word(Intent)), _same("ongoing", FLAG),
        _same("best_response", word(ResponseCode)), KNOWN,
    )),
    Section("local", LocalTreatment, (
        _same("kind", word(LocalKind), needed=True), _same("site", term("site")),
        _same("target", word(Literal["primary", "metastasis", "nodes"])), _same("intent", word(Intent)),
        _same("procedure", TEXT), ON, KNOWN,
    )),
    Section("exposures", Exposure, (
        _same("drug", term("drug"), needed=True), Key("presence", "presence", word(Presence), True), ON, KNOWN,
    )),
    Section("history", TreatmentHistory, (_same("complete", FLAG, needed=True), ON, KNOWN)),
    Section("wishes", Wish, (_same("text", OWN_WORDS, needed=True), _same("dimension", word(Dimension)), ON, KNOWN)),
    Section("refusals", Refusal, (
        _same("of", treatment(), needed=True), ON, _same("withdrawn", DATE), _same("text", OWN_WORDS), KNOWN,
    )),
    Section("goals", CareGoal, (
        _same("goal", word(CareGoalCode), needed=True), _same("text", OWN_WORDS), _same("achieved", FLAG), ON, KNOWN,
    )),
    Section("judgements", Judgement, (
        _same("question", term("judgement"), needed=True), _same("answer", ANSWER, needed=True), _same("by", TEXT), ON, KNOWN,
    )),
    Section("advance_care", AdvanceCare, (
        _same("step", word(Literal["trusted-person", "advance-directives", "preferred-place"]), needed=True),
        _same("text", OWN_WORDS), ON, KNOWN,
    )),
)  # fmt: skip
