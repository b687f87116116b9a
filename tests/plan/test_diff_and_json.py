"""What changed between two plans; and a plan as JSON, there and back, under its published schema."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import jsonschema
import msgspec
import pytest
from drawn_facts import cases, one_more
from example_plans import EXAMPLES, NO_CHEMOTHERAPY, ON, case_of, every_case, every_plan, plan_of, with_facts
from hypothesis import given, settings
from hypothesis import strategies as st

from cordee import make_plan
from cordee.case import Alteration, Case, Judgement, PartialDate, Source, TeamMember
from cordee.case.answer import Answer
from cordee.files.fault import BadInput
from cordee.plan import Plan
from cordee.plan.diff import Change, compare
from cordee.plan.schema import plan_json, plan_schema, read_plan

FEW = settings(max_examples=25, deadline=None)
SCHEMA = plan_schema()
CHECK = jsonschema.Draft202012Validator(SCHEMA)

TOP_LEVEL = (
    "situation", "failures", "exceptions", "options", "trials", "to_find_out", "support", "triggers", "red_flags",
    "questions", "sources", "knowledge",
)  # fmt: skip
OF_AN_OPTION = (
    "id", "family", "aim", "name", "verdict", "proof", "evidence", "benefit", "burden", "cautions", "reviewed",
)  # fmt: skip


def changes(before: Case, after: Case) -> dict[tuple[str, str], Change]:
    found = compare(make_plan(before, on=ON), make_plan(after, on=ON))
    return {(c.part, c.id): c for c in found}


# What changed.


@pytest.mark.parametrize("name", sorted(every_case()))
def test_a_plan_does_not_differ_from_itself(name: str) -> None:
    assert compare(every_plan()[name], every_plan()[name]) == ()


def test_a_result_that_comes_in_opens_and_closes_and_says_why() -> None:
    """Without her KRAS result, then with KRAS G12C: what the anomaly opens, what it closes, each with the condition."""
    known = case_of("colorectal-kras-g12c")
    unknown = msgspec.structs.replace(known, alterations=(), panels=())
    g12c = Alteration(
        gene="KRAS", protein_change="G12C", on=PartialDate("2026-11-18"), source=Source("new-result")
    )
    found = changes(unknown, with_facts(unknown, g12c))
    anti_egfr = [c for (part, id), c in found.items() if part == "options" and c.what == "closed"]
    assert anti_egfr
    for change in anti_egfr:
        assert any("KRAS" in reason.en for reason in change.why), change
    assert all(c.part != "options" or c.why for c in found.values() if c.what in ("opened", "closed"))
    after = {o.id: o for o in make_plan(with_facts(unknown, g12c), on=ON).options}
    before = {o.id: o for o in make_plan(unknown, on=ON).options}
    for (part, id), change in found.items():
        if part == "options" and change.what in ("opened", "closed"):
            assert after[id].verdict is (Answer.YES if change.what == "opened" else Answer.NO)
            assert before[id].verdict is not after[id].verdict
    moved = {id for id in after if after[id].verdict is not before[id].verdict}
    assert moved == {id for (part, id), c in found.items() if part == "options" and c.what != "refused"}


def test_the_last_missing_answer_opens_a_door() -> None:
    case = case_of("colorectal-liver-only")
    said = [j for j in case.judgements if j.question == "liver-metastases-resectable"]
    before = msgspec.structs.replace(case, judgements=tuple(j for j in case.judgements if j not in said))
    yes = Judgement(
        question="liver-metastases-resectable",
        answer="yes",
        on=PartialDate("2026-11-18"),
        source=Source("meeting"),
    )
    opened = [c for c in changes(before, with_facts(before, yes)).values() if c.what == "opened"]
    assert any(c.part == "options" for c in opened)
    assert any(c.part == "exceptions" for c in opened)
    assert all(c.why for c in opened)
    no = msgspec.structs.replace(yes, answer="no")
    closed = [c for c in changes(before, with_facts(before, no)).values() if c.what == "closed"]
    assert any(c.part == "exceptions" for c in closed), "a door to cure that closes must be said"


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_refusal_is_listed_for_each_option_it_sets_aside(name: str) -> None:
    before, after = plan_of(name), every_plan()[f"{name}, refuses chemotherapy"]
    listed = {c.id for c in compare(before, after) if c.what == "refused"}
    had = {o.id for o in before.options if o.refused}
    assert listed == {o.id for o in after.options if o.refused} - had
    back = [c for c in compare(after, before) if c.what == "refused"]
    assert all("n’est plus refusé" in c.words.fr for c in back)


def test_a_refusal_is_said_even_when_the_verdict_changes_with_it() -> None:
    known = case_of("colorectal-braf")
    unknown = msgspec.structs.replace(known, alterations=(), panels=())
    before, after = make_plan(unknown, on=ON), make_plan(with_facts(known, NO_CHEMOTHERAPY), on=ON)
    moved = {o.id: o.verdict for o in before.options}
    both = {o.id for o in after.options if o.refused and moved[o.id] is not o.verdict}
    assert both
    said = [c for c in compare(before, after) if c.id in both]
    assert {c.id for c in said if c.what == "refused"} == both
    assert {c.id for c in said if c.what != "refused"} == both


def test_a_coordinator_named_and_an_illness_that_grows_are_changes() -> None:
    case = case_of("incomplete-record")
    named = with_facts(case, TeamMember(name="Ana Sol", role="coordinator", source=Source("team-9")))
    assert ("situation", "coordinator") in changes(case, named)
    known = case_of("colorectal-kras-g12c")
    assert ("situation", "progression") in changes(msgspec.structs.replace(known, imaging=()), known)


@FEW
@given(one_more())
def test_no_change_is_silent_and_none_is_invented(drawn: tuple[Case, Case, str]) -> None:
    before, after = make_plan(drawn[0], on=ON), make_plan(drawn[1], on=ON)
    said = {c.id for c in compare(before, after) if c.part == "options"}
    old, new = ({o.id: (o.verdict, o.refused is None) for o in p.options} for p in (before, after))
    assert said == {id for id in old.keys() | new.keys() if old.get(id) != new.get(id)}


# As JSON.


@pytest.mark.parametrize("name", sorted(every_case()))
def test_json_there_and_back_is_the_same_plan(name: str) -> None:
    plan = every_plan()[name]
    assert read_plan(plan_json(plan), "plan.json") == plan


@FEW
@given(cases)
def test_json_of_any_plan_reads_back(case: Case) -> None:
    plan = make_plan(case, on=ON, priority="comfort", median_months=7)
    written = plan_json(plan)
    assert read_plan(written, "plan.json") == plan
    assert plan_json(read_plan(written, "plan.json")) == written


@pytest.mark.parametrize("name", sorted(every_case()))
def test_every_plan_fits_the_published_schema(name: str) -> None:
    CHECK.validate(json.loads(plan_json(every_plan()[name])))


def test_the_schema_is_one_and_refuses_what_is_not_a_plan() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    written = json.loads(plan_json(plan_of(EXAMPLES[0])))
    for spoil in (
        {"options": None}, {"situation": {}}, {"options": [{"id": "x"}]}, {"knowledge": "none"}, {"to_find_out": [{}]},
    ):  # fmt: skip
        assert not CHECK.is_valid({**written, **spoil}), spoil
    assert not CHECK.is_valid({k: v for k, v in written.items() if k != "failures"})


def test_the_names_are_those_that_were_published() -> None:
    """The top level and an option's fields as the first release states them; more may be added, none renamed."""
    written = json.loads(plan_json(plan_of(EXAMPLES[0])))
    assert tuple(name for name in written if name in TOP_LEVEL) == TOP_LEVEL
    assert set(written) - set(TOP_LEVEL) <= {"survival", "priority"}
    for name in EXAMPLES:
        for option in json.loads(plan_json(plan_of(name)))["options"]:
            assert set(OF_AN_OPTION) <= set(option), option["id"]
            assert option["verdict"] in ("yes", "no", "unknown")
    defined = SCHEMA["$defs"]["Plan"]["properties"]
    assert set(TOP_LEVEL) <= set(defined)


