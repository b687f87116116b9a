"""Where one can go: the clinician's rail, the tabs of a person's page, the bar of the person and those close."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cordee.service.people.models import Person
from cordee.service.people.permissions import Permission
from cordee.service.people.standing import Standing


@dataclass(frozen=True)
class Place:
    """One entry of a navigation. `key` is what a page calls itself; `needs` what one must be allowed to go there;
    `about_person`: the address takes the person's id."""

    key: str
    label: str | Promise
    address: str
    needs: Permission = Permission.SEE_PERSON
    icon: str = ""
    about_person: bool = True


@dataclass(frozen=True)
class Link:
    """A place as it is drawn. `here`: this is the page one is on."""

    label: str | Promise
    href: str
    here: bool
    key: str
    icon: str = ""


_P = Permission
RAIL = (
    Place("today", _("Today"), "pages:today"),
    Place("people", _("People"), "pages:people"),
    Place("meetings", _("Meetings"), "plans:meetings"),
    Place("trials", _("Trials"), "plans:trials"),
    Place("knowledge", _("Knowledge"), "plans:knowledge"),
    Place("support", _("Support"), "support:home"),
    Place("alerts", _("Alerts"), "chain:alerts"),
)
TABS = (
    Place("climb", pgettext_lazy("tab", "Climb"), "pages:person"),
    Place("plan", pgettext_lazy("tab", "Plan"), "plans:plan", _P.SEE_PLAN),
    Place("how", pgettext_lazy("tab", "How they are"), "chain:how", _P.SEE_HOW_THEY_ARE),
    Place("circle", pgettext_lazy("tab", "Circle"), "people:circle", _P.SEE_CIRCLE),
    Place(
        "conversations", pgettext_lazy("tab", "Conversations"), "conversations:threads", _P.SEE_CONVERSATIONS
    ),
    Place("documents", pgettext_lazy("tab", "Documents"), "record:documents", _P.SEE_DOCUMENTS),
    Place("record", pgettext_lazy("tab", "Record"), "record:record", _P.SEE_RECORD),
    Place("history", pgettext_lazy("tab", "History"), "record:history", _P.SEE_RECORD),
)
BAR = (
    Place("today", _("Today"), "pages:my_today", icon="sun"),
    Place("plan", _("My plan"), "plans:my_plan", _P.SEE_PLAN, icon="path"),
    Place("team", _("My team"), "people:my_team", _P.SEE_CIRCLE, icon="people"),
    Place("questions", _("My questions"), "conversations:my_questions", _P.SEE_QUESTIONS, icon="question"),
)
MORE = (
    Place("conversations", _("Messages with the team"), "conversations:my_threads", _P.SEE_CONVERSATIONS),
    Place("how", _("How I have been"), "chain:my_how", _P.SEE_HOW_THEY_ARE),
    Place("support", _("Help and learning"), "support:home", about_person=False),
    Place("record", _("My medical record"), "record:my_record", _P.SEE_RECORD),
    Place("documents", _("My documents"), "record:my_documents", _P.SEE_DOCUMENTS),
    Place("sharing", _("What I allow others to see"), "people:my_sharing", _P.DECIDE_SHARING),
    Place("data", _("My data"), "rights:data", _P.EXPORT),
    Place("access-log", _("Who looked at what"), "people:my_access_log", _P.SEE_ACCESS_LOG),
)


def rail(path: str) -> list[Link]:
    """The clinician's rail; the place whose address `path` lies under is the current one."""
    found = _links(RAIL, ())
    inside = "/people/" if path.startswith("/p/") else path
    return [Link(one.label, one.href, inside.startswith(one.href), one.key) for one in found]


def tabs(person: Person, standing: Standing, here: str) -> list[Link]:
    """The tabs of a person's page that this reader may open."""
    return _links((p for p in TABS if p.needs in standing.permissions), (person.pk,), here)


def bar(person: Person, standing: Standing, here: str) -> list[Link]:
    """The bar of the person, or of somebody close: what the person has not opened to them is not there."""
    return _links((p for p in BAR if p.needs in standing.permissions), (person.pk,), here)


def more(person: Person, standing: Standing, path: str) -> list[Link]:
    """What lies beside the bar, at the foot of the person's pages."""
    found = _links((p for p in MORE if p.needs in standing.permissions), (person.pk,))
    return [Link(one.label, one.href, path == one.href, one.key) for one in found]


def _links(places: Iterable[Place], arguments: tuple[object, ...], here: str = "") -> list[Link]:
    """Places that have an address by now; a room that is not there yet leaves no dead link."""
    links = []
    for place in places:
        try:
            href = reverse(place.address, args=arguments if place.about_person else ())
        except NoReverseMatch:
            continue
        links.append(Link(place.label, href, place.key == here, place.key, place.icon))
    return links
