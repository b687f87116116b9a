"""What is asked of somebody who makes an account: their name, a password; the address is the invitation's."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.service.people.invited import invitation_in


class InvitedSignup(SignupForm):  # type: ignore[misc]
    """allauth's form with a name and a fixed address."""

    field_order = ("full_name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"] = forms.CharField(
            label=_("First and last name"),
            max_length=200,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        )
        invitation = invitation_in(context.request)
        if invitation is not None:
            self.fields["email"].initial = invitation.email
            self.fields["email"].disabled = True
        self.order_fields(self.field_order)
