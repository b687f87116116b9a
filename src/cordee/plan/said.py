"""A statement of the plan as text, with what it rests on."""

from __future__ import annotations

from cordee.plan.document import Text
from cordee.plan.model import Statement


def said(s: Statement) -> Text:
    """A statement with its basis."""
    basis = tuple(f"fact:{f.source}" for f in s.facts) + tuple(f"source:{x}" for x in s.sources)
    return Text(s.words, basis or ((f"unknown:{s.id}",) if s.unknown else ()))


def said_plainly(s: Statement) -> Text:
    """A statement in the person's words, where it has them."""
    text = said(s)
    return Text(s.plain or s.words, text.basis)
