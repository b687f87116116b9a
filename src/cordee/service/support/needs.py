"""What somebody may need, the languages and the countries of the directory, in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import get_args

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cordee.service.support.library_entries import Country, Need

NEEDS: MappingProxyType[str, Promise] = MappingProxyType(
    {
        "crisis": _("somebody to listen, now"),
        "information": _("answers about the illness"),
        "psychologist": _("a psychologist"),
        "peer-group": _("meeting people who live through the same"),
        "relatives": _("help for those close"),
        "social": _("work, money, papers"),
        "home-care": _("help and care at home"),
        "transport": _("getting to the hospital"),
        "nutrition": _("eating"),
        "physical-activity": _("moving, at your own pace"),
        "fatigue-workshop": _("living with tiredness"),
        "palliative-care": _("relief and palliative care"),
        "planning-ahead": _("saying what matters, ahead of time"),
        "spiritual": _("questions of meaning or faith"),
        "trials": _("clinical trials"),
        "bereavement": _("after a death"),
    }
)
"""In the order they are offered."""

LANGUAGES: MappingProxyType[str, Promise] = MappingProxyType(
    {"fr": _("French"), "nl": _("Dutch"), "de": _("German"), "en": _("English")}
)
COUNTRIES: MappingProxyType[str, Promise] = MappingProxyType({"FR": _("France"), "BE": _("Belgium")})

assert set(NEEDS) == set(get_args(Need))
assert set(COUNTRIES) == set(get_args(Country))
