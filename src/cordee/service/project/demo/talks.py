"""Conversations and questions of the demo's people, in words of our own."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from cordee.service.conversations.actions import open_thread, send_message
from cordee.service.conversations.models import Thread
from cordee.service.conversations.question_actions import answer, ask
from cordee.service.people.roles import Role
from cordee.service.project.demo.bundles import FIRST
from cordee.service.project.demo.story import Moment, Told

_HANDS = (
    (31, Role.PERSON, "Mes doigts restent engourdis le matin. Est-ce que cela va passer ?"),
    (
        31,
        Role.NURSE,
        "Merci de nous le dire. Depuis quand est-ce plus gênant ? Pouvez-vous fermer un bouton ?",
    ),
    (30, Role.PERSON, "Depuis deux semaines. Les boutons, c’est lent, mais j’y arrive."),
    (29, Role.ONCOLOGIST, "Nous en parlerons lors de votre visite. D’ici là, évitez le froid sur les mains."),
)
_TEAM = (
    (
        8,
        Role.ONCOLOGIST,
        "Scanner du 12 : nouvelle lésion hépatique. Dossier à présenter à la prochaine réunion.",
    ),
    (
        7,
        Role.PALLIATIVE_PHYSICIAN,
        "Je peux la voir la même semaine, avec Tom. Elle tient à marcher chaque jour.",
    ),
    (7, Role.COORDINATOR, "Rendez-vous commun proposé mardi. Je préviens Marie et Camille."),
)
_ASKED = (
    (20, "Que change ce nouveau traitement à mes journées ?", Role.ONCOLOGIST),
    (6, "Est-ce que je pourrai aller voir mon petit-fils en décembre ?", Role.ONCOLOGIST),
    (3, "Qui puis-je appeler si j’ai mal la nuit ?", Role.NURSE),
)
_ANSWERED = (
    "Deux visites par mois à l’hôpital, le reste à la maison. Vos matinées resteront libres pour marcher."
)


def talks(told: Told) -> list[Moment]:
    """Two threads and three questions around the first person; one thread of the team around every other one."""
    if told.slug != FIRST:
        return _thread(told, "Nouvelles du mois", _brief(told), with_person=False)
    asked = [_question(told, days, text, role) for days, text, role in _ASKED]
    return [
        *_thread(told, "Les doigts engourdis", _HANDS, with_person=True),
        *_thread(told, "Après le scanner", _TEAM, with_person=False),
        *asked,
        Moment(told.before(days=12, hour=15), lambda when: _answer_first(told, when)),
    ]


def _question(told: Told, days: int, text: str, role: Role) -> Moment:
    def put(when: datetime) -> object:
        return ask(person=told.person, by=told.around[Role.PERSON], text=text, at=when, for_role=role)

    return Moment(told.before(days=days, hour=17), put)


def _brief(told: Told) -> tuple[tuple[int, Role, str], ...]:
    days = 5 + len(told.slug) % 9
    return (
        (days, Role.COORDINATOR, "Appel de suivi fait. Rien de neuf à signaler depuis la dernière visite."),
    )


def _thread(
    told: Told, subject: str, messages: tuple[tuple[int, Role, str], ...], *, with_person: bool
) -> list[Moment]:
    """The first message opens the thread, the others follow."""
    opened: list[Thread] = []

    def say(number: int, role: Role, text: str, when: datetime) -> object:
        by, once = told.around[role], f"demo-{told.slug}-{subject}-{number}"
        if opened:
            return send_message(thread=opened[0], by=by, text=text, at=when, once=once)
        thread = open_thread(
            person=told.person, by=by, subject=subject, text=text, with_person=with_person, at=when, once=once
        )
        opened.append(thread)
        return thread

    return [
        Moment(told.before(days=days, hour=9 + number), partial(say, number, role, text))
        for number, (days, role, text) in enumerate(messages)
    ]


def _answer_first(told: Told, when: datetime) -> None:
    asked = told.person.questions.order_by("asked_at").first()
    if asked is not None:
        answer(question=asked, by=told.around[Role.ONCOLOGIST], text=_ANSWERED, at=when)
