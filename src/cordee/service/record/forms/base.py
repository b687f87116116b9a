"""What every form of a fact has in common: whom it is about, what it edits, which resources it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, cast
from uuid import uuid4

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _

from cordee.case import Case, Fact, PartialDate
from cordee.service.people.models import Person
from cordee.service.record.fact_resources import resources_of_fact
from cordee.service.record.forms.fields import suggestions
from cordee.service.record.patient import patient_id
from cordee.terms import load_terms


@dataclass(frozen=True)
class About:
    """Whom a form is about: the person, the case as it stands, the day, and the resource it edits with its
    version (none: a new one)."""

    person: Person
    case: Case
    today: date
    body: dict[str, Any] | None = None
    fact: Fact | None = None
    version: int = 0
    once: str = (
        ""  # the key of a page with a new fact: it becomes the fact's id, so that sending twice counts once
    )

    @property
    def logical_id(self) -> str:
        """The id that the first resource will bear."""
        return str(self.body["id"]) if self.body else self.once or str(uuid4())


class RowForm(forms.Form):
    """One row of a table within a form (a lesion, an alteration). `about` as in `FactForm`."""

    def __init__(self, *args: Any, about: About, **more: Any) -> None:
        super().__init__(*args, **{**more, "empty_permitted": True, "use_required_attribute": False})
        self.about = about

    @property
    def is_filled(self) -> bool:
        """Whether the row says something: a row left as it was offered is no fact."""
        return any(value not in (None, "", ()) for value in self.cleaned_data.values())


class FactForm(forms.Form):
    """A form that gives facts. `rows` are its tables; `empty_rows` how many blank rows each begins with."""

    rows: ClassVar[dict[str, type[RowForm]]] = {}
    empty_rows: ClassVar[int] = 1
    MOST_ROWS: ClassVar[int] = 60

    def __init__(self, data: Any = None, *, about: About, initial: dict[str, Any] | None = None) -> None:
        start = self.start(about) if initial is None else initial
        super().__init__(data, initial=start)
        self.about = about
        self.tables = {
            name: self._table(name, row, data, start.get(name, [])) for name, row in self.rows.items()
        }

    def _table(self, name: str, row: type[RowForm], data: Any, start: Sequence[dict[str, Any]]) -> Any:
        made = forms.formset_factory(
            row, extra=self.empty_rows, max_num=self.MOST_ROWS, absolute_max=self.MOST_ROWS
        )
        offered = None if data is not None else list(start)
        return made(data, prefix=name, initial=offered, form_kwargs={"about": self.about})

    def start(self, about: About) -> dict[str, Any]:
        """What the form shows at first: the fact that is edited, or nothing."""
        if about.fact is None:
            return {}
        names = {name for name in self.base_fields if hasattr(about.fact, name)}
        return {name: getattr(about.fact, name) for name in names}

    def is_valid(self) -> bool:
        """Whether the form and every row of its tables can be taken."""
        return all([super().is_valid(), *(table.is_valid() for table in self.tables.values())])

    def clean(self) -> dict[str, Any]:
        """Refuse the dates the reader would not believe: to come, before birth, an end before its start."""
        cleaned = super().clean() or {}
        born = self.about.case.person.born
        for name, value in list(cleaned.items()):
            if not isinstance(value, PartialDate):
                continue
            if value.earliest > self.about.today:
                self.add_error(name, _("This date is still to come."))
            elif value.latest.year < 1900:
                self.add_error(name, _("This date is before 1900."))
            elif born is not None and value.latest < born.earliest:
                self.add_error(name, _("This date is before the person was born."))
        start = cleaned.get("on")
        for name in ("ended_on", "gone", "until", "withdrawn"):
            end = cleaned.get(name)
            if start is not None and end is not None and end.latest < start.earliest:
                self.add_error(name, _("This is before the date it began."))
        return cleaned

    def facts(self) -> list[Fact]:
        """The facts of a valid form, the one under the edited resource's id first."""
        raise NotImplementedError

    def bodies(self) -> list[dict[str, Any]]:
        """The resources of a valid form."""
        written: list[dict[str, Any]] = []
        for i, fact in enumerate(self.facts()):
            logical_id = self.about.logical_id if i == 0 else str(uuid4())
            written += resources_of_fact(
                fact, load_terms(), patient=patient_id(self.about.person), logical_id=logical_id
            )
        return written

    def suggestions(self) -> dict[str, list[str]]:
        """The names that fields of this form and its tables suggest, by the id of their list."""
        rows = [row.base_fields.values() for row in self.rows.values()]
        return suggestions([*self.fields.values(), *(field for fields in rows for field in fields)])

    def with_more_rows(self, table: str) -> FactForm:
        """The same form, as typed so far, with one more blank row and no complaint yet."""
        data: Any = cast(QueryDict, self.data).copy()
        key = f"{table}-TOTAL_FORMS"
        typed = str(data.get(key) or "0")
        data[key] = str(min(int(typed) + 1 if typed.isdecimal() else 1, self.MOST_ROWS))
        form = type(self)(data, about=self.about)
        for part in [form, *(row for rows in form.tables.values() for row in rows)]:
            part._errors, part.cleaned_data = ErrorDict(), {}
        return form

    def filled(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table in which something was typed."""
        return [row.cleaned_data for row in self.tables[table] if row.has_changed() and row.is_filled]

    def made(self, kind: type[Fact], **more: Any) -> Fact:
        """A fact from the fields that bear the names of its own. A day on which it became known is kept."""
        names = set(kind.__struct_fields__) & set(self.cleaned_data)
        values = {name: self.cleaned_data[name] for name in names}
        edited = self.about.fact
        if edited is not None and type(edited) is kind and edited.on == values.get("on"):
            values["known"] = edited.known
        given: dict[str, Any] = {name: None if v == "" else v for name, v in {**values, **more}.items()}
        return kind(**given)
