"""Which facts of a case count, for the questions that several conditions share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cordee.case import Imaging, LineOfTherapy, Metastasis, PartialDate
from cordee.case.answer import Answer
from cordee.criteria.newest import newest

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

LYMPH_NODE, REGIONAL_NODE, DISTANT_NODE = "lymph-node", "regional-lymph-node", "distant-lymph-node"

NOT_ON_ROUTINE_STAGING = ("central-nervous-system", "brain", "leptomeninges", "peritoneum", "bone-marrow")
"""Sites a chest-abdomen-pelvis CT does not rule out: silence about them never means 'not involved'."""


EXTENT_KNOWN_FOR_DAYS = 180
"""Our own working bound: a stage or an image older than this does not say that nothing spread since."""


def recent(view: CaseView, on: PartialDate | None) -> bool:
    """Whether what was seen on that day still tells the extent of the illness."""
    return on is not None and view.age_in_days(on)[1] <= EXTENT_KNOWN_FOR_DAYS


def present_metastases(view: CaseView) -> list[Metastasis]:
    """Metastases present on the day: found, and not since gone or stated absent."""
    present: dict[str, Metastasis] = {}
    for m in sorted(view.case.metastases, key=lambda m: m.on.earliest.toordinal() if m.on else 0):
        if m.presence == "absent" or (m.gone is not None and m.gone.earliest <= view.on):
            if m.presence == "absent" and m.on is None:
                continue
            for site in [s for s in present if view.terms.is_a("site", s, m.site)]:
                del present[site]
        else:
            present[m.site] = m
    return list(present.values())


def stated_absent(view: CaseView, site: str) -> Metastasis | None:
    """The latest statement that `site`, or a place that holds it, was looked at and is free; recent or not."""
    free = [
        m
        for m in view.case.metastases
        if (m.presence == "absent" or (m.gone is not None and m.gone.earliest <= view.on))
        and view.terms.is_a("site", site, m.site)
    ]
    return max(free, key=lambda m: said.latest if (said := m.gone or m.on) else date.min, default=None)


def still_absent(view: CaseView, m: Metastasis | None) -> bool:
    """Whether a statement that a site is free holds today: without a date it is taken as said, an old one is not."""
    if m is None:
        return False
    said = m.gone or m.on
    return said is None or recent(view, said)


def distant(view: CaseView, m: Metastasis) -> Answer:
    """Whether this site counts as distant spread. A lymph node not said to be regional or distant leaves it open:
    the same node is regional for one tumour and distant for another."""
    above = view.terms.ancestors("site", m.site)
    if REGIONAL_NODE in above:
        return Answer.NO
    return Answer.UNKNOWN if LYMPH_NODE in above and DISTANT_NODE not in above else Answer.YES


def distant_metastases(view: CaseView) -> tuple[list[Metastasis], list[Metastasis]]:
    """Present metastases that are surely distant, and those that may be."""
    judged = [(distant(view, m), m) for m in present_metastases(view)]
    return [m for a, m in judged if a is Answer.YES], [m for a, m in judged if a is Answer.UNKNOWN]


def staging_imaging(view: CaseView) -> Imaging | None:
    """The last imaging visit, recent and no older than the last metastasis seen: it lists the sites that are involved."""
    visits = newest(i for i in view.case.imaging if i.on is not None)
    if not visits or not recent(view, visits[0].on):
        return None
    last = visits[0]
    seen = [m.on.earliest for m in present_metastases(view) if m.on]
    return last if not seen or (last.on and last.on.latest >= max(seen)) else None


def lines_by_start(view: CaseView) -> list[LineOfTherapy]:
    """Lines of therapy in order of their first day; an undated one by its number, or last."""
    dated = [line for line in view.case.lines if line.on is not None]

    def start(line: LineOfTherapy) -> int:
        after = [d for d in dated if d is line or (line.number and (d.number or 0) > line.number)]
        began = line.on or min((d.on for d in after if d.on), key=lambda on: on.earliest, default=None)
        return began.earliest.toordinal() if began else 10**7

    return sorted(view.case.lines, key=lambda line: (start(line), line.number or 10**3))


def metastatic_setting(line: LineOfTherapy) -> bool | None:
    """Whether a line was given in the metastatic setting; None when nobody said."""
    if line.setting is not None:
        return line.setting == "metastatic"
    return True if line.number is not None else None
