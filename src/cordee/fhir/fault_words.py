"""What can be wrong with an input, in both languages: templates, filled with values where the fault is found."""

from __future__ import annotations

from cordee.terms import Words

# Shapes
EXPECTED_TEXT = Words("un texte est attendu.", "expected a text.")
EXPECTED_NUMBER = Words("un nombre est attendu.", "expected a number.")
EXPECTED_WHOLE = Words("un nombre entier est attendu.", "expected a whole number.")
EXPECTED_FLAG = Words("vrai ou faux (true, false) est attendu.", "expected true or false.")
EXPECTED_OBJECT = Words("un objet est attendu.", "expected an object.")
EXPECTED_LIST = Words("une liste est attendue.", "expected a list.")
EXPECTED_CODING = Words("system et code doivent être des textes.", "expected texts for system and code.")
EXPECTED_COMPARATOR = Words("<, <=, > ou >= est attendu.", "expected <, <=, > or >=.")
EXPECTED_ONE_OF = Words("une de ces valeurs est attendue\u202f: {allowed}.", "expected one of: {allowed}.")
EXPECTED_GENDER = Words(
    "female, male, other ou unknown est attendu.", "expected female, male, other or unknown."
)
MISSING_KEY = Words("«\u202f{key}\u202f» manque.", "'{key}' is missing.")

# Dates
NOT_A_DATE = Words("n’est pas une date\u202f: un jour (AAAA-MM-JJ), un mois (AAAA-MM) ou une année (AAAA) est attendu.",
                   "not a date: expected a day (YYYY-MM-DD), a month (YYYY-MM) or a year (YYYY).")  # fmt: skip
DATE_AFTER = Words("une date postérieure au {day}.", "a date that lies after {day}.")
DATE_BEFORE = Words("une date antérieure à {year}.", "a date before {year}.")
DATE_BEFORE_BIRTH = Words("une date antérieure à la naissance.", "a date before the person was born.")
CORRECT_DATE = Words("Corrigez la date.", "Correct the date.")
ENDS_BEFORE_START = Words("finit avant d’avoir commencé.", "ends before it starts.")
CORRECT_ONE_DATE = Words("Corrigez une des deux dates.", "Correct one of the two dates.")
TOO_OLD = Words("donne un âge de plus de {years} ans.", "makes an age of more than {years} years.")
CORRECT_BIRTH = Words("Corrigez la date de naissance.", "Correct the birth date.")

# Figures
WHAT_STANDS = Words("ce qui s’y trouve", "what stands there")
NOT_THE_UNIT = Words("{unit} pour «\u202f{name}\u202f» ne peut pas se lire en {wanted}\u202f: {expected} attendu.",
                     "{unit} for {name} can't be read as {wanted}: expected {expected}.")  # fmt: skip
OUT_OF_BOUNDS = Words("{reported}{figure}, impossible pour «\u202f{name}\u202f»\u202f: {low} à {high} attendu.",
                      "{reported}{figure}, which {name} can't be: expected {low} to {high}.")  # fmt: skip
REPORTED_MAKES = Words("{value} {unit} fait ", "{value} {unit} makes ")
CORRECT_FIGURE = Words("Corrigez le chiffre ou son unité.", "Correct the figure or its unit.")
OFF_SCALE = Words("{score} n’est pas sur cette échelle\u202f: 0 à {highest} attendu.",
                  "{score} is not on this scale: expected 0 to {highest}.")  # fmt: skip
CORRECT_SCORE = Words("Corrigez la note.", "Correct the score.")
COPIES_BELOW_ZERO = Words("un nombre de copies inférieur à zéro.", "a number of copies below zero.")
LESIONS_BELOW_ZERO = Words("un nombre de lésions inférieur à zéro.", "a number of lesions below zero.")
LESION_NEEDS_NAME = Words(
    "une lésion a besoin de son nom et de son rôle.", "a lesion needs its name and its role."
)
EXPECTED_DIAMETER = Words("un diamètre en mm ou en cm est attendu.", "expected a diameter in mm or cm.")
CTCAE_GRADE = Words("un grade CTCAE va de 0 à 5.", "a CTCAE grade goes from 0 to 5.")
LINE_FROM_ONE = Words("le numéro d’une ligne commence à 1.", "the number of a line begins at 1.")
NOT_AN_AGE = Words("n’est pas un âge\u202f: 0 à 130 ans attendu.", "not an age: expected 0 to 130 years.")
CORRECT_AGE = Words("Corrigez l’âge.", "Correct the age.")

