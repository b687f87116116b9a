"""What a physician takes along for another hospital: the record as FHIR, the plan on paper in both languages."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import date
from typing import IO

from cordee.plan import Plan
from cordee.plan.render import climb_svg, to_pdf
from cordee.plan.voices import document_for
from cordee.service.people.models import Person
from cordee.service.plans.live import live_plan, planned_case
from cordee.service.rights.fhir_copy import current_json
from cordee.terms import load_terms
from cordee.terms.words import LANGS

_IN_MEMORY = 1_000_000


def copy_for_a_colleague(person: Person, on: date) -> IO[bytes]:
    """A zip as an open file at its beginning: `record.json`, a FHIR R4 Bundle of what stands now, and where a plan can be
    made `plan-fr.pdf` and `plan-en.pdf`, the clinician's. No document, no message, no log."""
    file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("record.json", current_json(person))
        plan = live_plan(person, on)
        if isinstance(plan, Plan):
            case = planned_case(person, on)
            document = document_for(plan, case, "clinician")
            for lang in LANGS:
                picture = climb_svg(case, load_terms(), on, lang, audience="clinician")
                bundle.writestr(f"plan-{lang}.pdf", to_pdf(document, lang, picture))
    file.seek(0)
    return file
