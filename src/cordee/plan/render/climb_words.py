"""The picture in words: a description inside the picture itself, one line an event, that every rendering can read back."""

from __future__ import annotations

from html import unescape

from cordee.terms import Words

IN_WORDS = Words("La même chose en mots", "The same in words")
BETWEEN = " — "


def description(rows: tuple[tuple[str, str], ...]) -> str:
    """Rows (when, what) as the text of a `<desc>`, not yet escaped."""
    return "\n".join(f"{when}{BETWEEN}{what}" for when, what in rows)


def described(svg: str) -> tuple[tuple[str, str], ...]:
    """The rows of a picture's `<desc>`; empty when it has none."""
    start, end = svg.find("<desc"), svg.find("</desc>")
    if start < 0 or end < start:
        return ()
    text = unescape(svg[svg.index(">", start) + 1 : end])
    rows = [line.partition(BETWEEN) for line in text.split("\n") if BETWEEN in line]
    return tuple((when, what) for when, _, what in rows)


def alternative(svg: str) -> str:
    """The whole description as one text, for a place that takes only that."""
    start, end = svg.find("<desc"), svg.find("</desc>")
    if start < 0 or end < start:
        return ""
    return " ; ".join(unescape(svg[svg.index(">", start) + 1 : end]).split("\n"))


TITLE = Words("Le chemin parcouru", "The climb so far")
EMPTY = Words(
    "Rien n’est encore daté dans le dossier. Le chemin se dessinera ici.",
    "Nothing in the record has a date yet. The climb will be drawn here.",
)
TODAY = Words("au {day}", "{day}")
ROWS: dict[str, Words] = {
    "treatments": Words("Traitements", "Treatments"),
    "response": Words("Réponse", "Response"),
    "sum": Words("cibles, mm", "targets, mm"),
    "spread": Words("Métastases", "Metastases"),
    "felt": Words("Ressenti", "How it felt"),
    "steps": Words("Étapes", "Milestones"),
}
ROWS_FOR_PERSON: dict[str, Words] = {
    "treatments": Words("Vos traitements", "Your treatments"),
    "response": Words("Ce que montraient les images", "What the scans showed"),
    "sum": Words("", ""),
    "spread": Words("Où la maladie s’est étendue", "Where the illness has spread"),
    "felt": Words("Comment vous vous sentiez", "How you felt"),
    "steps": Words("Étapes", "Milestones"),
}
ENDED: dict[str, Words] = {
    "refractory": Words("progression d’emblée", "progression from the start"),
    "resistant": Words("progression", "progression"),
    "progressed": Words("progression", "progression"),
    "progressed-later": Words("progression après la fin", "progression after the end"),
    "toxicity": Words("effets indésirables", "side effects"),
    "choice": Words("choix", "choice"),
    "completed": Words("mené à terme", "completed"),
    "ongoing": Words("en cours", "ongoing"),
    "death": Words("décès", "death"),
    "other": Words("autre motif", "other reason"),
    "not-known": Words("motif non connu", "reason not known"),
}
ENDED_FOR_PERSON: dict[str, Words] = ENDED | {
    "refractory": Words("n’a pas agi", "did not work"),
    "resistant": Words("a cessé d’agir", "stopped working"),
    "progressed": Words("a cessé d’agir", "stopped working"),
    "progressed-later": Words("la maladie a repris ensuite", "the illness grew again later"),
    "toxicity": Words("effets trop lourds", "effects too heavy"),
    "choice": Words("arrêt choisi", "stopped by choice"),
}
STOPPED = Words("arrêt\u202f: {why}", "ended: {why}")
END_NOT_KNOWN = Words("fin non datée", "end not dated")
CODES_FOR_PERSON: dict[str, Words] = {
    "CR": Words("plus visible", "no longer seen"),
    "PR": Words("a reculé", "has shrunk"),
    "SD": Words("stable", "stable"),
    "PD": Words("a grandi", "has grown"),
    "NON-CR/NON-PD": Words("stable", "stable"),
    "NE": Words("non lisible", "can't be read"),
}
BEST = Words("{code}, meilleure réponse", "{code}, best response")
BASELINE = Words("départ", "baseline")
LEVELS: tuple[Words, ...] = (Words("faible", "mild"), Words("moyen", "moderate"), Words("fort", "severe"))
LEVELS_LEGEND: tuple[Words, ...] = (
    Words("0–3 faible", "0–3 mild"),
    Words("4–6 moyen", "4–6 moderate"),
    Words("7–10 fort", "7–10 severe"),
)
LOCAL: dict[str, Words] = {
    "surgery": Words("chirurgie", "surgery"),
    "radiotherapy": Words("radiothérapie", "radiotherapy"),
    "stereotactic-radiotherapy": Words("radiothérapie stéréotaxique", "stereotactic radiotherapy"),
    "ablation": Words("ablation", "ablation"),
    "embolisation": Words("embolisation", "embolisation"),
    "other": Words("traitement local", "local treatment"),
}
DIAGNOSIS = Words("diagnostic", "diagnosis")
OPINION = Words("avis", "opinion")
YES_NO: dict[str, Words] = {"yes": Words("oui", "yes"), "no": Words("non", "no")}
GOALS: dict[str, Words] = {
    "cure": Words("but\u202f: guérir", "goal: cure"),
    "longer-life": Words("but\u202f: vivre plus longtemps", "goal: longer life"),
    "quality-of-life": Words("but\u202f: qualité de vie", "goal: quality of life"),
    "comfort": Words("but\u202f: confort", "goal: comfort"),
    "stay-home": Words("but\u202f: rester chez soi", "goal: staying home"),
    "take-part-in-a-trial": Words("but\u202f: participer à un essai", "goal: taking part in a trial"),
}
ADVANCE: dict[str, Words] = {
    "trusted-person": Words("personne de confiance", "trusted person"),
    "advance-directives": Words("directives anticipées", "advance directives"),
    "preferred-place": Words("lieu souhaité", "preferred place"),
}
UNDATED = Words("sans date\u202f: {what}", "no date: {what}")
GONE = Words("disparue", "gone")
METASTASIS = Words("métastase\u202f: {site}", "metastasis: {site}")
IMAGING = Words("imagerie", "imaging")
MONTHS_LONG = Words("{n} mois", "{n} months")
