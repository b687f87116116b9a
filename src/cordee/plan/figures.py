"""An option's figures in words: benefit, burden, evidence. Every figure carries its source's number."""

from __future__ import annotations

from cordee.knowledge.option import Benefit, Burden, Evidence
from cordee.plan.document import Text
from cordee.response.figures import number
from cordee.terms import Words
from cordee.terms.words import join_words

ENDPOINTS: dict[str, Words] = {
    "overall-survival": Words("survie globale", "overall survival"),
    "progression-free-survival": Words("survie sans progression", "progression-free survival"),
    "rpfs": Words("survie sans progression radiologique", "radiographic progression-free survival"),
    "response-rate": Words("taux de réponse", "response rate"),
    "complete-response-rate": Words("réponse complète", "complete response"),
    "duration-of-response": Words("durée de réponse", "duration of response"),
    "intracranial-response-rate": Words("réponse intracrânienne", "intracranial response"),
    "survival-at": Words("en vie", "alive"),
    "progression-free-at": Words("sans progression", "progression-free"),
    "pain-relief": Words("douleur soulagée", "pain relieved"),
    "local-control": Words("contrôle local", "local control"),
    "quality-of-life": Words("qualité de vie", "quality of life"),
    "disease-free-survival": Words("survie sans maladie", "disease-free survival"),
    "time-to-progression": Words("temps jusqu’à progression", "time to progression"),
    "disease-control-rate": Words("contrôle de la maladie", "disease control"),
}
SCALES: dict[str, Words] = {
    "consensus": Words("consensus", "consensus"),
    "guideline": Words("recommandation", "guideline"),
}
LONGEST_LEVEL = 12  # a longer 'level' is a sentence, shown with the source instead
ROUTES: dict[str, Words] = {
    "oral": Words("par la bouche", "by mouth"),
    "infusion": Words("perfusion", "infusion"),
    "injection": Words("piqûre", "injection"),
    "radiotherapy": Words("rayons", "radiation"),
    "surgery": Words("opération", "operation"),
    "procedure": Words("geste", "procedure"),
    "none": Words("", ""),
}


def benefit_words(b: Benefit) -> Words:
    """'survie sans progression 5,6 mois (IC 95 % 4,2–6,3) contre 2,0 ; HR 0,48'."""
    words = ENDPOINTS[b.endpoint]
    if b.months is not None:
        words += Words(" à ", " at ") + number(b.months) + Words(" mois", " months")
    if b.median_months is not None:
        words += Words(" médiane ", " median ") + number(b.median_months) + Words(" mois", " months")
    if b.percent is not None:
        words += Words.same(" ") + number(b.percent) + Words("\u202f%", "%")
    if b.ci95 and b.ci95[0] is not None:
        high = number(b.ci95[1]) if b.ci95[1] is not None else Words("non atteint", "not reached")
        words += (
            Words(" (IC 95\u202f% ", " (95% CI ")
            + number(b.ci95[0])
            + Words.same("–")
            + high
            + Words.same(")")
        )
    if b.against is not None:
        words += Words(" contre ", " against ")
        if b.against.median_months is not None:
            words += number(b.against.median_months) + Words(" mois, ", " months, ")
        elif b.against.percent is not None:
            words += number(b.against.percent) + Words("\u202f%, ", "%, ")
        words += b.against.name
    if b.hazard_ratio is not None:
        ratio = f"{b.hazard_ratio:.2f}"
        words += Words(f"\u202f; HR {ratio.replace('.', ',')}", f"; HR {ratio}")
    if b.note is not None:
        words += Words(" (", " (") + b.note + Words.same(")")
    return words


def burden_words(b: Burden) -> Words:
    """'par la bouche + perfusion, toutes les 2 semaines ; effets graves 35,8 % ; peau, ongles'."""
    parts = []
    routes = [ROUTES[r] for r in b.route if ROUTES[r].fr]
    if routes:
        parts.append(join_words(routes, " + "))
    if b.rhythm:
        parts.append(b.rhythm)
    percent = Words("\u202f%", "%")
    if b.grade_3_or_more_percent is not None:
        parts.append(
            Words("effets de grade 3 ou plus ", "grade 3 or more ")
            + number(b.grade_3_or_more_percent)
            + percent
        )
    if b.stopped_for_toxicity_percent is not None:
        parts.append(
            Words("arrêts pour toxicité ", "stopped for toxicity ")
            + number(b.stopped_for_toxicity_percent)
            + percent
        )
    if b.effects:
        parts.append(join_words(list(b.effects)))
    if b.note:
        parts.append(b.note)
    joined = join_words(parts, "\u202f; ")
    return Words(joined.fr, joined.en.replace("\u202f; ", "; "))


def evidence_words(evidence: tuple[Evidence, ...], approvals: tuple[str, ...]) -> Words:
    """'CIViC A · approuvé FDA 2025'."""
    parts = []
    for scale, level in dict.fromkeys((e.scale, e.level) for e in evidence):
        if scale == "approval":
            continue
        name = SCALES.get(scale, Words.same(scale))
        parts.append(name + Words.same(f" {level}") if level and len(level) < LONGEST_LEVEL else name)
    if approvals:
        listed = ", ".join(dict.fromkeys(approvals))
        parts.append(Words(f"autorisé\u202f: {listed}", f"approved: {listed}"))
    return join_words(parts, " · ")


def sourced(words: Words, source_ids: tuple[str, ...], numbers: dict[str, int]) -> Text:
    """`words` resting on sources, with their numbers in the document's list."""
    notes = tuple(sorted({numbers[s] for s in source_ids if s in numbers}))
    return Text(words, tuple(f"source:{s}" for s in source_ids), notes)
