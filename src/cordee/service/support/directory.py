"""The directory as it is read: the library's entries and those that teams and operators wrote, as one list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from cordee.service.people.models import Account, Team
from cordee.service.support.library import load_library
from cordee.service.support.library_entries import Resource
from cordee.service.support.models import ResourceVersion, SupportResource
from cordee.service.support.needs import LANGUAGES, NEEDS
from cordee.terms.words import Words


@dataclass(frozen=True)
class DirectoryEntry:
    """One entry as it is shown. `id` stands in addresses: the library's id, or the row's as text.

    `sources` are keys of the library; `source` is what whoever wrote the entry says of where it was read.
    """

    id: str
    name: Words
    needs: tuple[str, ...]
    country: str
    region: Words | None
    languages: tuple[str, ...]
    audience: tuple[str, ...]
    offers: Words
    phone: str
    hours: Words | None
    site: str
    checked: date
    sources: tuple[str, ...] = ()
    source: str = ""
    team: Team | None = None
    resource: SupportResource | None = None

    @property
    def need_words(self) -> list[Promise]:
        """The needs it meets, in words."""
        return [NEEDS[need] for need in self.needs]

    @property
    def language_words(self) -> list[Promise]:
        """The languages spoken, in words."""
        return [LANGUAGES[language] for language in self.languages]

    def may_be_edited_by(self, account: Account) -> bool:
        """Operators edit every entry; professionals those of their own team."""
        return may_keep(account, self.team)


def may_keep(account: Account, team: Team | None) -> bool:
    """Whether `account` keeps the entries of `team` (None: the operators')."""
    return account.is_staff or (team is not None and account.team_id == team.pk)


def directory(
    *, need: str = "", country: str = "", place: str = "", language: str = ""
) -> list[DirectoryEntry]:
    """The entries that stand; each empty argument does not narrow. `place` is looked for in the region's name, and
    keeps what serves the whole country."""
    wanted = place.strip().casefold()
    return [
        entry
        for entry in _all_entries()
        if (not need or need in entry.needs)
        and (not country or entry.country == country)
        and (not language or language in entry.languages)
        and (not wanted or entry.region is None or _named(wanted, entry.region))
    ]


def directory_entry(id: str) -> DirectoryEntry | None:
    """The entry of that id, when it stands."""
    return next((entry for entry in _all_entries() if entry.id == id), None)


def versions_of(resource: SupportResource) -> list[ResourceVersion]:
    """Every version of an entry, the newest first."""
    return list(resource.versions.select_related("written_by").order_by("-number"))


def as_initial(entry: DirectoryEntry) -> dict[str, Any]:
    """The entry as the values of its form."""
    return {
        "name": entry.name.fr,
        "needs": list(entry.needs),
        "country": entry.country,
        "region": entry.region.fr if entry.region else "",
        "languages": list(entry.languages),
        "audience": entry.audience[0] if len(entry.audience) == 1 else "both",
        "offers_fr": entry.offers.fr,
        "offers_en": entry.offers.en,
        "phone": entry.phone,
        "hours_fr": entry.hours.fr if entry.hours else "",
        "hours_en": entry.hours.en if entry.hours else "",
        "site": entry.site,
        "source": entry.source,
    }


def _named(wanted: str, region: Words) -> bool:
    return wanted in region.fr.casefold() or wanted in region.en.casefold()


def _all_entries() -> list[DirectoryEntry]:
    written = ResourceVersion.objects.filter(current=True).select_related("resource__team")
    rows = {version.resource.seed or str(version.resource_id): version for version in written}
    taken = set(SupportResource.objects.exclude(seed="").values_list("seed", flat=True))
    kept = [_of_library(r) for r in load_library().resources if r.id not in taken]
    theirs = [_of_version(id, v) for id, v in rows.items() if v.resource.retired_at is None]
    return kept + sorted(theirs, key=lambda entry: entry.name.fr.casefold())


def _of_library(found: Resource) -> DirectoryEntry:
    return DirectoryEntry(
        id=found.id,
        name=found.name,
        needs=found.needs,
        country=found.country,
        region=found.region,
        languages=found.languages,
        audience=found.audience,
        offers=found.offers,
        phone=found.phone or "",
        hours=found.hours,
        site=found.site or "",
        checked=found.checked,
        sources=found.sources,
    )


def _of_version(id: str, version: ResourceVersion) -> DirectoryEntry:
    return DirectoryEntry(
        id=id,
        name=Words.same(version.name),
        needs=tuple(version.needs),
        country=version.country,
        region=Words.same(version.region) if version.region else None,
        languages=tuple(version.languages),
        audience=("person", "relative") if version.audience == "both" else (version.audience,),
        offers=version.offers,
        phone=version.phone,
        hours=version.hours,
        site=version.site,
        checked=version.checked,
        source=version.source,
        team=version.resource.team,
        resource=version.resource,
    )
