"""The words registries use for whether a trial or a site takes people in, as ours."""

from __future__ import annotations

from cordee.terms import normal
from cordee.trials.trial import Status

_WORDS: dict[str, Status] = {
    "recruiting": "recruiting",
    "open": "recruiting",
    "open to accrual": "recruiting",
    "available": "recruiting",
    "not yet recruiting": "not-yet-recruiting",
    "enrolling by invitation": "by-invitation",
    "by invitation": "by-invitation",
    "active not recruiting": "active-not-recruiting",
    "suspended": "suspended",
    "temporarily not available": "suspended",
    "closed": "closed",
    "closed to accrual": "closed",
    "no longer available": "closed",
    "approved for marketing": "closed",
    "completed": "completed",
    "terminated": "terminated",
    "withdrawn": "withdrawn",
    "withheld": "unknown",
    "unknown": "unknown",
    "unknown status": "unknown",
}


def status_of(text: object) -> Status | None:
    """Our word for a registry's ('RECRUITING', 'Open to Accrual'); None for one that is not known."""
    return _WORDS.get(normal(str(text))) if text else None
