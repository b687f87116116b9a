"""The access log: nobody has changed it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import DatabaseError

from cordee.service.people.access_log import verify_all
from cordee.service.people.models import AccessEntry
from cordee.service.project.doctor.finding import Finding, ill, well
from cordee.terms.words import Words


def access_log() -> Iterator[Finding]:
    """Whether each person's log is as it was written."""
    try:
        breaks = list(islice(verify_all(), 20))
        entries = AccessEntry.objects.count()
    except DatabaseError:
        return
    if breaks:
        people = len({person for person, _, _ in breaks})
        to_do = Words(
            fr="Quelqu’un a écrit dans la base sans passer par Cordée : gardez une copie, prévenez votre délégué à la "
            "protection des données, comparez avec une sauvegarde.",
            en="Somebody wrote to the database behind Cordée's back: keep a copy, tell your data protection officer, "
            "compare with a backup.",
        )
        yield ill(
            f"le journal d’accès de {people} personnes ou plus ne se tient pas",
            f"the access log of {people} people or more does not hold together",
            to_do,
        )
    else:
        yield well(
            f"le journal d’accès se tient : {entries} entrées",
            f"the access log holds together: {entries} entries",
        )
