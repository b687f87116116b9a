"""Two people changed the same fact: where what each wrote differs."""

from __future__ import annotations

from typing import Any, NamedTuple

from cordee.service.record.forms.base import FactForm


class Difference(NamedTuple):
    """One field: what it is called, what stands in the record now, what was typed."""

    label: str
    theirs: str
    yours: str


def differences(theirs: FactForm, yours: FactForm) -> list[Difference]:
    """The fields in which the two forms differ, tables counted by their rows."""
    found = []
    for name, field in yours.fields.items():
        pair = (_shown(theirs, name), _shown(yours, name))
        if pair[0] != pair[1]:
            found.append(Difference(str(field.label or name), *pair))
    for name, table in yours.tables.items():
        other = theirs.tables[name]
        for mine, row in zip(table, other, strict=False):
            for field_name, field in mine.fields.items():
                pair = (_shown(row, field_name), _shown(mine, field_name))
                if pair[0] != pair[1]:
                    found.append(Difference(str(field.label or field_name), *pair))
    return found


def _shown(form: Any, name: str) -> str:
    value = form[name].value()
    choices = dict(getattr(form.fields[name], "choices", None) or {})
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value if item)
    if value is True or value is False:
        return str(value)
    return str(choices.get(value, value if value is not None else ""))
