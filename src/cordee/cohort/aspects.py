"""What each family of conditions looks at. One function a family; a family without one can't be swept."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from cordee.cohort.aspect import Aspect, Narrowed, Part, Slice
from cordee.criteria.bounds import Bound
from cordee.criteria.leaf import Leaf
from cordee.criteria.selections import EXTENT_KNOWN_FOR_DAYS

HISTORY = Slice((Part("treatment_history", newest=""),))
PANELS = Slice((Part("panels"),))
_EXTENT = (float(EXTENT_KNOWN_FOR_DAYS),)

RELATED_MARKERS: dict[str, tuple[str, ...]] = {
    "her2": ("her2", "her2-ihc", "her2-ish"),
    "hormone-receptors": ("hormone-receptors", "er", "pr"),
    "er": ("er", "hormone-receptors", "pr"),
    "pr": ("pr", "hormone-receptors", "er"),
    "msi": ("msi", "mmr"),
    "mmr": ("mmr", "msi"),
}
"""Markers that tell of another, as `criteria/leaves/receptors.py` reads them."""


def aspect(leaf: Leaf) -> Aspect:
    """What `leaf` looks at. Raises KeyError for a family that is not declared."""
    return ASPECTS[leaf.KEY](leaf)


def _own(*parts: Part, mode: Any = "none", ages: tuple[float, ...] = ()) -> Aspect:
    return Aspect(Slice(parts, mode, ages))


def _extent(leaf: Any) -> Aspect:
    primaries = Part("primaries", "stage", days=("stage_on",))
    simple = Slice((primaries, Part("metastases", "spread-class")), "order", _EXTENT)
    whole = (primaries, Part("metastases", "spread", days=("on", "gone")))
    return Aspect(Slice(whole, "order", _EXTENT, simple=simple))


def _spread(leaf: Any) -> Aspect:
    counted = getattr(leaf, "lesions", None) is not None or leaf.KEY == "oligometastatic"
    return _own(
        Part("metastases", "lesions" if counted else "spread", days=("on", "gone")),
        Part("imaging", "imaging-day", days=("on",), newest=""),
        mode="order",
        ages=_EXTENT,
    )


def _brain(leaf: Any) -> Aspect:
    return _own(
        Part("metastases", "site", ("brain",), days=("on", "gone")),
        Part("local_treatments", "site", ("brain",), days=("on",)),
        mode="order",
        ages=_EXTENT,
    )


def _performance(leaf: Any) -> Aspect:
    return _own(Part("performance", days=("on",), newest=""), mode="order", ages=(leaf.within,))


def _alteration(leaf: Any) -> Aspect:
    genes = tuple(sorted(set(leaf.gene)))
    if getattr(leaf, "acquired", None):
        return _own(
            Part("alterations", "gene", genes, days=("on",)),
            Part("panels", "panel", genes, days=("on",)),
            Part("lines", "line-day", days=("on",)),
            mode="order",
        )
    return Aspect(
        Slice((Part("alterations", "gene", genes),), once=True), (Narrowed(PANELS, "panels", "panel", genes),)
    )


def _marker(leaf: Any) -> Aspect:
    related = RELATED_MARKERS.get(leaf.marker, (leaf.marker,)) if leaf.codes else (leaf.marker,)
    newest = None if leaf.any_time else "marker"
    pick = "marker-word" if leaf.codes else "marker"
    if newest and len(related) == 1:
        return _own(Part("markers", pick, related, newest=newest))
    return _own(Part("markers", pick, related, days=("on",), newest=newest), mode="order")


def _wanted(leaf: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(leaf.drug + leaf.classes))


def _prior(leaf: Any) -> Aspect:
    wanted = _wanted(leaf)
    dated = leaf.since is not None or leaf.lasted is not None
    details = [
        pick
        for pick, asked in (
            ("line-dated", dated),
            ("line-outcome", leaf.outcome),
            ("line-setting", leaf.setting),
        )
        if asked
    ]
    pick = "line-given" if not details else details[0] if len(details) == 1 else "line"
    exposures = Part("exposures", "exposure", wanted)
    if leaf.lasted is not None:
        line = Part("lines", pick, wanted, days=("on", "ended_on"))
        return Aspect(Slice((line, exposures), "exact"), (HISTORY,))
    if leaf.since is not None:
        line = Part("lines", pick, wanted, days=("ended_on",))
        return Aspect(Slice((line, exposures), "order", _ages(leaf.since)), (HISTORY,))
    own = Slice((Part("lines", pick, wanted), exposures), once=leaf.count is None)
    return Aspect(own, (HISTORY,))


def _ages(bound: Bound) -> tuple[float, ...]:
    """The whole days after which an age in days stands otherwise to `bound`: just before each end, and on it."""
    ends = [end for end in (bound.low, bound.high) if math.isfinite(end) and end >= 0]
    return tuple(
        sorted({float(day) for end in ends for day in (math.ceil(end) - 1, math.floor(end)) if day >= 0})
    )


def _after(leaf: Any) -> Aspect:
    wanted = _wanted(leaf)
    own = Slice(
        (
            Part("lines", "line-course", wanted, days=("on", "ended_on"), beside="lines"),
            Part("exposures", "exposure", wanted),
            Part("imaging", days=("on",), beside="lines"),
        ),
        "exact",
    )
    return Aspect(own, (HISTORY,))


def _progression(leaf: Any) -> Aspect:
    own = Slice(
        (
            Part("lines", "line-growth", days=("on", "ended_on")),
            Part("imaging", days=("on",)),
            Part("metastases", "new-site", days=("on",)),
        ),
        "order",
        (float(int(leaf.within)),),
        measured=True,
        feature="growth",
    )
    return Aspect(own)


def _current(leaf: Any) -> Aspect:
    ending = Part("lines", "line-ending", _wanted(leaf), days=("ended_on",))
    return Aspect(Slice((ending,), "told"), (HISTORY,))


def _toxicity(leaf: Any) -> Aspect:
    pick, ids = ("toxicity", leaf.toxicity) if leaf.toxicity else ("toxicity-of", leaf.attributed_to)
    if leaf.ongoing:
        return _own(Part("toxicities", pick, ids, days=("on",)), mode="order")
    return _own(Part("toxicities", pick, ids))


ASPECTS: dict[str, Callable[[Any], Aspect]] = {
    "cancer": lambda leaf: _own(Part("primaries", "cancer")),
    "histology": lambda leaf: _own(Part("primaries", "histology")),
    "stage": _extent,
    "metastatic": _extent,
    "metastases": _spread,
    "oligometastatic": _spread,
    "brain_metastases": _brain,
    "age": lambda leaf: _own(Part("person", "birth", days=("born",)), mode="years"),
    "sex": lambda leaf: _own(Part("person", "sex")),
    "country": lambda leaf: _own(Part("person", "country")),
    "ecog": _performance,
    "karnofsky": _performance,
    "lab": lambda leaf: _own(
        Part("labs", "lab", (leaf.analyte,), days=("on",), newest=""), mode="order", ages=(leaf.within,)
    ),
    "rising": lambda leaf: _own(Part("labs", "lab", (leaf.analyte,), days=("on",)), mode="order"),
    "alteration": _alteration,
    "wild_type": _alteration,
    "marker": _marker,
    "prior": _prior,
    "current": _current,
    "lines": lambda leaf: Aspect(Slice((Part("lines", "line-count"),)), (HISTORY,)),
    "refractory": _after,
    "resistant": _after,
    "progression": _progression,
    "response": lambda leaf: _own(Part("lines", "line-response", _wanted(leaf), days=("on",)), mode="order"),
    "local": lambda leaf: _own(Part("local_treatments")),
    "toxicity": _toxicity,
    "condition": lambda leaf: _own(
        Part("person", "sex"),
        Part("conditions", "condition", leaf.condition, days=("on", "until")),
        mode="order",
    ),
    "symptom": lambda leaf: _own(
        Part("symptoms", "symptom", leaf.symptom, days=("on",), newest="symptom"),
        mode="order",
        ages=(leaf.within,),
    ),
    "judged": lambda leaf: _own(Part("judgements", "judged", (leaf.question,), newest="")),
    "refusal": lambda leaf: _own(Part("refusals", "refusal", leaf.of, days=("withdrawn",)), mode="order"),
    "care_goal": lambda leaf: _own(Part("care_goals")),
    "family_history": lambda leaf: _own(Part("family_history", "relative", leaf.cancer)),
    "advance_care": lambda leaf: _own(Part("advance_care", "step", leaf.step)),
    "stated": lambda leaf: Aspect(),
}
"""By the family's key in YAML."""
