"""Which field of a case holds which kind of fact."""

from __future__ import annotations

from typing import get_args, get_type_hints

from cordee.case.case import FACT_FIELDS, Case
from cordee.case.fact import Fact

KIND_OF: dict[str, type[Fact]] = {
    name: get_args(hint)[0] for name, hint in get_type_hints(Case).items() if name in FACT_FIELDS
}
FIELD_OF: dict[type[Fact], str] = {kind: name for name, kind in KIND_OF.items()}
