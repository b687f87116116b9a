"""An answer as people read it."""

from __future__ import annotations

from cordee.followup.question import Question, Value
from cordee.terms.words import Words

_UNITS = {"Cel": " °C", "kg": " kg"}
NONE_OF_THESE = Words("aucun de ces signes", "none of these")
NO_ANSWER = Words("sans réponse", "no answer")


def value_words(question: Question | None, value: Value | None) -> Words:
    """'beaucoup', '38,2 °C', 'oui'. What a person wrote stays in the language they wrote it in."""
    if value is None:
        return NO_ANSWER
    if isinstance(value, bool):
        return Words("oui", "yes") if value else Words("non", "no")
    if isinstance(value, tuple):
        names = [_tick(question, id) for id in value]
        return (
            Words(", ".join(n.fr for n in names), ", ".join(n.en for n in names)) if names else NONE_OF_THESE
        )
    if isinstance(value, str):
        return _tick(question, value) if question and question.kind == "choice" else Words.same(value)
    if question and question.kind == "steps" and value == int(value) and 0 <= value <= 4:
        return question.steps[int(value)]
    if question and question.kind == "scale":
        return Words.same(f"{value:g}/10")
    unit = _UNITS.get(question.unit or "", "") if question else ""
    return Words(f"{value:g}".replace(".", ",") + unit, f"{value:g}{unit}")


def _tick(question: Question | None, id: str) -> Words:
    tick = question.tick(id) if question else None
    return tick.name if tick else Words.same(id)
