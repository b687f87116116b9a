"""What a curator says of a trial, in a file of its own: it is applied at every import, so it survives them.

```yaml
trial: NCT01234567
status: recruiting                  # optional
when: {all: [...]}                  # instead of the conditions of the whole trial
arms:
  "ARM 1": {when: {all: [...]}}     # instead of the arm's
eligibility:                        # statements of the free text
  - text: "ECOG performance status 0 or 1"
    when: {ecog: "<=1"}
    inclusion: true
```
"""

from __future__ import annotations

from typing import Any

import msgspec

from cordee.criteria import Criterion, parse
from cordee.files.located_yaml import Located, read_located
from cordee.terms import Terms
from cordee.trials.eligibility.statements import says_something
from cordee.trials.eligibility_text import EligibilitySpan
from cordee.trials.simplify import simplify
from cordee.trials.status import status_of
from cordee.trials.trial import Arm, Status, Trial

SUFFIX = ".correction.yaml"
_KEYS = {"trial", "status", "when", "arms", "eligibility", "note"}


class ReadAs(msgspec.Struct, frozen=True):
    """What a statement of the text says, in a curator's reading; None: it asks nothing that decides."""

    text: str
    criterion: Criterion | None
    inclusion: bool


class Correction(msgspec.Struct, frozen=True):
    """One curator's file."""

    trial: str
    file: str
    status: Status | None = None
    criterion: Criterion | None = None
    arms: dict[str, Criterion] = {}
    statements: tuple[ReadAs, ...] = ()


def read_correction(text: str, file: str, terms: Terms) -> Correction:
    """A curator's file. Raises BadInput with file, line and reason."""
    document = read_located(text, file)
    body = document.value
    if not isinstance(body, dict) or not isinstance(body.get("trial"), str):
        raise document.fault((), "a correction names its trial: 'trial: NCT01234567'.")
    for key in body:
        if key not in _KEYS:
            raise document.fault(
                (key,), f"'{key}' is not a key of a correction.", f"Expected {', '.join(sorted(_KEYS))}."
            )
    status = status_of(body["status"]) if "status" in body else None
    if "status" in body and status is None:
        raise document.fault(("status",), f"the status '{body['status']}' is not known.")
    whole = simplify(parse(document, ("when",), terms)) if "when" in body else None
    arms = {
        str(id): simplify(parse(document, ("arms", id, "when"), terms))
        for id, arm in _mapping(document, body, "arms").items()
        if _has_when(document, ("arms", id), arm)
    }
    statements = tuple(
        _statement(document, i, item, terms) for i, item in enumerate(body.get("eligibility") or [])
    )
    return Correction(body["trial"], file, status, whole, arms, statements)


def _mapping(document: Located, body: dict[Any, Any], key: str) -> dict[Any, Any]:
    value = body.get(key) or {}
    if not isinstance(value, dict):
        raise document.fault((key,), f"'{key}' is not a mapping.")
    return value


def _has_when(document: Located, at: tuple[str | int, ...], arm: Any) -> bool:
    if not isinstance(arm, dict) or set(arm) != {"when"}:
        raise document.fault(at, "an arm is corrected by {when: a condition}.")
    return True


def _statement(document: Located, i: int, item: Any, terms: Terms) -> ReadAs:
    at = ("eligibility", i)
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise document.fault(at, "a statement is corrected by {text, when, inclusion}.")
    inclusion = item.get("inclusion", True)
    if not isinstance(inclusion, bool):
        raise document.fault((*at, "inclusion"), "'inclusion' is true or false.")
    criterion = simplify(parse(document, (*at, "when"), terms)) if item.get("when") is not None else None
    return ReadAs(item["text"].strip(), criterion, inclusion)


def corrected(trial: Trial, correction: Correction) -> Trial:
    """`trial` as the curator reads it. What no longer fits the trial becomes a warning, never silence."""
    warnings = list(trial.warnings)
    known = {arm.id for arm in trial.arms}
    warnings += [f"{correction.file}: no arm is called '{id}'." for id in correction.arms if id not in known]
    spans = list(trial.spans)
    for said in correction.statements:
        spans, placed = _placed(spans, trial.eligibility, said)
        if not placed:
            warnings.append(f"{correction.file}: the text no longer says “{said.text[:60]}”.")
    return msgspec.structs.replace(
        trial,
        status=correction.status or trial.status,
        criterion=correction.criterion if correction.criterion is not None else trial.criterion,
        arms=tuple(_arm(arm, correction) for arm in trial.arms),
        spans=tuple(spans),
        warnings=tuple(warnings),
        corrected=correction.file,
    )


def _arm(arm: Arm, correction: Correction) -> Arm:
    instead = correction.arms.get(arm.id)
    return arm if instead is None else msgspec.structs.replace(arm, criterion=instead)


def _placed(spans: list[EligibilitySpan], text: str, said: ReadAs) -> tuple[list[EligibilitySpan], bool]:
    """The spans with the curator's reading where its words stand; what remains of the span around it stays text."""
    start = text.find(said.text)
    if start < 0:
        return spans, False
    end = start + len(said.text)
    kept: list[EligibilitySpan] = []
    for span in spans:
        if span.end <= start or span.start >= end:
            kept.append(span)
            continue
        for low, high in ((span.start, start), (end, span.end)):
            if low < high and says_something(text[low:high]):
                rest = EligibilitySpan(low, high, text[low:high], None, span.inclusion)
                kept.append(rest)
    if said.criterion is not None:
        kept.append(EligibilitySpan(start, end, said.text, said.criterion, said.inclusion))
    return sorted(kept, key=lambda s: s.start), True