# What is not a plan is refused with the place.


def _spoilt(*path: Any, value: Any) -> bytes:
    document = json.loads(plan_json(plan_of("colorectal-kras-g12c")))
    here = document
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("situation", "on"), "yesterday"),
        (("options", 3, "verdict"), "maybe"),
        (("options", 7, "proof", "parts", 1, "answer"), 5),
        (("sources", 2, "title"), None),
        (("to_find_out", 1, "weight"), "heavy"),
        (("knowledge",), []),
    ],
)
def test_a_spoilt_plan_is_refused_at_its_place(path: tuple[Any, ...], value: Any) -> None:
    with pytest.raises(BadInput) as refused:
        read_plan(_spoilt(*path, value=value), "old.json")
    (fault,) = refused.value.faults
    assert (fault.file, fault.where) == ("old.json", "".join(f"/{step}" for step in path))
    assert fault.remedy


WHOLE = plan_json(plan_of("incomplete-record"))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"null", b"[]", b"{}", b"not json", b"\xff\xfe", b'{"situation": "\xff"}', WHOLE[: len(WHOLE) // 2], b"[" * 200_000,
        b'{"x": ' + b"[" * 200_000,
    ],
    ids=["empty", "null", "list", "nothing-in-it", "words", "bytes", "bad-text", "half", "deep", "deep-inside"],
)  # fmt: skip
def test_what_is_no_plan_at_all_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read_plan(content, "old.json")
    assert all(fault.file == "old.json" and "not a plan" in fault.problem for fault in refused.value.faults)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_byte_changed_is_a_plan_or_a_clear_refusal(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(WHOLE) - 1))
    spoilt = WHOLE[:at] + data.draw(st.binary(min_size=0, max_size=2)) + WHOLE[at + 1 :]
    with suppress(BadInput):
        assert isinstance(read_plan(spoilt, "old.json"), Plan)
