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
            Words(
                "gène testé, rien de signalé\u202f: non altéré", "gene tested, nothing reported: not altered"
            ),
            Words(
                "Un compte rendu liste ce qui a été trouvé\u202f; le gène figure sur la liste des gènes lus.",
                "A report lists what was found, and the gene is on its list of genes read.",
            ),
        ),
        Assumption(
            "sequenced-by-finding",
            Words(
                "une mutation décrite dans ce gène\u202f: le gène a été lu",
                "a mutation reported in this gene: it was read",
            ),
            Words(
                "On ne peut décrire une mutation sans avoir lu le gène\u202f; une autre mutation y aurait été décrite aussi.",
                "A mutation can't be reported without reading the gene; another one would have been reported too.",
            ),
        ),
        Assumption(
            "msi-from-mmr",
            Words("statut MSI déduit du statut MMR", "MSI status taken from MMR status"),
            Words(
                "Les autorisations traitent «\u202fMSI-H ou dMMR\u202f» comme un seul critère\u202f; "
                "le résultat mesuré l’emporte toujours.",
                "Approvals treat 'MSI-H or dMMR' as one criterion; a measured result always wins.",
            ),
        ),
        Assumption(
            "her2-from-ihc-ish",
            Words("statut HER2 déduit de l’IHC et de l’ISH", "HER2 status taken from IHC and ISH"),
            Words(
                "Positif\u202f: IHC 3+, ou amplifié\u202f; faible\u202f: 1+, ou 2+ non amplifié\u202f; 0\u202f: ultra-faible ou zéro. "
                "«\u202fNégatif\u202f» seul recouvre faible, ultra-faible et zéro.",
                "Positive: IHC 3+, or amplified; low: 1+, or 2+ not amplified; 0: ultralow or zero. "
                "'Negative' alone covers low, ultralow and zero.",
            ),
        ),
        Assumption(
            "hormone-receptors-from-er-pr",
            Words("récepteurs hormonaux déduits de RE et RP", "hormone receptors taken from ER and PR"),
            Words(
                "Positifs si l’un des deux l’est, négatifs si les deux le sont. Un avis global noté l’emporte.",
                "Positive when either is, negative when both are. A recorded overall result wins.",
            ),
        ),
        Assumption(
            "er-pr-from-hormone-receptors",
            Words("RE et RP déduits de l’avis global", "ER and PR taken from the overall result"),
            Words(
                "Global négatif\u202f: les deux sont négatifs. Global positif\u202f: on ne sait pas lequel, sauf si l’autre est "
                "négatif. Une condition sur les récepteurs en général se pose donc sur l’avis global.",
                "Overall negative: both are. Overall positive: which one is not known, unless the other is negative. "
                "A condition on receptors in general is therefore asked of the overall result.",
            ),
        ),
        Assumption(
            "stage-four-by-spread",
            Words(
                "métastase à distance présente\u202f: maladie de stade IV",
                "distant metastasis present: stage IV illness",
            ),
            Words(
                "Le stade au diagnostic n’est pas réécrit quand la maladie s’étend\u202f; la question posée est l’étendue actuelle.",
                "Stage at diagnosis is not rewritten when the illness spreads; what is asked is its extent today.",
            ),
        ),
        Assumption(
            "recent-stage-without-spread",
            Words(
                "stade récent sans métastase (180 jours au plus)\u202f: pas d’extension à distance",
                "recent stage without metastasis (180 days at most): no distant spread",
            ),
            Words(
                "Notre propre borne de travail\u202f: un stade plus ancien ne dit rien de ce qui a pu changer depuis.",
                "Our own working bound: an older stage says nothing of what may have changed since.",
            ),
        ),
        Assumption(
            "running-line-is-all",
            Words(
                "un traitement en cours est noté\u202f: aucun autre ne l’est",
                "a treatment is recorded as being given: no other is",
            ),
            Words(
                "Une ligne en cours liste tous ses médicaments\u202f; un médicament non reconnu laisse la question ouverte.",
                "A running line lists all its drugs; a drug not recognised leaves the question open.",
            ),
        ),
        Assumption(
            "agreed-goals-are-all",
            Words(
                "des objectifs sont notés\u202f: ceux qui ne le sont pas n’ont pas été choisis",
                "goals are recorded: those that are not were not chosen",
            ),
            Words(
                "Les objectifs se décident ensemble, lors d’une même discussion\u202f; sans aucun objectif noté, on ne sait pas.",
                "Goals are agreed together, in one talk; with none recorded, nothing is known.",
            ),
        ),
        Assumption(
            "imaging-lists-its-sites",
            Words(
                "imagerie récente (180 jours au plus)\u202f: les sites non listés ne sont pas atteints",
                "recent imaging (180 days at most): sites that are not listed are not involved",
            ),
            Words(
                "Vaut pour les organes que le bilan habituel montre\u202f; jamais pour le cerveau, les méninges ou le péritoine.",
                "Holds for the organs routine staging shows; never for brain, meninges or peritoneum.",
            ),
        ),
        Assumption(
            "line-number-counts",
            Words("ligne numérotée n\u202f: n lignes reçues", "line numbered n: n lines received"),
            Words(
                "Le numéro est lui-même l’affirmation de quelqu’un sur le nombre de lignes.",
                "The number is itself somebody's statement of how many lines there were.",
            ),
        ),
        Assumption(
            "male-not-pregnant",
            Words(
                "homme\u202f: ni grossesse, ni allaitement, ni ménopause",
                "male: not pregnant, not breastfeeding, no menopause",
            ),
            Words("Par définition du sexe enregistré.", "By definition of the recorded sex."),
        ),
        Assumption(
            "ecog-from-karnofsky",
            Words("ECOG et Karnofsky rapprochés", "ECOG and Karnofsky related"),
            Words(
                "Aucune correspondance n’est établie\u202f; toutes les valeurs des tables connues sont gardées "
                "(PMID 30425939).",
                "No correspondence is established; every value the known tables give is kept (PMID 30425939).",
            ),
        ),
        Assumption(
            "no-refusal-recorded",
            Words(
                "aucun refus noté\u202f: rien n’est écarté d’avance",
                "no refusal recorded: nothing is set aside beforehand",
            ),
            Words(
                "Refuser est un acte de la personne\u202f; chaque option lui est de toute façon proposée, jamais imposée.",
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
