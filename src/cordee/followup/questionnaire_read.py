"""Any FHIR R4 Questionnaire as a set of questions. What can't be asked as it stands is refused, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from cordee.files.fault import BadInput, Fault
from cordee.followup.fhir_codes import (
    ABOUT,
    MAX_VALUE,
    MIN_VALUE,
    NONE_CODE,
    QUESTIONNAIRE,
    STEP_SYSTEM,
    TICK_SYSTEM,
    UNIT,
    Json,
    extension_values,
    read_words,
)
from cordee.followup.question import STEPS, Gate, Operator, Question, QuestionKind, QuestionSet, Tick
from cordee.terms.words import Words

_KINDS: dict[str, QuestionKind] = {
    "boolean": "yes-no",
    "decimal": "number",
    "integer": "number",
    "string": "text",
    "text": "text",
    "choice": "choice",
    "display": "display",
}
_CHANGES_MEANING = ("enableWhenExpression", "calculatedExpression", "questionnaire-hidden")
_ANSWERS = ("answerBoolean", "answerInteger", "answerDecimal", "answerString", "answerCoding")


def read_questionnaire(resource: Json, file: str = "Questionnaire") -> QuestionSet:
    """The questions of an R4 Questionnaire, groups opened out, in order.

    Types choice, boolean, decimal, integer, string, text, group and display; `enableWhen` on those. Raises BadInput
    naming every item that needs something else: nothing of a questionnaire is ever left out in silence.
    """
    if not isinstance(resource, Mapping) or resource.get("resourceType") != "Questionnaire":
        raise BadInput.at(file, "/resourceType", "expected a Questionnaire.")
    items = resource.get("item", [])
    if not isinstance(items, list):
        raise BadInput.at(file, "/item", "expected a list.")
    reader = _Reader(file, str(resource.get("language", "fr")))
    reader.items(items, "/item", (), (), any_of=False)
    if not reader.questions and not reader.faults:
        reader.fault("/item", "there is nothing to ask.")
    reader.check_gates()
    if reader.faults:
        raise BadInput(reader.faults)
    url = str(resource.get("url", ""))
    own = url.startswith(QUESTIONNAIRE)
    return QuestionSet(
        id=url.removeprefix(QUESTIONNAIRE) if own else str(resource.get("id") or url or "questionnaire"),
        version=str(resource.get("version", "")),
        questions=tuple(reader.questions),
        name=read_words(resource, "title", reader.language),
        url=None if own else url or None,
    )


class _Reader:
    def __init__(self, file: str, language: str) -> None:
        self.file = file
        self.language = language
        self.questions: list[Question] = []
        self.faults: list[Fault] = []

    def fault(self, where: str, problem: str, remedy: str = "") -> None:
        self.faults.append(Fault(file=self.file, where=where, problem=problem, remedy=remedy))

    def items(
        self, items: Any, where: str, within: tuple[str, ...], gates: tuple[Gate, ...], *, any_of: bool
    ) -> None:
        for i, item in enumerate(items):
            try:
                self.item(item, f"{where}/{i}", within, gates, any_of=any_of)
            except (AttributeError, KeyError, TypeError, ValueError):
                self.fault(f"{where}/{i}", "it does not have the shape that FHIR gives an item.")

    def item(
        self, item: Json, where: str, within: tuple[str, ...], outer: tuple[Gate, ...], *, any_of: bool
    ) -> None:
        link = str(item.get("linkId", ""))
        kind = str(item.get("type", ""))
        if not link:
            self.fault(where, "an item without a linkId.")
        elif kind not in ("group", "display") and not item.get("text"):
            self.fault(where, f"'{link}' asks nothing: it has no text.")
        elif any(q.id == link for q in self.questions):
            self.fault(where, f"the linkId '{link}' stands twice.")
        for extension in item.get("extension", ()):
            if any(str(extension.get("url", "")).endswith(name) for name in _CHANGES_MEANING):
                self.fault(where, f"'{extension['url']}' decides what is shown, and can't be followed.")
        gates, any_here = self.gates(item, where)
        if outer and gates and ((any_of and len(outer) > 1) or (any_here and len(gates) > 1)):
            self.fault(where, "an 'any' condition inside another condition can't be followed.")
        together, either = (*outer, *gates), any_of or any_here
        if kind == "group":
            if item.get("repeats"):
                self.fault(where, "a group that repeats can't be asked.")
            if item.get("text"):
                self.questions.append(self.shown(item, link, within, together, either))
            self.items(item.get("item", ()), f"{where}/item", (*within, link), together, any_of=either)
            return
        if kind not in _KINDS:
            self.fault(
                where,
                f"a question of type '{kind}' can't be asked here.",
                f"Known: {', '.join(_KINDS)}, group.",
            )
            return
        if item.get("item"):
            self.fault(where, "a question with questions inside it.", "Put them beside it, with enableWhen.")
        self.questions.append(self.question(item, where, link, kind, within, together, either))

    def shown(
        self, item: Json, link: str, within: tuple[str, ...], gates: tuple[Gate, ...], any_of: bool
    ) -> Question:
        words = read_words(item, "text", self.language)
        return Question(
            id=f"{link}.text",
            kind="display",
            asks=words,
            name=words,
            gates=gates,
            gates_any=any_of,
            within=within,
        )

    def question(
        self,
        item: Json,
        where: str,
        link: str,
        kind: str,
        within: tuple[str, ...],
        gates: tuple[Gate, ...],
        any_of: bool,
    ) -> Question:
        about = _about(item)
        words = read_words(item, "text", self.language)
        ticks, steps = self.options(item, where) if kind == "choice" else ((), STEPS)
        own_kind: QuestionKind | None = about.get("kind")
        if own_kind is not None and own_kind not in get_args(QuestionKind):
            self.fault(where, f"'{own_kind}' is no kind of question.")
        several: QuestionKind = "ticks" if item.get("repeats") else "choice"
        helps = Words(str(about["help-fr"]), str(about["help-en"])) if "help-fr" in about else None
        if item.get("repeats") and kind != "choice":
            self.fault(where, f"a question of type '{kind}' that repeats can't be asked here.")
        return Question(
            id=link,
            kind=own_kind or (several if kind == "choice" else _KINDS[kind]),
            asks=words,
            name=Words(str(about["name-fr"]), str(about["name-en"])) if "name-fr" in about else words,
            dimension=about.get("dimension", "physical"),
            help=helps,
            symptom=about.get("symptom"),
            steps=steps,
            ticks=ticks,
            unit=_unit(item),
            least=None if own_kind == "scale" else _figure(item, MIN_VALUE),
            most=None if own_kind == "scale" else _figure(item, MAX_VALUE),
            whole=bool(about.get("whole")) or (kind == "integer" and own_kind is None),
            required=bool(item.get("required")),
            optional=bool(about.get("optional")),
            gates=gates,
            gates_any=any_of and len(gates) > 1,
            within=within,
        )

    def options(self, item: Json, where: str) -> tuple[tuple[Tick, ...], tuple[Words, ...]]:
        if item.get("answerValueSet"):
            self.fault(where, "its answers are in a ValueSet elsewhere.", "Write them out as answerOption.")
            return (), STEPS
        codings = [o.get("valueCoding", {}) for o in item.get("answerOption", ())]
        if codings and all(c.get("system") == STEP_SYSTEM for c in codings):
            return (), tuple(read_words(c, "display", self.language) for c in codings)
        found = []
        for i, option in enumerate(item.get("answerOption", ())):
            tick = self.tick(option, f"{where}/answerOption/{i}")
            if tick is not None:
                found.append(tick)
        if not found:
            self.fault(where, "a choice without answers to choose from.")
        return tuple(found), STEPS

    def tick(self, option: Json, where: str) -> Tick | None:
        if "valueString" in option:
            text = str(option["valueString"])
            return Tick(id=text, name=Words.same(text), system="text")
        coding = option.get("valueCoding")
        if not coding or not coding.get("code"):
            self.fault(where, "an answer that is neither a coding nor a text.")
            return None
        name = read_words(coding, "display", self.language)
        code, system = str(coding["code"]), coding.get("system")
        if system == TICK_SYSTEM:
            symptom = _about(coding).get("symptom")
            return None if code == NONE_CODE else Tick(id=code, name=name, symptom=symptom)
        shown = name if name.fr else Words.same(code)
        return Tick(id=coding_id(coding), name=shown, system=system, code=code)

    def gates(self, item: Json, where: str) -> tuple[tuple[Gate, ...], bool]:
        found = []
        for i, when in enumerate(item.get("enableWhen", ())):
            value = next((when[key] for key in _ANSWERS if key in when), None)
            if value is None:
                self.fault(
                    f"{where}/enableWhen/{i}", "a condition on an answer of a type that can't be compared."
                )
                continue
            if when.get("operator") not in get_args(Operator) or not isinstance(when.get("question"), str):
                self.fault(f"{where}/enableWhen/{i}", "a condition without its question or its operator.")
                continue
            if isinstance(value, dict):
                code = str(value.get("code", ""))
                value = (
                    int(code) if value.get("system") == STEP_SYSTEM and code.isdigit() else coding_id(value)
                )
            found.append(Gate(question=when["question"], op=when["operator"], value=value))
        return tuple(found), item.get("enableBehavior") == "any"

    def check_gates(self) -> None:
        """A condition must look back: on a question that stands before."""
        seen: set[str] = set()
        for question in self.questions:
            for gate in question.gates:
                if gate.question not in seen:
                    self.fault(
                        question.id,
                        f"its condition looks at '{gate.question}', which does not stand before it.",
                    )
            seen.add(question.id)


def coding_id(coding: Json) -> str:
    """What a coding is called among answers: its code, or 'system|code' for one of another's code system."""
    system, code = coding.get("system"), str(coding.get("code", ""))
    return f"{system}|{code}" if system and system != TICK_SYSTEM else code


def _about(node: Json) -> dict[str, Any]:
    for extension in node.get("extension", ()):
        if extension.get("url") == ABOUT:
            return {
                str(part.get("url")): value
                for part in extension.get("extension", ())
                for key, value in part.items()
                if key.startswith("value")
            }
    return {}


def _unit(item: Json) -> str | None:
    coding = _first(extension_values(item, UNIT))
    return str(coding["code"]) if isinstance(coding, dict) and coding.get("code") else None


def _figure(item: Json, url: str) -> float | None:
    value = _first(extension_values(item, url))
    return None if value is None else float(value)


def _first(values: list[Any]) -> Any:
    return values[0] if values else None
