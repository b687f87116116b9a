"""The page that comes with the copy: what is in it, what is not, and how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import translation
from django.utils.formats import date_format

from cordee.terms.words import Lang, Words

_TEXT = Words(
    """Copie de vos données dans Cordée, faite le {day}.

Ce qu’il y a dedans
- fhir/current.json : votre dossier médical tel qu’il est aujourd’hui, au format FHIR R4.
- fhir/history.json : chaque version de chaque fait, y compris ce qui a été corrigé ou retiré.
- plan/ : votre plan d’aujourd’hui sur papier, en français et en anglais, et chaque plan adopté par l’équipe.
- documents/ : les documents joints, dans l’ordre où ils sont arrivés. Leurs titres sont dans tables/record.document.json.
- tables/ : tout le reste, un fichier par sujet : qui est autour de vous, vos questions et les réponses, les échanges,
  vos bilans et les alertes, les décisions, les tâches, et qui a regardé quoi (tables/people.accessentry.json).

Ce qu’il n’y a pas
- Les échanges des professionnels entre eux. Pour les connaître, adressez-vous à la personne qui coordonne vos soins.
- Les documents retirés de la liste, les codes secrets et les mots de passe.
{missing}
Comment le lire
Les fichiers .json s’ouvrent avec un éditeur de texte ; un autre logiciel de santé peut lire ceux du dossier fhir/.
Cette copie parle de votre santé : gardez-la dans un endroit sûr.
""",
    """Copy of your data in Cordée, made on {day}.

What is in it
- fhir/current.json: your medical record as it is today, in the FHIR R4 format.
- fhir/history.json: every version of every fact, also what was corrected or withdrawn.
- plan/: your plan of today on paper, in French and in English, and every plan that the team adopted.
- documents/: the attached documents, in the order they came. Their titles are in tables/record.document.json.
- tables/: everything else, one file a subject: who is around you, your questions and the answers, conversations,
  your check-ins and the alerts, decisions, tasks, and who looked at what (tables/people.accessentry.json).

What is not in it
- What professionals wrote to each other. To know of it, ask the person who coordinates your care.
- Documents taken off the list, secret codes and passwords.
{missing}
How to read it
The .json files open with a text editor; other health software can read those of the folder fhir/.
This copy is about your health: keep it in a safe place.
""",
)


def readme(lang: Lang, on: date, missing: Sequence[str]) -> str:
    """The page in `lang`; `missing` names what could not be put in this time."""
    with translation.override(lang):
        day = date_format(on, "j F Y")
    return _TEXT.to(lang).format(day=day, missing="".join(f"- {words}\n" for words in missing))
