"""Fields of forms that say, to a screen reader too, what they expect and what is wrong with them."""

from __future__ import annotations

from django import template
from django.forms import BoundField, CheckboxSelectMultiple, RadioSelect
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def is_choices(field: BoundField) -> bool:
    """Whether the field is several inputs, which need a group with a legend and not a label."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of the hint and of the errors, for `aria-describedby`."""
    said = (field.help_text and f"{field.auto_id}_hint", field.errors and f"{field.auto_id}_wrong")
    return " ".join(name for name in said if name)


@register.filter
def described(field: BoundField) -> SafeString:
    """The field's widget, linked with its hint and its errors."""
    attributes = {"aria-invalid": "true"} if field.errors else {}
    if not is_choices(field) and (names := described_by(field)):
        attributes["aria-describedby"] = names
    return field.as_widget(attrs=attributes)
