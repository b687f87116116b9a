"""Trial, step, arm and dose level: what each asks holds for everything below it."""

from __future__ import annotations

from typing import Any

import yaml
from ctml_writing import TERMS, verdict

from cordee.criteria.tree import All
from cordee.files.located_yaml import read_located
from cordee.trials.asked import asked
from cordee.trials.ctml.read import read_ctml
from cordee.trials.set_aside import SetAside
from cordee.trials.trial import Trial


def age(bound: str) -> list[dict[str, Any]]:
    return [{"clinical": {"age_numerical": bound}}]


def read(document: dict[str, Any]) -> Trial:
    (trial,) = read_ctml(read_located(yaml.safe_dump(document, sort_keys=False), "t.yaml"), TERMS)
    assert isinstance(trial, Trial), trial
    return trial


def ages(trial: Trial) -> dict[str, set[str]]:
    """Each arm with the bounds it asks."""
    return {arm.id: {leaf.age.text for leaf in asked(trial, arm).of} for arm in trial.arms}  # type: ignore[union-attr]


def nested(**arm: Any) -> dict[str, Any]:
    return {
        "protocol_no": "T-1",
        "match": age(">=18"),
        "treatment_list": {
            "step": [{"step_code": "1", "match": age(">=19"), "arm": [{"arm_code": "A", **arm}]}]
        },
    }


def test_conditions_add_up_from_the_trial_to_the_dose() -> None:
    trial = read(
        nested(match=age(">=20"), dose_level=[{"level_code": "1", "match": age(">=21")}, {"level_code": "2"}])
    )
    assert ages(trial) == {
        "A / 1": {">=18", ">=19", ">=20", ">=21"},
        "A / 2": {">=18", ">=19", ">=20"},
    }


def test_levels_without_conditions_are_one_way_in() -> None:
    trial = read(
        nested(
            dose_level=[
                {"level_code": "1", "level_description": "20 mg"},
                {"level_code": "2", "level_description": "40 mg"},
            ]
        )
    )
    assert [(arm.id, arm.drugs, arm.status) for arm in trial.arms] == [("A", "20 mg, 40 mg", "recruiting")]


def test_suspended_arms_and_levels_take_nobody_in() -> None:
    assert [a.status for a in read(nested(arm_suspended="Y")).arms] == ["suspended"]
    assert [a.status for a in read(nested(arm_suspended="y ")).arms] == ["suspended"]
    both = [{"level_code": "1", "level_suspended": "Y"}, {"level_code": "2", "level_suspended": "Y"}]
    assert [a.status for a in read(nested(dose_level=both)).arms] == ["suspended"]
    one = [
        {"level_code": "1", "level_suspended": "Y", "match": age(">=20")},
        {"level_code": "2", "match": age(">=20")},
    ]
    assert [a.status for a in read(nested(dose_level=one)).arms] == ["suspended", "recruiting"]


def test_an_empty_match_is_passed_over_only_where_nobody_can_enter() -> None:
    assert read(nested(arm_suspended="Y", match=[])).warnings == (
        "line 14: an empty match on a suspended level; nothing is asked there.",
    )
    (aside,) = read_ctml(read_located(yaml.safe_dump(nested(match=[])), "t.yaml"), TERMS)
    assert isinstance(aside, SetAside)


def test_a_condition_written_among_the_arms_is_the_match_of_the_arm_before_it() -> None:
    document = nested(match=None)
    document["treatment_list"]["step"][0]["arm"].append({"and": age(">=20")})
    trial = read(document)
    assert ages(trial) == {"A": {">=18", ">=19", ">=20"}}
    assert trial.warnings == (
        "line 14: a condition stands among the arms; read as the match of the arm before it.",
    )
    document["treatment_list"]["step"][0]["arm"][0]["match"] = age(">=20")
    (aside,) = read_ctml(read_located(yaml.safe_dump(document), "t.yaml"), TERMS)
    assert isinstance(aside, SetAside)
    assert "no arm before it lacks one" in aside.faults[0].problem


def test_steps_and_repeated_codes_keep_their_own_ids() -> None:
    step = {"arm": [{"arm_code": "A"}, {"arm_code": "A"}]}
    trial = read(
        {
            "protocol_no": "T-1",
            "treatment_list": {"step": [{**step, "step_code": "1"}, {**step, "step_code": "2"}]},
        }
    )
    assert [arm.id for arm in trial.arms] == ["1 / A", "1 / A (2)", "2 / A", "2 / A (2)"]


def test_a_key_near_to_match_is_a_fault_wherever_it_stands() -> None:
    for place in ("mach", "matches"):
        document = nested()
        document["treatment_list"]["step"][0]["arm"][0][place] = age(">=20")
        (aside,) = read_ctml(read_located(yaml.safe_dump(document), "t.yaml"), TERMS)
        assert isinstance(aside, SetAside)
        (top,) = read_ctml(read_located(yaml.safe_dump({**nested(), place: age(">=20")}), "t.yaml"), TERMS)
        assert isinstance(top, SetAside)


def test_other_unknown_keys_of_the_trial_are_mentioned() -> None:
    assert read({**nested(), "favourite_colour": "blue"}).warnings == (
        "line 13: 'favourite_colour' is not a key of the language; it was not used.",
    )


def test_text_that_was_not_read_keeps_every_yes_from_being_one() -> None:
    trial = read(
        {**nested(), "prior_treatment_requirements": ["Inclusion Criteria:", "* No other active cancer."]}
    )
    assert trial.eligibility == "Inclusion Criteria:\n* No other active cancer."
    person = {"person": {"born": "1960-01-01"}}
    assert verdict(asked(trial, trial.arms[0]), person) == "unknown"
    assert verdict(All(asked(trial, trial.arms[0]).of[:-1]), person) == "yes"


def test_what_is_said_of_the_trial_beside_its_conditions() -> None:
    sponsors = [
        {"sponsor_name": name, "is_principal_sponsor": flag} for name, flag in (("B", "N"), ("A", "Y"))
    ]
    place = {
        "site_name": "Hôpital",
        "site_city": "Lyon",
        "site_country": "France",
        "site_status": "Recruiting",
    }
    trial = read(
        {
            **nested(),
            "nct_id": "NCT00000001",
            "long_title": "A trial that does not exist",
            "phase": "I/II",
            "status": "Closed to Accrual",
            "last_updated": "June 17, 1999",
            "sponsor_list": {"sponsor": sponsors},
            "drug_list": {"drug": [{"drug_name": "Drug: X"}]},
            "site_list": {"site": [place]},
        }
    )  # fmt: skip
    assert (trial.id, trial.phase, trial.status, trial.updated, trial.sponsor) == (
        "NCT00000001",
        "1/2",
        "closed",
        "1999-06-17",
        "A",
    )
    assert [(s.country, s.city, s.status) for s in trial.sites] == [("FR", "Lyon", "recruiting")]
    assert trial.arms[0].drugs == "X"


def test_a_status_nobody_stated_is_not_known() -> None:
    assert read(nested()).status == "unknown"
    assert read({**nested(), "_summary": {"status": [{"value": "open to accrual"}]}}).status == "recruiting"
