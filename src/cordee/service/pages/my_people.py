"""Whose files somebody has a place in."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet

from cordee.service.people.models import Account, Membership, Person
from cordee.service.people.roles import CLOSE_ONES, PROFESSIONALS, Role
from cordee.service.people.standing import open_at
from cordee.terms import load_terms


def my_people(account: Account, at: datetime) -> list[Person]:
    """The people to whom `account` is the person themselves or somebody close, themselves first."""
    held = Membership.objects.filter(open_at(at), account=account, role__in=CLOSE_ONES | {Role.PERSON})
    found = Person.objects.filter(pk__in=held.values("person")).order_by("family_name", "given_name")
    return sorted(found, key=lambda person: person.account_id != account.pk)


def people_followed(account: Account, at: datetime) -> QuerySet[Person]:
    """The people whose circle `account` is part of as a professional, by name, with coordinator and summary."""
    held = Membership.objects.filter(open_at(at), account=account, role__in=PROFESSIONALS)
    return (
        Person.objects.filter(pk__in=held.values("person"))
        .select_related("coordination__account", "summary")
        .order_by("family_name", "given_name", "record_number")
    )


def search_people(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Those of `people` in whom every word is found, whatever its capitals and accents.

    Looked in: name, record number, coordinator's name, the illness in one line, the names of the cancer and of what it
    is a kind of. Compared here and not in the database, whose idea of accents differs from one to the other.
    """
    asked = [folded(word) for word in words.split()[:8]]
    rows = people.values_list("pk", *_SEARCHED, "summary__cancer")
    known = {row[0]: folded(" ".join(filter(None, (*row[1:-1], *_called(row[-1]))))) for row in rows}
    found = [pk for pk, text in known.items() if all(word in text for word in asked)]
    return people.filter(pk__in=found)


_SEARCHED = (
    "given_name",
    "family_name",
    "record_number",
    "coordination__account__full_name",
    "summary__illness_fr",
    "summary__illness_en",
)


def folded(text: str) -> str:
    """The text without capitals and accents: 'Hélène' and 'HELENE' fold to the same."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


@lru_cache(maxsize=1024)
def _called(cancer: str | None) -> tuple[str, ...]:
    """Every name of a cancer and of what it is a kind of, in both languages."""
    if not cancer:
        return ()
    terms = load_terms()
    kinds = [terms.get("cancer", id) for id in terms.ancestors("cancer", cancer)]
    return tuple(name for kind in kinds if kind for name in (kind.name.fr, kind.name.en, *kind.synonyms))
