"""`cordee team`: the first team of a new service, with the account that invites the others."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace

from cordee.cli.language import language
from cordee.cli.parts import need_service_parts
from cordee.terms.words import Lang, Words

_ASK = Words(fr="Mot de passe de {email} : ", en="Password of {email}: ")
_AGAIN = Words(fr="Encore une fois : ", en="Once more: ")
_DIFFERENT = Words(
    fr="Les deux mots de passe diffèrent. Rien n’est fait.", en="The two passwords differ. Nothing is done."
)
_NOT = Words(fr="Rien n’est fait : {why}", en="Nothing is done: {why}")
_DONE = Words(
    fr="L’équipe « {team} » est là. {email} peut se connecter, choisit un second facteur, ouvre des dossiers et invite.",
    en="The team '{team}' is there. {email} can sign in, sets up a second factor, opens files and invites.",
)
_NO_PHONE = Words(
    fr="Aucun téléphone : les pages n’en donneront pas. Indiquez --day et --night.",
    en="No telephone: pages will give none. Say --day and --night.",
)


def team(arguments: Namespace) -> int:
    """Ask for the password twice (or read one line of a pipe), make the team and its first account; 1 when refused."""
    need_service_parts()
    lang = language(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordee.service.project.settings")
    import django

    django.setup()
    from django.core.exceptions import ValidationError
    from django.utils import translation

    from cordee.service.people.first_team import NewTeam, make_team
    from cordee.service.people.not_possible import NotPossible

    password = _password(arguments.email, lang)
    if password is None:
        print(_DIFFERENT.to(lang), file=sys.stderr)
        return 1
    new = NewTeam(
        name=arguments.name,
        country=arguments.country,
        time_zone=arguments.zone,
        phone_day=arguments.day,
        phone_night=arguments.night,
    )
    try:
        with translation.override(lang):
            make_team(
                new=new,
                email=arguments.email,
                full_name=arguments.full_name,
                password=password,
                operator=arguments.operator,
            )
    except (NotPossible, ValidationError) as refused:
        why = " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
        print(_NOT.to(lang).format(why=why), file=sys.stderr)
        return 1
    print(_DONE.to(lang).format(team=arguments.name, email=arguments.email))
    if not (arguments.day or arguments.night):
        print(_NO_PHONE.to(lang), file=sys.stderr)
    return 0


def _password(email: str, lang: Lang) -> str | None:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(_ASK.to(lang).format(email=email))
    return first if first == getpass.getpass(_AGAIN.to(lang)) else None
