"""A fact of the case in a few words, for the record's page, its history and its contradictions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cordee import case as c
from cordee.case import Fact
from cordee.case.case import FACT_FIELDS
from cordee.criteria.leaves.alteration_words import alteration_words
from cordee.criteria.leaves.marker import marker_words
from cordee.criteria.leaves.people import GOAL_WORDS, STEP_WORDS
from cordee.criteria.leaves.person import performance_words
from cordee.criteria.leaves.tolerance import toxicity_words
from cordee.criteria.quantity_words import quantity_words
from cordee.plan.families import FAMILIES
from cordee.response.figures import on_day
from cordee.terms import TermKind, Terms, Words
from cordee.terms.words import join_words

WHY_ENDED: dict[str, Words] = {
    "progression": Words("progression", "progression"),
    "toxicity": Words("effets indésirables", "side effects"),
    "choice": Words("choix de la personne", "the person’s choice"),
    "completed": Words("mené à son terme", "completed"),
    "death": Words("décès", "death"),
    "other": Words("autre motif", "another reason"),
}
LOCAL_KINDS: dict[str, Words] = {
    "surgery": Words("chirurgie", "surgery"),
    "radiotherapy": Words("radiothérapie", "radiotherapy"),
    "stereotactic-radiotherapy": Words("radiothérapie stéréotaxique", "stereotactic radiotherapy"),
    "ablation": Words("ablation", "ablation"),
    "embolisation": Words("embolisation", "embolisation"),
    "other": Words("autre geste", "another procedure"),
}
SECTIONS: dict[str, Words] = {
    "primaries": Words("Tumeur d’origine", "First tumour"),
    "metastases": Words("Métastases", "Metastases"),
    "performance": Words("État général", "Performance status"),
    "alterations": Words("Anomalies de gènes", "Gene alterations"),
    "markers": Words("Marqueurs de la tumeur", "Tumour markers"),
    "panels": Words("Tests de gènes", "Gene tests"),
    "lines": Words("Lignes de traitement", "Lines of therapy"),
    "local_treatments": Words("Traitements locaux", "Local treatments"),
    "exposures": Words("Autres médicaments reçus", "Other medicines received"),
    "treatment_history": Words("Historique des traitements", "Treatment history"),
    "imaging": Words("Imagerie", "Imaging"),
    "labs": Words("Analyses et mesures", "Laboratory and measures"),
    "toxicities": Words("Effets indésirables", "Adverse effects"),
    "symptoms": Words("Symptômes", "Symptoms"),
    "conditions": Words("Autres maladies et états", "Other conditions"),
    "family_history": Words("Antécédents familiaux", "Family history"),
    "wishes": Words("Ce qui compte pour la personne", "What matters to the person"),
    "care_goals": Words("Objectifs de soins", "Goals of care"),
    "refusals": Words("Refus", "Refusals"),
    "advance_care": Words("Anticipation", "Advance care planning"),
    "judgements": Words("Avis de l’équipe", "Judgements of the team"),
    "team": Words("Équipe nommée dans le dossier", "Team named in the record"),
}
"""Every kind of fact under the heading of the record's page, in its order."""

assert set(SECTIONS) == set(FACT_FIELDS)


def fact_words(fact: Fact, terms: Terms) -> Words:
    """What the fact says, without its date. The person's own words stay in their language."""
    return _WORDS[type(fact)](fact, terms)


def _name(terms: Terms, kind: TermKind, id: str | None) -> Words:
    term = terms.get(kind, id) if id else None
    return term.name if term else Words.same(id or "?")


def _primary(f: c.Primary, terms: Terms) -> Words:
    parts = [_name(terms, "cancer", f.cancer)]
    if f.histology:
        parts.append(_name(terms, "histology", f.histology))
    if f.grade:
        parts.append(Words(f"grade {f.grade}", f"grade {f.grade}"))
    if f.stage:
        parts.append(Words(f"stade {f.stage}", f"stage {f.stage}"))
    tnm = "".join(f"{letter}{value} " for letter, value in (("T", f.t), ("N", f.n), ("M", f.m)) if value)
    return join_words([*parts, *([Words.same(tnm.strip())] if tnm else [])])


def _metastasis(f: c.Metastasis, terms: Terms) -> Words:
    parts = [_name(terms, "site", f.site)]
    if f.presence == "absent":
        return parts[0] + Words("\u202f: recherché, rien trouvé", ": looked for, nothing found")
    if f.lesions:
        parts.append(Words(f"lésions\u202f: {f.lesions}", f"lesions: {f.lesions}"))
    for said, yes, no in (
        (f.treated, Words("traitée", "treated"), Words("non traitée", "not treated")),
        (f.stable, Words("stable", "stable"), Words("non stable", "not stable")),
        (f.symptomatic, Words("symptomatique", "symptomatic"), Words("sans symptôme", "without symptoms")),
    ):
        if said is not None:
            parts.append(yes if said else no)
    if f.gone:
        parts.append(Words("disparue ", "gone ") + on_day(f.gone))
    return join_words(parts)


def _condition(f: c.Condition, terms: Terms) -> Words:
    words = _name(terms, "condition", f.condition)
    if f.presence == "absent":
        return words + Words("\u202f: recherché, absent", ": looked for, absent")
    if f.until:
        words += Words(", terminé ", ", over ") + on_day(f.until)
    return words + (Words.same(f" ({f.detail})") if f.detail else Words("", ""))


