"""Joining staging observations, and double entries of one tumour, into first tumours."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cordee.case import PartialDate, Primary
from cordee.case.reading import Merged, Unused
from cordee.fhir.given import StagePart
from cordee.fhir.reasons import OLDER_STAGE, WHICH_TUMOUR
from cordee.terms import Terms

_SAME_TUMOUR = 366  # days between two entries of one tumour


def join_stages(
    primaries: Sequence[Primary], parts: Sequence[StagePart]
) -> tuple[list[Primary], list[Merged], list[Unused]]:
    """Each tumour with its latest stage group and T, N, M. A part that names no tumour goes to the only one there is."""
    merged: list[Merged] = []
    unused: list[Unused] = []
    by_ref: dict[str, list[StagePart]] = {primary.source.ref: [] for primary in primaries}
    for part in parts:
        ref = part.focus.ref if part.focus is not None else None
        if ref not in by_ref and len(primaries) == 1:
            ref = primaries[0].source.ref
        if ref is None or ref not in by_ref:
            unused.append(Unused(part.resource.ref, WHICH_TUMOUR, f"{part.field} {part.value}"))
        else:
            by_ref[ref].append(part)
    joined = []
    for primary in primaries:
        latest: dict[str, StagePart] = {}
        for part in sorted(by_ref[primary.source.ref], key=_age_of):
            older = latest.get(part.field)
            if older is not None:
                unused.append(Unused(older.resource.ref, OLDER_STAGE, f"{older.field} {older.value}"))
            latest[part.field] = part
        changes: dict[str, object] = {field: part.value for field, part in latest.items()}
        if "stage" in latest:
            changes["stage_on"] = latest["stage"].on
        merged.extend(Merged(part.resource.ref, primary.source.ref) for part in latest.values())
        joined.append(msgspec.structs.replace(primary, **changes) if changes else primary)
    return joined, merged, unused


def one_tumour_once(
    stated: Sequence[Primary], plain: Sequence[Primary], terms: Terms
) -> tuple[list[Primary], list[Merged]]:
    """`stated` follow a profile that makes each a tumour of its own. `plain` ones may be the same tumour entered
    again (as 'lung cancer', then as 'stage I lung cancer'): kin words within a year are one, the more precise kept."""
    kept = list(stated)
    merged: list[Merged] = []
    for primary in plain:
        for i, other in enumerate(kept):
            if not _near(primary.on, other.on):
                continue
            if terms.is_a("cancer", other.cancer, primary.cancer):
                merged.append(Merged(primary.source.ref, other.source.ref))
                kept[i] = msgspec.structs.replace(other, stage=other.stage or primary.stage)
                break
            if i >= len(stated) and terms.is_a("cancer", primary.cancer, other.cancer):
                merged = [
                    m if m.into != other.source.ref else Merged(m.ref, primary.source.ref) for m in merged
                ]
                merged.append(Merged(other.source.ref, primary.source.ref))
                kept[i] = msgspec.structs.replace(
                    primary, on=_first(primary.on, other.on), stage=primary.stage or other.stage
                )
                break
        else:
            kept.append(primary)
    return kept, merged


def _near(a: PartialDate | None, b: PartialDate | None) -> bool:
    if a is None or b is None:
        return True
    return abs((a.earliest - b.earliest).days) <= _SAME_TUMOUR


def _first(a: PartialDate | None, b: PartialDate | None) -> PartialDate | None:
    if a is None or b is None:
        return a or b
    return min(a, b, key=lambda day: day.earliest)


def _age_of(part: StagePart) -> tuple[str, int, str]:
    # Of two on one day the longer, more precise one ('IA' over 'I') is the later.
    return (part.on.iso if part.on is not None else "", len(part.value), part.resource.ref)
