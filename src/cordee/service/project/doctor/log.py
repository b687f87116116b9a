"""The access log: nobody has changed it, and nobody has made it anew."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import DatabaseError
from django.utils import timezone

from cordee.files.fault import BadInput
from cordee.service.people.access_anchor import anchor_of_log, read_anchor, still_holds
from cordee.service.people.access_log import verify_all
from cordee.service.people.models import AccessEntry
from cordee.service.project.doctor.finding import Finding, ill, well
from cordee.terms.words import Words

_KEEP_A_COPY = Words(
    fr="Quelqu’un a écrit dans la base sans passer par Cordée : gardez une copie, prévenez votre délégué à la "
    "protection des données, comparez avec une sauvegarde.",
    en="Somebody wrote to the database behind Cordée's back: keep a copy, tell your data protection officer, "
    "compare with a backup.",
)


def digest_line() -> str:
    """The log's digest of this moment. Raises BadInput when the database does not answer."""
    try:
        return str(anchor_of_log(timezone.now()))
    except DatabaseError:
        raise BadInput.at("the database", "", "does not answer. `cordee doctor` says why.") from None


def anchored(said: str) -> Iterator[Finding]:
    """Whether the log still holds all it held when the digest `said` was printed. Raises BadInput when it is no digest."""
    anchor = read_anchor(said)
    if anchor is None:
        raise BadInput.at(
            "--since", "", "is no digest of an access log: expected what `cordee doctor --digest` printed."
        )
    day = f"{anchor.at:%Y-%m-%d %H:%M} UTC"
    try:
        holds = still_holds(anchor)
    except DatabaseError:
        return
    if holds:
        yield well(
            f"le journal d’accès contient encore ses {anchor.count} entrées du {day}",
            f"the access log still holds its {anchor.count} entries of {day}",
        )
    else:
        yield ill(
            f"le journal d’accès n’est plus celui du {day} ({anchor.count} entrées) : il a été refait ou remplacé",
            f"the access log is not the one of {day} any more ({anchor.count} entries): it was made anew or replaced",
            _KEEP_A_COPY,
        )


def access_log() -> Iterator[Finding]:
    """Whether each person's log is as it was written."""
    try:
        breaks = list(islice(verify_all(), 20))
        entries = AccessEntry.objects.count()
    except DatabaseError:
        return
    if breaks:
        people = len({person for person, _, _ in breaks})
        yield ill(
            f"le journal d’accès de {people} personnes ou plus ne se tient pas",
            f"the access log of {people} people or more does not hold together",
            _KEEP_A_COPY,
        )
    else:
        yield well(
            f"le journal d’accès se tient : {entries} entrées",
            f"the access log holds together: {entries} entries",
        )
