"""Why a resource became no fact, in words."""

from __future__ import annotations

from cordee.terms import Words

NO_PLACE = Words(
    "cette sorte de ressource n’entre pas dans le dossier de décision",
    "a case has no place for this kind of resource",
)
SUPPORTING = Words(
    "lue au travers des ressources qui la citent", "read by way of the resources that point to it"
)
ANOTHER_PERSON = Words(
    "concerne quelqu’un qui n’est pas dans ces fichiers", "is about somebody who is not in this input"
)
NO_PERSON = Words("ne dit pas qui elle concerne", "does not say whom it is about")
ENTERED_IN_ERROR = Words("saisie par erreur, selon le dossier", "entered in error, the record says")
CANCELLED = Words("annulée", "cancelled")
NOT_DONE = Words("n’a pas été faite", "was not done")
PLANNED = Words("demandée ou prévue, pas encore faite", "asked for or planned, not done yet")
NOT_CONFIRMED = Words("pas confirmé", "not confirmed")
REFUTED = Words("écarté, selon le dossier", "ruled out, the record says")
OVER_WITHOUT_DATE = Words("terminé, sans que la date soit dite", "over, without a date")
NO_RESULT = Words("sans résultat", "holds no result")
NO_CODE = Words(
    "ne dit pas de quoi il s’agit\u202f: ni code ni texte", "does not say what it is: neither code nor text"
)
UNKNOWN_WORD = Words("aucun terme connu ne lui correspond", "no known term matches it")
UNKNOWN_VALUE = Words("valeur non comprise", "its value is not understood")
UNKNOWN_STATUS = Words(
    "état qui n’est pas de FHIR R4 ou n’est pas connu", "its status is not one of FHIR R4, or is not known"
)
WHICH_TUMOUR = Words("ne dit pas de quelle tumeur il s’agit", "does not say which tumour it is about")
OLDER_STAGE = Words("un stade plus récent est gardé", "a later stage is kept")
OLDER_VERSION = Words("une version plus récente est gardée", "a later version is kept")
DELETED = Words("supprimée, selon le dossier", "deleted, the record says")
TWICE = Words("présente deux fois à l’identique", "stands there twice, the same")
NOT_AN_ANTICANCER_DRUG = Words("médicament sans terme connu", "a medicine no known term matches")
NOT_FOR_CANCER = Words(
    "acte qui n’est pas reconnu comme un traitement du cancer", "not recognised as a treatment of cancer"
)
DSTU2 = Words("écrite en DSTU2, pas en FHIR R4", "written in DSTU2, not in FHIR R4")
FAULTY = Words("erreur dans cette ressource (voir les erreurs)", "has a fault (see the faults)")
BOUND_ONLY = Words("une borne, pas un chiffre", "a bound, not a figure")
NO_UNIT = Words("sans unité", "has no unit")
AN_ORDER = Words("une demande\u202f: le fait est dans son résultat", "an order: the fact is in its result")
A_GROUP = Words("un regroupement\u202f: ses parties sont lues", "a grouping: its parts are read")
NOT_A_FHIR_FILE = Words("fichier ni .json ni .ndjson", "neither a .json nor a .ndjson file")
NOT_A_REFUSAL = Words("consentement sans refus de traitement", "a consent that refuses no treatment")
NOT_THE_PERSONS = Words(
    "objectif qui ne dit pas venir de la personne", "a goal that does not say it is the person’s own"
)
IN_REMISSION = Words(
    "dit en rémission\u202f: sans place dans le dossier",
    "said to be in remission: a case has no place for it",
)
NO_NAME = Words("un membre de l’équipe sans nom", "a member of the team without a name")
