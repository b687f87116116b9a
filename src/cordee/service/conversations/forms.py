"""What can be written: a new thread, a message, a question, an answer."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.service.people.roles import PROFESSIONALS, Role

_LONGEST = 5000


def _text(label: Any, help_text: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": rows})
    )


def _once() -> str:
    return uuid4().hex


def _roles() -> list[tuple[str, Any]]:
    return [("", _("everybody in this conversation"))] + [
        (role.value, role.label) for role in Role if role in PROFESSIONALS
    ]


class MessageForm(forms.Form):
    """One message. `once` makes a form that is sent twice count once."""

    text = _text(_("Your message"))
    once = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=_once)


class ThreadForm(forms.Form):
    """A new conversation: what about, for whom, who can read it."""

    subject = forms.CharField(label=_("What is it about?"), max_length=200)
    to_role = forms.ChoiceField(label=_("For whom?"), choices=_roles, required=False)
    with_person = forms.ChoiceField(
        label=_("Who can read it?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("the person and the team")), ("no", _("the professionals of the circle only"))],
    )
    text = _text(_("Your message"))
    once = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=_once)

    def __init__(self, *args: Any, as_professional: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not as_professional:  # what the person writes, they can read
            del self.fields["with_person"]

    @property
    def is_with_person(self) -> bool:
        """Whether the person takes part."""
        return bool(self.cleaned_data.get("with_person", "yes") == "yes")


class QuestionForm(forms.Form):
    """A question for the next talk. `once` makes a form that is sent twice count once."""

    text = _text(_("Your question"), _("In your own words. There is no silly question."), rows=3)
    for_role = forms.ChoiceField(label=_("For whom?"), required=False, choices=_roles)
    once = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False, initial=_once)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["for_role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("whoever can answer")), *_roles()[1:]]


class AnswerForm(forms.Form):
    """The answer, in words that the person can keep."""

    text = _text(_("Your answer"), _("In everyday words: the person keeps it."))


class UnderstoodForm(forms.Form):
    """What the person understood."""

    text = _text(_("What I understood"), _("In your own words. It helps the team to explain better."), rows=3)
