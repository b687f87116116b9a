"""Treatments had, why each stopped, and what they did besides: in everyday words."""

from __future__ import annotations

from cordee import case as c
from cordee.case import Case, Fact
from cordee.service.record.plainly.row import (
    NOTHING,
    PlainRow,
    PlainSection,
    newest_first,
    plain_name,
    row,
    span,
)
from cordee.terms import Terms, Words
from cordee.terms.words import join_words

WHY_STOPPED: dict[str, Words] = {
    "progression": Words("Arrêté parce que la maladie a recommencé à grandir.",
                         "Stopped because the illness began to grow again."),
    "toxicity": Words("Arrêté parce que ses effets étaient trop lourds.",
                      "Stopped because its effects were too heavy."),
    "choice": Words("Arrêté par choix.", "Stopped by choice."),
    "completed": Words("Mené jusqu’au bout, comme prévu.", "Completed as planned."),
    "death": Words("Arrêté au décès.", "Ended with death."),
    "other": Words("Arrêté pour une autre raison.", "Stopped for another reason."),
}  # fmt: skip
RESPONSE: dict[str, Words] = {
    "CR": Words("on ne voyait plus la maladie", "the illness could no longer be seen"),
    "PR": Words("la maladie avait nettement diminué", "the illness had clearly shrunk"),
    "SD": Words("la maladie était à peu près stable", "the illness was about the same"),
    "PD": Words("la maladie avait grandi", "the illness had grown"),
    "NE": Words("on ne pouvait pas conclure", "nothing could be concluded"),
    "NON-CR/NON-PD": Words("encore visible, sans avoir grandi", "still seen, without having grown"),
}
"""What RECIST's categories mean; the thresholds behind them are the team's (`cordee.response`)."""
LOCAL: dict[str, Words] = {
    "surgery": Words("opération", "operation"),
    "radiotherapy": Words("rayons (radiothérapie)", "radiation (radiotherapy)"),
    "stereotactic-radiotherapy": Words("rayons très ciblés (radiothérapie stéréotaxique)",
                                       "closely aimed radiation (stereotactic radiotherapy)"),
    "ablation": Words("destruction sur place, par le chaud ou le froid par exemple (ablation)",
                      "destroyed on the spot, by heat or cold for example (ablation)"),
    "embolisation": Words("blocage des vaisseaux de la tumeur (embolisation)",
                          "blocking of the tumour’s blood vessels (embolisation)"),
    "other": Words("autre geste", "another procedure"),
}  # fmt: skip
HOW_HARD: dict[int, Words] = {
    0: Words("absent", "not there"),
    1: Words("niveau léger", "mild"),
    2: Words("niveau modéré", "moderate"),
    3: Words("niveau sévère", "severe"),
    4: Words("niveau très grave", "very serious"),
    5: Words("lié au décès", "linked to death"),
}
"""CTCAE's five grades (mild, moderate, severe, life-threatening, death) as a person reads them."""


def treatments(case: Case, terms: Terms) -> PlainSection:
    """Lines of medicines and treatments of one place together, the newest first."""
    made: list[tuple[Fact, PlainRow]] = [
        *((f, _line(f, terms)) for f in case.lines),
        *((f, _local(f, terms)) for f in case.local_treatments),
        *((f, _exposure(f, terms)) for f in case.exposures),
    ]
    made.sort(key=lambda pair: newest_first(pair[0]), reverse=True)
    return PlainSection(
        "treatments",
        Words("Les traitements reçus", "Treatments had"),
        tuple(one for _, one in made),
        Words("Aucun traitement n’est noté. Cela ne veut pas dire qu’il n’y en a pas eu.",
              "No treatment is noted. That does not mean that there was none."),
        _how_complete(case) if made else NOTHING,
    )  # fmt: skip


def _how_complete(case: Case) -> Words:
    told = sorted(case.treatment_history, key=newest_first)
    if told and told[-1].complete:
        return Words(
            "L’équipe a noté que cette liste est complète.", "The team has noted that this list is complete."
        )
    if told:
        return Words(
            "L’équipe a noté que cette liste n’est pas complète.",
            "The team has noted that this list is not complete.",
        )
    return Words("Personne n’a encore noté si cette liste est complète. S’il manque un traitement, dites-le à l’équipe.",
                 "Nobody has noted yet whether this list is complete. If a treatment is missing, tell the team.")  # fmt: skip


def _line(f: c.LineOfTherapy, terms: Terms) -> PlainRow:
    given = [*(plain_name(terms, "drug", drug) for drug in f.drugs), *map(Words.same, f.unmapped)]
    words = join_words(given, " + ") if given else Words("traitement non précisé", "treatment not named")
    why = NOTHING
    if f.ended:
        why = WHY_STOPPED[f.ended]
    elif f.ended_on is not None:
        why = Words(
            "Le dossier ne dit pas pourquoi il a été arrêté.", "The record does not say why it was stopped."
        )
    best = Words("Au mieux\u202f: ", "At best: ") + RESPONSE[f.best_response] if f.best_response else NOTHING
    return row(f, words, best, why, when=span(f.on, f.ended_on, f.ongoing))


def _local(f: c.LocalTreatment, terms: Terms) -> PlainRow:
    where = Words("\u202f: ", ": ") + plain_name(terms, "site", f.site) if f.site else NOTHING
    return row(f, LOCAL[f.kind] + where, Words.same(f.procedure or ""))


def _exposure(f: c.Exposure, terms: Terms) -> PlainRow:
    said = (
        Words("\u202f: reçu", ": had")
        if f.presence == "present"
        else Words("\u202f: jamais reçu", ": never had")
    )
    return row(f, plain_name(terms, "drug", f.drug) + said)


def effects(case: Case, terms: Terms) -> PlainSection:
    """What treatments did besides, as the team noted it."""
    rows = []
    for f in sorted(case.toxicities, key=newest_first, reverse=True):
        words = plain_name(terms, "toxicity", f.toxicity) + Words("\u202f: ", ": ") + HOW_HARD[f.grade]
        cause = plain_name(terms, "drug", f.attributed_to) if f.attributed_to else NOTHING
        by = Words("l’équipe pense que cela vient de\u202f: ", "the team thinks it comes from: ") + cause
        over = Words("c’est terminé", "it is over") if f.resolved else NOTHING
        rows.append(row(f, words, by if f.attributed_to else NOTHING, over))
    return PlainSection(
        "effects",
        Words("Effets des traitements", "Effects of treatments"),
        tuple(rows),
        Words("Aucun effet n’est noté par l’équipe. Ce que vous ressentez compte\u202f: dites-le.",
              "The team has noted no effect. What is felt counts: say so."),
    )  # fmt: skip
