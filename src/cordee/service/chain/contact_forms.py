"""The forms by which somebody names a way to reach them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.service.chain.channels.environment import is_webhook_allowed
from cordee.service.chain.contact_code import read_number


class NumberForm(forms.Form):
    """A mobile number."""

    number = forms.CharField(
        label=_("Mobile number"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("With the country, for example +33 6 12 34 56 78. A code is sent to it."),
    )

    def clean_number(self) -> str:
        """The number without spaces."""
        number = read_number(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError(_("Type the number with its country: + and figures."))
        return number


class CodeForm(forms.Form):
    """The code that was sent."""

    code = forms.CharField(
        label=_("The code you received"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    carried = forms.CharField(widget=forms.HiddenInput, max_length=1000)


class WebhookForm(forms.Form):
    """An address of the hospital's own systems."""

    address = forms.URLField(
        label=_("Address of the webhook"),
        max_length=500,
        assume_scheme="https",
        help_text=_(
            "A system of your hospital that takes signed messages. Operators say which hosts may be named."
        ),
    )

    def clean_address(self) -> str:
        """Only hosts that the operator named."""
        address: str = self.cleaned_data["address"]
        if not is_webhook_allowed(address):
            raise forms.ValidationError(_("This address is not among those that operators allow."))
        return address
