"""Check-ins of the play go in by the product's own door; what the rules find in them is said by the play."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any
from unittest.mock import patch
from uuid import NAMESPACE_URL, uuid5

from cordee.followup import Answers, QuestionSet, Report, load_followup
from cordee.service.chain.ingest import Died, receive
from cordee.service.chain.judge import Judged
from cordee.service.chain.models import Alert, Level


def send(
    person: Any, worries: list[tuple[str, Level]], at: datetime, once: str, twice: bool
) -> list[Alert] | None:
    """The alerts the report is joined to, in the order of `worries`; None when it was refused after a death."""
    questions = _questions()
    report = Report(
        id=str(uuid5(NAMESPACE_URL, once)),
        at=at,
        set_id=questions.id,
        set_version=questions.version,
        asked=(),
        answers=Answers({}),
    )
    worst = "red" if any(level is Level.RED for _, level in worries) else "amber"
    told = {"call": {"fr": "", "en": ""}}
    found = Judged(worst, tuple((cause, level, {"rules": []}) for cause, level in worries), told, {})
    with patch("cordee.service.chain.ingest.judge", return_value=found):
        try:
            stored = receive(person=person, report=report, questions=questions, by=None, once=once)
        except Died:
            return None
    by_cause = {alert.cause: alert for alert in stored.alerts.all()}
    if twice:
        again = receive(person=person, report=report, questions=questions, by=None, once=once)
        assert again.pk == stored.pk, "the same form is another report"
    return [by_cause[cause] for cause, _ in worries]


@lru_cache(maxsize=1)
def _questions() -> QuestionSet:
    core = load_followup().sets[0]
    return QuestionSet(id=core.id, version="1", questions=())
