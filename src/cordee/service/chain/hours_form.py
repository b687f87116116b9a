"""The hours a team works, as typed: for each weekday up to `SPANS` spans, so that a pause at noon can be said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordee.service.chain.ladder import Hours
from cordee.service.chain.policy_words import DAYS

SPANS = 2
"""Spans of a day that are always offered; a day that has more already shows them all."""
_DAY = 24 * 60
_MOST = 8


@dataclass(frozen=True)
class Field:
    """One time to type: its id, the whole label for who hears it, the widget."""

    id: str
    label: str
    widget: SafeString


@dataclass(frozen=True)
class DayRow:
    """One weekday as shown: its name, (label, opening) and (label, closing) for each span, what is wrong with it."""

    name: str
    id: str
    spans: tuple[tuple[Field, Field], ...]
    faults: tuple[str, ...]


class HoursForm(forms.Form):
    """`opens_0`, `closes_0` for Monday, `opens_0_2`, `closes_0_2` for its second span, and so on; both or neither."""

    holidays = forms.BooleanField(label=gettext_lazy("Closed on public holidays"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, hours: Hours) -> None:
        shown = _by_day(hours)
        self.spans = max([SPANS, *(len(spans) for spans in shown.values())])
        if data is not None:
            typed = [n for n in range(1, _MOST + 1) if any(_name("opens", d, n) in data for d in range(7))]
            self.spans = max([SPANS, *typed])
        initial: dict[str, Any] = {"holidays": hours.holidays}
        for day, spans in shown.items():
            for number, (start, end) in enumerate(spans, 1):
                initial[_name("opens", day, number)] = _time(start)
                initial[_name("closes", day, number)] = _time(end % _DAY)
        super().__init__(data, initial=initial)
        for day, number in self._places():
            for edge in ("opens", "closes"):
                self.fields[_name(edge, day, number)] = forms.TimeField(
                    required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
                )

    def _places(self) -> Iterator[tuple[int, int]]:
        return ((day, number) for day in range(7) for number in range(1, self.spans + 1))

    def clean(self) -> dict[str, Any]:
        """Both ends of a span or neither, forwards, none over another; at least one span in the week."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for day in range(7):
            taken: list[tuple[int, int]] = []
            for number in range(1, self.spans + 1):
                begins, at = _name("opens", day, number), _name("closes", day, number)
                if self.errors.keys() & {begins, at}:
                    continue
                opens, closes = found.get(begins), found.get(at)
                if (opens is None) != (closes is None):
                    self.add_error(at, _("Say both, or leave both empty."))
                elif opens is not None and closes is not None:
                    start, end = _minutes(opens), _end(closes)
                    if not start < end:
                        self.add_error(at, _("The end comes after the beginning."))
                    elif any(start < other_end and other < end for other, other_end in taken):
                        self.add_error(at, _("These hours lie over the others of this day."))
                    taken.append((start, end))
        if not self.errors and not self.hours().week:
            self.add_error(None, _("The team works at least once a week, or ambers would wait for ever."))
        return found

    def hours(self) -> Hours:
        """The hours typed, a day's spans in the order of the day."""
        data = self.cleaned_data
        week = sorted(
            (day, _minutes(data[_name("opens", day, number)]), _end(data[_name("closes", day, number)]))
            for day, number in self._places()
            if data.get(_name("opens", day, number)) is not None
            and data.get(_name("closes", day, number)) is not None
        )
        return Hours(tuple(week), bool(data.get("holidays")))

    def rows(self) -> list[DayRow]:
        """The week as shown."""
        return [self._row(day, str(name)) for day, name in enumerate(DAYS)]

    def _row(self, day: int, name: str) -> DayRow:
        faults = f"hours_{day}_faults"
        spans, said = [], []
        for number in range(1, self.spans + 1):
            bound = [self[_name(edge, day, number)] for edge in ("opens", "closes")]
            wrong = [str(fault) for field in bound for fault in field.errors]
            told: dict[str, str | bool] = {"aria-invalid": "true", "aria-describedby": faults}
            labels = (
                _("%(day)s, hours %(n)d, from") % {"day": name, "n": number},
                _("%(day)s, hours %(n)d, to") % {"day": name, "n": number},
            )
            opens, closes = (
                Field(field.id_for_label, label, field.as_widget(attrs=told if wrong else {}))
                for field, label in zip(bound, labels, strict=True)
            )
            spans.append((opens, closes))
            said += wrong
        return DayRow(name, faults, tuple(spans), tuple(dict.fromkeys(said)))


def _by_day(hours: Hours) -> dict[int, list[tuple[int, int]]]:
    shown: dict[int, list[tuple[int, int]]] = {}
    for day, start, end in sorted(hours.week):
        shown.setdefault(day, []).append((start, end))
    return shown


def _name(edge: str, day: int, number: int) -> str:
    return f"{edge}_{day}" if number == 1 else f"{edge}_{day}_{number}"


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _end(at: time) -> int:
    return _minutes(at) or _DAY  # midnight closes the day
