"""Which language to speak: `--lang`, else `CORDEE_LANG`, else the locale, else French."""

from __future__ import annotations

import os
from argparse import Namespace

from cordee.files.fault import BadInput
from cordee.terms.words import LANGS, Lang


def language(arguments: Namespace) -> Lang:
    """The language of the output. Raises BadInput when CORDEE_LANG names one that does not exist."""
    chosen: Lang | None = getattr(arguments, "lang", None)
    if chosen:
        return chosen
    named = os.environ.get("CORDEE_LANG", "").strip().lower()
    if named:
        for lang in LANGS:
            if named == lang or named.startswith((f"{lang}_", f"{lang}-", f"{lang}.")):
                return lang
        raise BadInput.at("CORDEE_LANG", "", f"'{named}' is not a language Cordée speaks: expected fr or en.")
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.lower().startswith("en") else "fr"
