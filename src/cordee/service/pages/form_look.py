"""How `{{ form }}` is drawn everywhere: labels above, hints and errors linked to their field, big targets."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class FormLook(DjangoTemplates):
    """Django's renderer with Cordée's form and field templates."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"
