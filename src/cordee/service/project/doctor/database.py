"""The database: answers, writes, keeps what it says, has the tables of this code, and a clock that agrees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import DatabaseError, connection, transaction

from cordee.service.project.doctor.finding import Finding, ill, well
from cordee.service.project.running.migrations import missing_migrations, unknown_migrations
from cordee.terms.words import Words

MOST_APART = 2.0  # seconds between the clock of this machine and that of the database


def database() -> Iterator[Finding]:
    """Everything below, or the one line that it does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        to_do = Words(
            fr="Démarrez-la, ou vérifiez CORDEE_DATABASE_URL et les droits du fichier.",
            en="Start it, or check CORDEE_DATABASE_URL and the rights of the file.",
        )
        yield ill("base de données : ne répond pas", "database: does not answer", to_do)
        return
    yield well(f"base de données : {connection.vendor}", f"database: {connection.vendor}")
    yield from _writes()
    yield from (_sqlite() if connection.vendor == "sqlite" else _postgresql())
    yield from _tables()


def _writes() -> Iterator[Finding]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TABLE cordee_doctor_was_here (one integer)")
            transaction.set_rollback(True)
    except DatabaseError:
        to_do = Words(
            fr="Elle est verrouillée, pleine ou en lecture seule : voyez les droits et la place.",
            en="It is locked, full or read-only: see the rights and the room.",
        )
        yield ill("la base n’accepte pas d’écriture", "the database takes no writing", to_do)
    else:
        yield well("la base accepte les écritures", "the database takes writing")


def _pragma(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return str(cursor.fetchone()[0]).lower()


def _sqlite() -> Iterator[Finding]:
    kept = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
    wrong = sorted(name for name, value in kept.items() if _pragma(name) != value)
    immediate = connection.settings_dict["OPTIONS"].get("transaction_mode") == "IMMEDIATE"
    if wrong or not immediate:
        said = ", ".join(wrong or ["transaction_mode"])
        to_do = Words(
            fr="Le dossier est peut-être sur un disque de réseau, où SQLite n’est pas sûr : déplacez-le.",
            en="The folder may be on a network disk, where SQLite is not safe: move it.",
        )
        yield ill(f"SQLite, réglages de sûreté : {said}", f"SQLite, safety settings: {said}", to_do)
    else:
        yield well("SQLite : WAL, FULL, IMMEDIATE", "SQLite: WAL, FULL, IMMEDIATE")
    found = _pragma("quick_check")
    if found != "ok":
        to_do = Words(fr="Restaurez la dernière sauvegarde.", en="Restore the latest backup.")
        yield ill("le fichier de la base est abîmé", "the database's file is damaged", to_do)
    else:
        yield well("le fichier de la base est entier", "the database's file is whole")


def _postgresql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        commits = cursor.fetchone()[0]
        cursor.execute("SHOW fsync")
        synced = cursor.fetchone()[0]
        cursor.execute("SELECT clock_timestamp()")
        theirs = cursor.fetchone()[0]
    if synced != "on" or commits == "off":
        to_do = Words(
            fr="Remettez fsync et synchronous_commit à « on » : une coupure perdrait ce qui a été dit écrit.",
            en="Set fsync and synchronous_commit back to on: a power cut would lose what was said to be written.",
        )
        yield ill(
            "PostgreSQL ne garde pas ce qu’il dit écrit",
            "PostgreSQL does not keep what it says is written",
            to_do,
        )
    else:
        yield well("PostgreSQL : fsync, synchronous_commit", "PostgreSQL: fsync, synchronous_commit")
    apart = abs((datetime.now(UTC) - theirs).total_seconds())
    if apart > MOST_APART:
        to_do = Words(
            fr="Mettez les deux machines à l’heure (NTP).", en="Set the time of both machines (NTP)."
        )
        yield ill(
            f"les horloges diffèrent de {apart:.0f} s (base et machine)",
            f"the clocks are {apart:.0f} s apart (database and machine)",
            to_do,
        )
    else:
        yield well("les horloges s’accordent", "the clocks agree")


def _tables() -> Iterator[Finding]:
    missing, ahead = missing_migrations(), unknown_migrations()
    if ahead:
        to_do = Words(fr="Installez la version qui l’a faite.", en="Install the version that made it.")
        yield ill("la base est d’une version plus récente", "the database is of a later version", to_do)
    if missing:
        to_do = Words(
            fr="cordee backup, puis cordee serve --migrate", en="cordee backup, then cordee serve --migrate"
        )
        yield ill(f"il manque {len(missing)} migrations", f"{len(missing)} migrations are missing", to_do)
    if not missing and not ahead:
        yield well("les tables sont de cette version", "the tables are of this version")
