"""What keeps `cordee serve` from starting: each is said in words, with what to do about it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from cordee.service.project.demo.place import is_marked
from cordee.service.project.demo.sign_ins import DOMAIN
from cordee.service.project.environment import DEMO_SECRET
from cordee.terms.words import Words

SHORTEST_SECRET = 50
_COMMON = frozenset({"", "postgres", "password", "cordee", "admin", "changeme", "secret", "demo"})


def of_settings(folder: Path, environ: Mapping[str, str] = os.environ) -> Iterator[Words]:
    """What the environment and the data folder say that must not be so in real use. Needs no database."""
    secret = environ.get("CORDEE_SECRET_KEY", "")
    if secret in ("", DEMO_SECRET):
        yield Words(
            fr="CORDEE_SECRET_KEY manque, ou est celle de la démonstration. Tirez-en une : "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(60))'",
            en="CORDEE_SECRET_KEY is missing, or is the demo's. Draw one: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(60))'",
        )
    elif len(secret) < SHORTEST_SECRET or len(set(secret)) < 10:
        yield Words(
            fr=f"CORDEE_SECRET_KEY est trop courte ou trop simple : au moins {SHORTEST_SECRET} caractères tirés au sort.",
            en=f"CORDEE_SECRET_KEY is too short or too plain: at least {SHORTEST_SECRET} characters drawn at random.",
        )
    if not environ.get("CORDEE_HOSTS", "").strip():
        yield Words(
            fr="CORDEE_HOSTS manque : les noms sous lesquels le service est appelé, séparés par des virgules.",
            en="CORDEE_HOSTS is missing: the names the service is called by, separated by commas.",
        )
    elif "*" in environ["CORDEE_HOSTS"]:
        yield Words(
            fr="CORDEE_HOSTS accepte tous les noms (*) : nommez les vôtres.",
            en="CORDEE_HOSTS takes any name (*): name yours.",
        )
    if environ.get("CORDEE_DEMO") == "1" or is_marked(folder):
        yield Words(
            fr="Ceci est une démonstration (CORDEE_DEMO, ou un dossier CORDEE_HOME de démonstration) : "
            "prenez un autre dossier et enlevez CORDEE_DEMO.",
            en="This is a demo (CORDEE_DEMO, or a demo's CORDEE_HOME folder): take another folder and unset CORDEE_DEMO.",
        )
    address = urlsplit(environ.get("CORDEE_DATABASE_URL", ""))
    elsewhere = address.scheme.startswith("postgres") and address.hostname not in (
        None,
        "localhost",
        "127.0.0.1",
    )
    if elsewhere and unquote(address.password or "").lower() in _COMMON | {(address.username or "").lower()}:
        yield Words(
            fr="Le mot de passe de CORDEE_DATABASE_URL manque, ou est de ceux que tout le monde essaie : changez-le.",
            en="The password of CORDEE_DATABASE_URL is missing, or one that everybody tries: change it.",
        )


def of_django() -> Iterator[Words]:
    """What the loaded settings say."""
    from django.conf import settings

    if settings.DEBUG:
        yield Words(
            fr="DEBUG est actif : il montrerait le code et les données dans les pages d’erreur. Désactivez-le.",
            en="DEBUG is on: it would show code and data on error pages. Switch it off.",
        )


def of_tables() -> Iterator[Words]:
    """Whether the tables are those of this code."""
    from cordee.service.project.running.migrations import missing_migrations, unknown_migrations

    if unknown := unknown_migrations():
        yield Words(
            fr=f"La base vient d’une version plus récente de Cordée ({unknown[0]}) : installez celle-ci ou restaurez.",
            en=f"The database comes from a later version of Cordée ({unknown[0]}): install that one, or restore.",
        )
    if missing := missing_migrations():
        yield Words(
            fr=f"La base n’a pas encore {len(missing)} migrations, dont {missing[0]}. Faites une sauvegarde "
            "(cordee backup), puis : cordee serve --migrate",
            en=f"The database lacks {len(missing)} migrations, among them {missing[0]}. Take a backup "
            "(cordee backup), then: cordee serve --migrate",
        )


def of_accounts() -> Iterator[Words]:
    """Whether anybody could sign in with a password that the whole world knows."""
    from cordee.service.people.models import Account

    demo = Account.objects.filter(email__iendswith=f"@{DOMAIN}", is_active=True).count()
    if demo:
        yield Words(
            fr=f"Il y a {demo} comptes de démonstration dans la base, dont tout le monde connaît le mot de passe. "
            "Prenez une base vide, ou fermez ces comptes.",
            en=f"There are {demo} demo accounts in the database, whose password everybody knows. "
            "Take an empty database, or close those accounts.",
        )