def _performance(f: c.Performance, terms: Terms) -> Words:
    words = performance_words(f)
    return words + Words.same(f", Karnofsky {f.karnofsky}") if f.ecog is not None and f.karnofsky else words


def _lab(f: c.Lab, terms: Terms) -> Words:
    term = terms.get("lab", f.analyte)
    figure = quantity_words(f"{f.value:g}", term.unit if term else None)
    words = _name(terms, "lab", f.analyte) + Words.same(f" {f.comparator or ''}") + figure
    return words + (Words.same(f" ({f.original})") if f.original else Words("", ""))


def _line(f: c.LineOfTherapy, terms: Terms) -> Words:
    given = [*(_name(terms, "drug", d) for d in f.drugs), *map(Words.same, f.unmapped)]
    words = join_words(given, " + ") if given else Words("traitement non précisé", "treatment not stated")
    if f.number:
        words = Words(f"L{f.number}\u202f: ", f"L{f.number}: ") + words
    if f.ended_on:
        words += Words(", arrêté ", ", stopped ") + on_day(f.ended_on)
    elif f.ongoing:
        words += Words(", en cours", ", ongoing")
    if f.ended:
        words += Words.same(" (") + WHY_ENDED[f.ended] + Words.same(")")
    return words


def _local(f: c.LocalTreatment, terms: Terms) -> Words:
    words = LOCAL_KINDS[f.kind]
    if f.site:
        words += Words("\u202f: ", ": ") + _name(terms, "site", f.site)
    return words + (Words.same(f" ({f.procedure})") if f.procedure else Words("", ""))


def _imaging(f: c.Imaging, terms: Terms) -> Words:
    words = Words.same(f.modality) if f.modality else Words("imagerie", "imaging")
    if f.baseline:
        words += Words(", examen de départ", ", baseline")
    if f.lesions:
        words += Words(f", lésions\u202f: {len(f.lesions)}", f", lesions: {len(f.lesions)}")
    if f.stated:
        words += Words(f", conclusion\u202f: {f.stated}", f", stated: {f.stated}")
    return words


def _refusal(f: c.Refusal, terms: Terms) -> Words:
    known = terms.get("drug", f.of)
    of = known.name if known else FAMILIES.get(f.of, Words.same(f.of))
    words = Words("ne souhaite pas\u202f: ", "does not want: ") + of
    if f.withdrawn:
        words += Words(", est revenu sur ce choix ", ", changed their mind ") + on_day(f.withdrawn)
    return words


def _exposure(f: c.Exposure, terms: Terms) -> Words:
    words = _name(terms, "drug", f.drug)
    return words + (
        Words("\u202f: jamais reçu", ": never received") if f.presence == "absent" else Words("", "")
    )


def _symptom(f: c.Symptom, terms: Terms) -> Words:
    return _name(terms, "symptom", f.symptom) + Words.same(f" {f.score}/10")


def _toxicity(f: c.Toxicity, terms: Terms) -> Words:
    return toxicity_words(terms, f) + (Words(", terminé", ", over") if f.resolved else Words("", ""))


def _judgement(f: c.Judgement, terms: Terms) -> Words:
    answer = Words("oui", "yes") if f.answer == "yes" else Words("non", "no")
    return _name(terms, "judgement", f.question) + Words("\u202f: ", ": ") + answer


def _history(f: c.TreatmentHistory, terms: Terms) -> Words:
    if f.complete:
        return Words("la liste des traitements est complète", "the list of treatments is complete")
    return Words("la liste des traitements n’est pas complète", "the list of treatments is not complete")


def _with_text(words: Words, text: str | None) -> Words:
    return words + (Words(f"\u202f: {text}", f": {text}") if text else Words("", ""))


def _member(f: c.TeamMember, terms: Terms) -> Words:
    return Words.same(f"{f.name}, ") + _name(terms, "role", f.role)


def _family(f: c.FamilyHistory, terms: Terms) -> Words:
    return Words.same(f.relation) + Words("\u202f: ", ": ") + _name(terms, "cancer", f.cancer)


def _panel(f: c.PanelTest, terms: Terms) -> Words:
    count = len(f.genes)
    return Words.same(f.name) + (Words(f" ({count} gènes)", f" ({count} genes)") if count else Words("", ""))


_WORDS: dict[type[Fact], Callable[[Any, Terms], Words]] = {
    c.Primary: _primary,
    c.Metastasis: _metastasis,
    c.Condition: _condition,
    c.Performance: _performance,
    c.Lab: _lab,
    c.LineOfTherapy: _line,
    c.LocalTreatment: _local,
    c.Imaging: _imaging,
    c.Refusal: _refusal,
    c.Exposure: _exposure,
    c.Symptom: _symptom,
    c.Toxicity: _toxicity,
    c.Judgement: _judgement,
    c.TreatmentHistory: _history,
    c.TeamMember: _member,
    c.FamilyHistory: _family,
    c.PanelTest: _panel,
    c.Alteration: lambda f, terms: alteration_words(terms, f),
    c.Marker: lambda f, terms: marker_words(terms, f),
    c.Wish: lambda f, terms: Words(f"«\u202f{f.text}\u202f»", f"“{f.text}”"),
    c.CareGoal: lambda f, terms: _with_text(GOAL_WORDS[f.goal], f.text),
    c.AdvanceCare: lambda f, terms: _with_text(STEP_WORDS[f.step], f.text),
}
