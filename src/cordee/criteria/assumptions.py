"""What may be assumed when nothing is recorded: the whole list, each with its reason.

Anything that is not in this table is *not known yet* when the record is silent.
"""

from __future__ import annotations

import msgspec

from cordee.terms import Words


class Assumption(msgspec.Struct, frozen=True):
    """One permitted inference from silence (or from another fact), and why it is safe enough to make in the open."""

    id: str
    infers: Words
    reason: Words


ASSUMPTIONS: dict[str, Assumption] = {
    a.id: a
    for a in (
        Assumption(
            "tested-gene-wild-type",
            Words("gène testé, rien de signalé : non altéré", "gene tested, nothing reported: not altered"),
            Words(
                "Un compte rendu liste ce qui a été trouvé ; le gène figure sur la liste des gènes lus.",
                "A report lists what was found, and the gene is on its list of genes read.",
            ),
        ),
        Assumption(
            "sequenced-by-finding",
            Words(
                "une mutation décrite dans ce gène : le gène a été lu",
                "a mutation reported in this gene: it was read",
            ),
            Words(
                "On ne peut décrire une mutation sans avoir lu le gène ; une autre mutation y aurait été décrite aussi.",
                "A mutation can't be reported without reading the gene; another one would have been reported too.",
            ),
        ),
        Assumption(
            "msi-from-mmr",
            Words("statut MSI déduit du statut MMR", "MSI status taken from MMR status"),
            Words(
                "Les autorisations traitent « MSI-H ou dMMR » comme un seul critère ; le résultat mesuré l’emporte toujours.",
                "Approvals treat 'MSI-H or dMMR' as one criterion; a measured result always wins.",
            ),
        ),
        Assumption(
            "her2-from-ihc-ish",
            Words("statut HER2 déduit de l’IHC et de l’ISH", "HER2 status taken from IHC and ISH"),
            Words(
                "Positif : IHC 3+, ou 2+ amplifié ; faible : 1+, ou 2+ non amplifié ; nul : 0.",
                "Positive: IHC 3+, or 2+ amplified; low: 1+, or 2+ not amplified; zero: 0.",
            ),
        ),
        Assumption(
            "stage-four-by-spread",
            Words(
                "métastase à distance présente : maladie de stade IV",
                "distant metastasis present: stage IV illness",
            ),
            Words(
                "Le stade au diagnostic n’est pas réécrit quand la maladie s’étend ; la question posée est l’étendue actuelle.",
                "Stage at diagnosis is not rewritten when the illness spreads; what is asked is its extent today.",
            ),
        ),
        Assumption(
            "imaging-lists-its-sites",
            Words(
                "imagerie faite : les sites qu’elle ne liste pas ne sont pas atteints",
                "imaging done: the sites it does not list are not involved",
            ),
            Words(
                "Vaut pour les organes que le bilan habituel montre ; jamais pour le cerveau, les méninges ou le péritoine.",
                "Holds for the organs routine staging shows; never for brain, meninges or peritoneum.",
            ),
        ),
        Assumption(
            "line-number-counts",
            Words("ligne numérotée n : n lignes reçues", "line numbered n: n lines received"),
            Words(
                "Le numéro est lui-même l’affirmation de quelqu’un sur le nombre de lignes.",
                "The number is itself somebody's statement of how many lines there were.",
            ),
        ),
        Assumption(
            "male-not-pregnant",
            Words(
                "homme : ni grossesse, ni allaitement, ni ménopause",
                "male: not pregnant, not breastfeeding, no menopause",
            ),
            Words("Par définition du sexe enregistré.", "By definition of the recorded sex."),
        ),
        Assumption(
            "ecog-from-karnofsky",
            Words("ECOG et Karnofsky rapprochés", "ECOG and Karnofsky related"),
            Words(
                "Aucune correspondance n’est établie\u202f; toutes les valeurs que donnent les tables connues sont gardées (PMID 30425939).",
                "No correspondence is established; every value the known tables give is kept (PMID 30425939).",
            ),
        ),
        Assumption(
            "no-refusal-recorded",
            Words(
                "aucun refus noté : rien n’est écarté d’avance",
                "no refusal recorded: nothing is set aside beforehand",
            ),
            Words(
                "Refuser est un acte de la personne ; chaque option lui est de toute façon proposée, jamais imposée.",
                "Refusing is an act of the person's; every option is in any case offered, never imposed.",
            ),
        ),
    )
}

DEFAULT_FRESHNESS_DAYS = 90
"""How old a performance status, a laboratory value may be when a condition does not say. Our own working
bound, not a clinical threshold: older is shown with its value and counts as *not known yet*."""

SYMPTOM_FRESHNESS_DAYS = 30
"""The same for a symptom's score."""