# Files
CANT_BE_READ = Words("illisible\u202f: {why}.", "can't be read: {why}.")
UNKNOWN_REASON = Words("raison inconnue", "unknown reason")
EMPTY = Words(
    "vide\u202f: une ressource FHIR en JSON est attendue.", "is empty; expected a FHIR resource in JSON."
)
NOT_UTF8 = Words("n’est pas en UTF-8.", "not UTF-8.")
NOT_UTF8_BECAUSE = Words("n’est pas en UTF-8 ({why}).", "not UTF-8 ({why}).")
SAVE_UTF8 = Words("Enregistrez le fichier en UTF-8.", "Save the file in UTF-8.")
TOO_DEEP = Words("imbriqué trop profondément pour être lu.", "nested too deeply to be read.")
CUT_SHORT = Words(
    "le fichier s’arrête au milieu\u202f: il a été coupé.", "the file stops in the middle: it was cut short."
)
EXPORT_AGAIN = Words("Exportez-le de nouveau.", "Export it again.")
NOT_JSON = Words("n’est pas du JSON\u202f: {why}.", "not JSON: {why}.")
TOO_BIG = Words("{size} Mio, plus que les {limit} Mio que peut avoir un document JSON.",
                "{size} MiB is more than the {limit} MiB that one JSON document may have.")  # fmt: skip
EXPORT_LESS = Words("Exportez une personne à la fois, ou en NDJSON, une ressource par ligne.",
                    "Export one person at a time, or as NDJSON, one resource a line.")  # fmt: skip
HOLDS_NUL = Words(
    "contient un caractère NUL, qu’aucun dossier ne peut garder.",
    "holds a NUL character, which no record can keep.",
)
NOTHING_TO_READ = Words(
    "rien à lire\u202f: le chemin d’un dossier est attendu.", "nothing to read: expected the path of a case."
)
STANDS_ALONE = Words("un dossier écrit à la main se donne seul.", "a hand-written case stands alone.")
GIVE_ONE_PATH = Words("Donnez un seul chemin.", "Give one path.")
NOT_BY_HAND = Words(
    "plus de {limit} Mio\u202f: pas un dossier écrit à la main.",
    "more than {limit} MiB: no hand-written case.",
)

# Resources and people
OLD_LIST = Words("une simple liste de ressources écrites en FHIR DSTU2 (2015), qui a d’autres formes que R4.",
                 "a bare list of resources written in FHIR DSTU2 (2015), which has other shapes than R4.")  # fmt: skip
BARE_LIST = Words("une simple liste, pas une ressource FHIR.", "a bare list, not a FHIR resource.")
EXPORT_BUNDLE = Words("Exportez un Bundle FHIR R4 (ou du NDJSON, une ressource par ligne).",
                      "Export a FHIR R4 Bundle (or NDJSON, one resource a line).")  # fmt: skip
EXPECTED_RESOURCE = Words("une ressource FHIR est attendue\u202f: un objet JSON avec un «\u202fresourceType\u202f».",
                          "expected a FHIR resource: a JSON object with a 'resourceType'.")  # fmt: skip
NO_RESOURCE_TYPE = Words(
    "manque\u202f: c’est du JSON, mais pas une ressource FHIR.",
    "is missing: this is JSON, but not a FHIR resource.",
)
NO_SUCH_TYPE = Words("n’est pas un type de ressource FHIR.", "is no FHIR resource type.")
BUNDLES_TOO_DEEP = Words(
    "des Bundles dans des Bundles, trop profonds pour être lus.",
    "bundles within bundles, too deep to be read.",
)
EXPECTED_ENTRIES = Words("une liste d’entrées est attendue.", "expected a list of entries.")
EXPECTED_ENTRY = Words(
    "un objet avec une «\u202fresource\u202f» est attendu.", "expected an object with a 'resource'."
)
EXPECTED_ENTRY_RESOURCE = Words("une ressource FHIR est attendue\u202f: un objet avec un «\u202fresourceType\u202f».",
                                "expected a FHIR resource: an object with a 'resourceType'.")  # fmt: skip
