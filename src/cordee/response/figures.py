"""How figures and days are written in a reason: one place, both languages."""

from __future__ import annotations

from cordee.case import PartialDate
from cordee.terms.words import Words

NARROW = "\u202f"  # French puts it before : ; ! ? and %
_MONTHS = (
    ("janvier", "January"),
    ("février", "February"),
    ("mars", "March"),
    ("avril", "April"),
    ("mai", "May"),
    ("juin", "June"),
    ("juillet", "July"),
    ("août", "August"),
    ("septembre", "September"),
    ("octobre", "October"),
    ("novembre", "November"),
    ("décembre", "December"),
)


def number(value: float) -> Words:
    """At most one decimal: '34,5' / '34.5'; whole numbers without a decimal part. The minus is a true
    minus.
    """
    text = f"{round(value, 1):.1f}".removesuffix(".0").replace("-", "−")
    text = "0" if text == "−0" else text
    return Words(text.replace(".", ","), text)


def quantity(value: float, unit: str) -> Words:
    """A figure and its unit: '34,5 mm' / '34.5 mm'."""
    return number(value) + Words(f"{NARROW}{unit}", f" {unit}")


def change(percent: float) -> Words:
    """A signed percentage: '+31 %' / '+31%', to one decimal under 100."""
    sign = Words.same("+") if percent > 0 else Words.same("")
    return sign + number(percent) + Words(f"{NARROW}%", "%")


def day(when: PartialDate | None) -> Words:
    """A date as far as it is known: '12 novembre 2026' / '12 November 2026', 'février 2014', '2014'."""
    if when is None:
        return Words("date non connue", "date not known")
    parts = when.iso.split("-")
    if len(parts) == 1:
        return Words.same(parts[0])
    fr, en = _MONTHS[int(parts[1]) - 1]
    if len(parts) == 2:
        return Words(f"{fr} {parts[0]}", f"{en} {parts[0]}")
    number_of_day = int(parts[2])
    return Words(
        f"{number_of_day}{'er' if number_of_day == 1 else ''} {fr} {parts[0]}",
        f"{number_of_day} {en} {parts[0]}",
    )


def on_day(when: PartialDate | None) -> Words:
    """A date as a complement of time: 'le 12 novembre 2026' / 'on 12 November 2026', 'en février 2014', 'en 2014'."""
    if when is None:
        return day(when)
    return (Words("le ", "on ") if when.exact else Words("en ", "in ")) + day(when)


def since_day(when: PartialDate) -> Words:
    """'depuis le 12 novembre 2026' / 'since 12 November 2026', 'depuis février 2014'."""
    return (Words("depuis le ", "since ") if when.exact else Words("depuis ", "since ")) + day(when)


def days(interval: tuple[int, int]) -> Words:
    """An interval in days, as a range when the dates leave one: '45 jours', 'entre 30 et 60 jours'."""
    fewest, most = interval
    if fewest == most:
        plural = "s" if abs(most) > 1 else ""
        return Words(f"{most} jour{plural}", f"{most} day{plural}")
    return Words(f"entre {fewest} et {most} jours", f"between {fewest} and {most} days")
