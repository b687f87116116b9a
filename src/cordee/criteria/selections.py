"""Which facts of a case count, for the questions that several conditions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cordee.case import Imaging, LineOfTherapy, Metastasis

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

REGIONAL_NODES = "lymph-node-regional"

NOT_ON_ROUTINE_STAGING = ("central-nervous-system", "brain", "leptomeninges", "peritoneum", "bone-marrow")
"""Sites a chest-abdomen-pelvis CT does not rule out: silence about them never means 'not involved'."""


def present_metastases(view: CaseView) -> list[Metastasis]:
    """Metastases present on the day: found, and not since gone or stated absent."""
    present: dict[str, Metastasis] = {}
    for m in sorted(view.case.metastases, key=lambda m: m.on.earliest.toordinal() if m.on else 0):
        if m.presence == "absent" or (m.gone is not None and m.gone.earliest <= view.on):
            if m.presence == "absent" and m.on is None:
                continue
            present.pop(m.site, None)
        else:
            present[m.site] = m
    return list(present.values())


def stated_absent(view: CaseView, sites: tuple[str, ...]) -> Metastasis | None:
    """The latest statement that a site which covers one of `sites` was looked at and is free."""
    best: Metastasis | None = None
    for m in view.case.metastases:
        free = m.presence == "absent" or (m.gone is not None and m.gone.earliest <= view.on)
        covers = all(view.terms.is_a("site", s, m.site) for s in sites)
        if (
            free
            and covers
            and (best is None or (m.on and (best.on is None or m.on.latest >= best.on.latest)))
        ):
            best = m
    return best


def is_distant(view: CaseView, m: Metastasis) -> bool:
    """Whether this site counts as distant spread (regional lymph nodes do not)."""
    return not view.terms.is_a("site", m.site, REGIONAL_NODES)


def staging_imaging(view: CaseView) -> Imaging | None:
    """The last imaging visit no older than the last metastasis seen: it lists the sites that are involved."""
    visits = [i for i in view.case.imaging if i.on is not None]
    if not visits:
        return None
    last = max(visits, key=lambda i: i.on.latest if i.on else view.on)
    seen = [m.on.earliest for m in present_metastases(view) if m.on]
    return last if not seen or (last.on and last.on.latest >= max(seen)) else None


def lines_by_start(view: CaseView) -> list[LineOfTherapy]:
    """Lines of therapy in order of their first day, undated ones by number, then last."""
    return sorted(
        view.case.lines,
        key=lambda line: (line.on.earliest.toordinal() if line.on else 10**7, line.number or 10**3),
    )


def metastatic_setting(line: LineOfTherapy) -> bool | None:
    """Whether a line was given in the metastatic setting; None when nobody said."""
    if line.setting is not None:
        return line.setting == "metastatic"
    return True if line.number is not None else None