IN_A_CIRCLE = Words(
    "ses références reviennent à elle-même{through}.", "its references lead back to itself{through}."
)
BY_WAY_OF = Words(" en passant par {places}", " by way of {places}")
CORRECT_REFERENCE = Words("Corrigez une de ces références.", "Correct one of these references.")
SAME_ID = Words(
    "même type et même identifiant que {other}, avec un autre contenu.",
    "the same type and id as {other}, with another content.",
)
OWN_ID = Words("Donnez à chaque ressource son propre identifiant.", "Give each resource its own id.")
HOLDS_NOTHING = Words("ne contient aucune ressource.", "holds no resource.")
EXPECTED_PATIENT = Words(
    "Un Patient, et ce qu’on sait de lui, sont attendus.", "Expected a Patient and what is known of them."
)
NO_PATIENT = Words(
    "aucun Patient parmi ses ressources\u202f: {types}.{old}", "no Patient among its resources: {types}.{old}"
)
NO_KNOWN_TYPE = Words("de type inconnu", "of no known type")
SOME_OLD = Words(
    " Certaines sont écrites en FHIR DSTU2, pas en R4.", " Some are written in FHIR DSTU2, not R4."
)
EXPECTED_RECORD = Words(
    "Le dossier d’une personne est attendu, avec sa ressource Patient.",
    "Expected the record of a person, with their Patient resource.",
)
NO_SUCH_PATIENT = Words("aucun Patient avec cet identifiant.{choose}", "no Patient with that id.{choose}")
SEVERAL_PEOPLE = Words("contient {n} personnes.{choose}", "holds {n} people.{choose}")
CHOOSE_ONE = Words(
    " Choisissez-en une par person=\u202f: {ids}{more}.", " Choose one with person=: {ids}{more}."
)
AND_MORE = Words(" et {n} de plus", " and {n} more")
ONE_EXPECTED = Words(
    "contient {n} personnes\u202f: une seule est attendue.", "holds {n} people: expected one."
)
EXPORT_ONE = Words("Exportez une personne à la fois.", "Export one person at a time.")
PEOPLE_IN_RECORD = Words(
    "{n} personnes dans un dossier\u202f: une seule est attendue.", "{n} people in one record: expected one."
)

# What the JSON decoder calls what it finds.
MALFORMED: dict[str, Words] = {
    "invalid character": Words("caractère inattendu", "invalid character"),
    "trailing characters": Words("caractères en trop à la fin", "trailing characters"),
    "trailing comma in array": Words("virgule en trop dans une liste", "trailing comma in array"),
    "trailing comma in object": Words("virgule en trop dans un objet", "trailing comma in object"),
    "expected ',' or ']'": Words("«\u202f,\u202f» ou «\u202f]\u202f» attendu", "expected ',' or ']'"),
    "expected ',' or '}'": Words("«\u202f,\u202f» ou «\u202f}\u202f» attendu", "expected ',' or '}'"),
    "expected ':'": Words("«\u202f:\u202f» attendu", "expected ':'"),
    "object keys must be strings": Words("les clés d’un objet sont des textes", "object keys must be strings"),
    "invalid number": Words("nombre mal écrit", "invalid number"),
    "invalid escape character in string": Words("échappement inconnu dans un texte", "invalid escape character in string"),
    "invalid control character": Words("caractère de contrôle dans un texte", "invalid control character"),
}  # fmt: skip
MALFORMED_OTHERWISE = Words("mal formé", "malformed")


def number_words(value: float) -> Words:
    """A figure as faults give it: '7.2' in English, '7,2' in French."""
    return Words(f"{value:g}".replace(".", ","), f"{value:g}")


def unit_after(unit: str | None) -> Words:
    """A unit as it follows its figure; UCUM's own sign, by which somebody corrects it."""
    return Words.same(f" {unit or ''}")
