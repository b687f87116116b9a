"""What is typed on the pages of a plan."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models import Account
from cordee.service.people.roles import Role
from cordee.service.people.sent_forms import LONGEST, new_key
from cordee.service.plans.actions_adopt import Seen, TaskChange
from cordee.service.plans.actions_tasks import TASK_ROLES
from cordee.service.plans.models import ChoiceKind, Task, TaskAnswer


class DecideForm(forms.Form):
    """A decision about one option; `take_back` ends the one that stands. `seen` is the choice the page showed."""

    TAKE_BACK = "take_back"
    kind = forms.ChoiceField(
        choices=[*ChoiceKind.choices, (TAKE_BACK, _("take back"))],
        error_messages={"required": _("Choose what to do with this option.")},
    )
    why = forms.CharField(max_length=500, required=False, label=_("Why"))
    seen = forms.UUIDField(required=False)


class WhoField(forms.ChoiceField):
    """An account of the circle, or a role: `account:<id>` or `role:<role>`."""

    def __init__(self, people: list[Account], *, empty: Any = "", **more: Any) -> None:
        self.people = {f"account:{account.id}": account for account in people}
        named = [(key, account.full_name) for key, account in self.people.items()]
        roles = [(f"role:{role}", Role(role).label) for role in TASK_ROLES]
        super().__init__(choices=[("", empty), (_("A person"), named), (_("A role"), roles)], **more)

    def account_of(self, value: str) -> Account | None:
        """The account that was chosen, if one was."""
        return self.people.get(value)

    @staticmethod
    def role_of(value: str) -> Role | None:
        """The role that was chosen, if one was."""
        return Role(value.removeprefix("role:")) if value.startswith("role:") else None


class TaskForm(forms.Form):
    """A new task. `once` makes a form that is sent twice count once."""

    what = forms.CharField(max_length=300, label=_("What is to be done"))
    by_when = forms.DateField(
        label=_("By when"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST, initial=new_key)

    def __init__(self, *args: Any, people: list[Account], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["who"] = WhoField(people, empty=_("Choose…"), label=_("Who does it"))

    @property
    def to(self) -> dict[str, Any]:
        """Whose task it is, as `give_task` takes it."""
        field, value = self.fields["who"], self.cleaned_data["who"]
        assert isinstance(field, WhoField)
        return {"to_account": field.account_of(value), "to_role": field.role_of(value)}


class CloseForm(forms.Form):
    """Why a task is closed."""

    why = forms.CharField(max_length=300, label=_("Why"))


class AdoptForm(forms.Form):
    """The note of a revision, and what the page showed."""

    note = forms.CharField(
        required=False, max_length=4000, label=_("Note"), widget=forms.Textarea(attrs={"rows": 3})
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    facts_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    knowledge_version = forms.CharField(max_length=40, widget=forms.HiddenInput)

    @property
    def seen(self) -> Seen:
        """What the page showed."""
        c = self.cleaned_data
        return Seen(c["revision"], c["facts_version"], c["knowledge_version"])


class TaskAnswerForm(forms.Form):
    """What becomes of one open task with the new revision."""

    answer = forms.ChoiceField(
        choices=TaskAnswer.choices, widget=forms.RadioSelect, label=_("This task"), required=True
    )
    by_when = forms.DateField(
        required=False,
        label=_("New day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    why = forms.CharField(required=False, max_length=300, label=_("Why it is closed"))

    def __init__(self, *args: Any, task: Task, people: list[Account], **more: Any) -> None:
        super().__init__(*args, **{**more, "prefix": f"task-{task.id}"})
        self.task = task
        self.fields["who"] = WhoField(people, empty=_("as before"), required=False, label=_("New person"))

    def clean(self) -> dict[str, Any]:
        """A change says what changes, a close says why."""
        given: dict[str, Any] = super().clean() or {}
        answer = given.get("answer")
        if answer == TaskAnswer.CLOSE and not given.get("why", "").strip():
            self.add_error("why", _("Say why, in a few words."))
        if answer == TaskAnswer.CHANGE and not (given.get("by_when") or given.get("who")):
            self.add_error("by_when", _("Give a new day, or a new person."))
        return given

    @property
    def change(self) -> tuple[UUID, TaskChange]:
        """The answer, as `adopt_plan` takes it."""
        c, field = self.cleaned_data, self.fields["who"]
        assert isinstance(field, WhoField)
        by_when: date | None = c.get("by_when")
        who: str = c.get("who") or ""
        return self.task.id, TaskChange(
            answer=TaskAnswer(c["answer"]),
            by_when=by_when,
            to_account=field.account_of(who),
            to_role=field.role_of(who),
            why=c.get("why", ""),
        )
