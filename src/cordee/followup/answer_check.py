"""Reading what somebody typed or tapped. What can't be taken is refused in words that say what to do."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cordee.followup.question import STEP_IDS, Question, QuestionSet, Value
from cordee.followup.report import Answers, questions_put
from cordee.terms.words import Words

MAX_TEXT = 2000
_NONE = "none"


class BadAnswer(ValueError):
    """An answer that can't be taken; `words` tell the person what to do."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words.en)


def read_answer(question: Question, typed: str | Sequence[str] | Value | None) -> Value | None:
    """The value that `typed` (from a form, or already a value) gives; None when nothing was given.

    A tick list answers 'none of these' by the id `none`. Raises BadAnswer.
    """
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        if question.required:
            raise BadAnswer(
                Words("Il faut une réponse ici pour continuer.", "An answer is needed here to go on.")
            )
        return None
    match question.kind:
        case "yes-no":
            return _yes_no(typed)
        case "steps":
            return _whole(typed, 4, _STEP)
        case "scale":
            return _whole(typed, 10, _SCALE)
        case "number":
            return _number(question, typed)
        case "ticks":
            return _ticks(question, typed)
        case "choice":
            return _choice(question, typed)
        case "text":
            return _text(typed)
    raise BadAnswer(Words("Cet écran n’attend pas de réponse.", "This screen takes no answer."))


def check_answers(questions: QuestionSet, answers: Answers) -> dict[str, Words]:
    """What is wrong with each answer, by question id; empty when all can be taken."""
    wrong: dict[str, Words] = {}
    for question in questions_put(questions, answers):
        try:
            read_answer(question, answers.get(question.id)) if question.kind != "display" else None
        except BadAnswer as bad:
            wrong[question.id] = bad.words
    for id in answers.values:
        if questions.get(id) is None:
            wrong[id] = Words(
                "Cette question n’est pas dans ce questionnaire.", "This question is not in this form."
            )
    return wrong


def _yes_no(typed: object) -> bool:
    if isinstance(typed, bool):
        return typed
    word = str(typed).strip().lower()
    if word in ("yes", "oui", "true", "1"):
        return True
    if word in ("no", "non", "false", "0"):
        return False
    raise BadAnswer(Words("Répondez par oui ou par non.", "Answer yes or no."))


_STEP = Words(
    "Choisissez l’une des cinq réponses, de «\u202fpas du tout\u202f» à «\u202finsupportable\u202f».",
    "Choose one of the five answers, from “not at all” to “unbearable”.",
)
_SCALE = Words(
    "Choisissez un nombre entier de 0 (rien) à 10 (le pire que vous puissiez imaginer).",
    "Choose a whole number from 0 (nothing) to 10 (the worst you can imagine).",
)


def _whole(typed: object, most: int, refusal: Words) -> int:
    if isinstance(typed, str) and typed.strip() in STEP_IDS and most == 4:
        return STEP_IDS.index(typed.strip())
    number = _figure(typed)
    if number is None or number != int(number) or not 0 <= number <= most:
        raise BadAnswer(refusal)
    return int(number)


def _figure(typed: object) -> float | None:
    if isinstance(typed, bool | tuple | list):
        return None
    text = str(typed).strip().replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    for unit in ("°C", "°c", "kg"):
        text = text.removesuffix(unit)
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _number(question: Question, typed: object) -> float:
    number = _figure(typed)
    low, high = question.least, question.most
    outside = number is not None and (
        (low is not None and number < low) or (high is not None and number > high)
    )
    if number is None or outside or (question.whole and number != int(number)):
        raise BadAnswer(_number_refusal(question))
    return float(number)


def _number_refusal(question: Question) -> Words:
    unit = {"Cel": " °C", "kg": " kg"}.get(question.unit or "", "")
    if question.least is None or question.most is None:
        return Words("Écrivez un nombre, en chiffres.", "Write a number, in figures.")
    low, high = f"{question.least:g}", f"{question.most:g}"
    return Words(
        f"Écrivez un nombre entre {low.replace('.', ',')} et {high.replace('.', ',')}{unit}. "
        "Vérifiez la virgule, ou laissez vide si vous ne savez pas.",
        f"Write a number between {low} and {high}{unit}. Check the decimal point, or leave it empty if you do not know.",
    )


def _ticks(question: Question, typed: object) -> tuple[str, ...]:
    given = [typed] if isinstance(typed, str) else list(typed) if isinstance(typed, tuple | list) else [None]
    known = [t.id for t in question.ticks]
    if any(item not in (*known, _NONE) for item in given):
        raise BadAnswer(
            Words("Cochez ce qui vous concerne dans la liste.", "Tick what concerns you in the list.")
        )
    if _NONE in given and len(given) > 1:
        raise BadAnswer(
            Words(
                "Vous avez coché un signe et aussi «\u202faucun\u202f»\u202f: gardez l’un ou l’autre.",
                "You ticked a sign and also “none of these”: keep one or the other.",
            )
        )
    return tuple(id for id in known if id in given)


def _choice(question: Question, typed: object) -> str:
    if not isinstance(typed, str) or question.tick(typed) is None:
        raise BadAnswer(Words("Choisissez une réponse dans la liste.", "Choose an answer in the list."))
    return typed


def _text(typed: object) -> str:
    text = str(typed).strip()
    if len(text) > MAX_TEXT:
        raise BadAnswer(
            Words(
                f"Votre texte est trop long\u202f: gardez l’essentiel, en {MAX_TEXT} caractères au plus.",
                f"Your text is too long: keep the main points, in {MAX_TEXT} characters at most.",
            )
        )
    return text
