"""Figures with their units as people write them: UCUM is for machines ('10*9/L', '{INR}', '1/1000000{Base}')."""

from __future__ import annotations

from cordee.terms import Words

_WRITTEN: dict[str, Words] = {
    "10*9/L": Words("G/L", "×10⁹/L"),
    "1/1000000{Base}": Words("mutations/Mb", "mutations/Mb"),
    "Cel": Words.same("°C"),
    "U/L": Words("UI/L", "U/L"),
    "[IU]/L": Words("UI/L", "IU/L"),
    "m[IU]/L": Words("mUI/L", "mIU/L"),
    "[arb'U]/mL": Words.same("U/mL"),
    "g/(24.h)": Words("g/24\u202fh", "g/24 h"),
    "kg/m2": Words.same("kg/m²"),
    "mL/min/{1.73_m2}": Words("mL/min/1,73\u202fm²", "mL/min/1.73 m²"),
    "mm[Hg]": Words.same("mmHg"),
    "ug/L": Words.same("µg/L"),
    "umol/L": Words.same("µmol/L"),
}


def unit_words(unit: str) -> Words:
    """The unit as written in each language; empty for a figure that has none ('{INR}')."""
    if unit.startswith("{"):
        return Words("", "")
    return _WRITTEN.get(unit, Words.same(unit))


def quantity_words(number: str, unit: str | None) -> Words:
    """'1,8 G/L' / '1.8 ×10⁹/L', '60 %' / '60%'; `number` with its point."""
    french, written = number.replace(".", ","), unit_words(unit or "")
    if unit == "%":
        return Words(f"{french}\u202f%", f"{number}%")
    if not written.en:
        return Words(french, number)
    gap = "" if written.en.startswith("/") else " "
    return Words(f"{french}{gap}{written.fr}", f"{number}{gap}{written.en}")
