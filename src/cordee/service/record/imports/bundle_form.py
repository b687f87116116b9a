"""The file of an import, as it comes from a browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordee.files.fault import BadInput, Fault
from cordee.service.record.imports.read import resources_in
from cordee.service.record.uploads import megabytes, too_big


class BundleForm(forms.Form):
    """One file."""

    bundle = forms.FileField(
        label=gettext_lazy("FHIR file of one person"),
        help_text=gettext_lazy("A FHIR R4 bundle in JSON, or NDJSON with one resource a line. Choose it or drop it here."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.ndjson,.jsonl,application/fhir+json,application/json"}),
    )  # fmt: skip


def bundle_in(request: HttpRequest, form: BundleForm) -> tuple[list[dict[str, Any]] | None, Sequence[Fault]]:
    """The resources of the uploaded file, or None with what is wrong (said in the form, or as faults)."""
    if too_big(request):
        form.full_clean()
        form.errors.clear()
        said = _("This file is bigger than %(limit)d MB. Export one person at a time, or a shorter period.")
        form.add_error("bundle", said % {"limit": megabytes()})
        return None, ()
    if not form.is_valid():
        return None, ()
    file = form.cleaned_data["bundle"]
    try:
        return resources_in(file.read(), _("the file")), ()
    except BadInput as refused:
        form.add_error("bundle", _("This file can't be imported. Nothing was written."))
        return None, refused.faults
