"""`disease_status`: how far the illness has come. Any one of the words listed is enough."""

from __future__ import annotations

from cordee.criteria.leaves.disease import MetastaticLeaf
from cordee.criteria.leaves.exposure import PriorLeaf
from cordee.criteria.leaves.progression import ProgressionLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, AnyOf, Criterion, NoneOf

_METASTATIC = MetastaticLeaf()
_TREATED = PriorLeaf(systemic=True)
_TREATED_WHEN_METASTATIC = PriorLeaf(systemic=True, setting=("metastatic",))


def status_condition(word: str) -> Criterion | None:
    """What one word asks; None for a word the language does not have.

    Each answers only as far as it goes without guessing: distant spread is 'advanced', is not 'early', is not
    'localized'; whether what has not spread is advanced, unresectable or recurrent, somebody has to say.
    """
    said = StatedLeaf(f"disease status: {word.strip()}")
    match word.strip().lower():
        case "metastatic":
            return _METASTATIC
        case "advanced":
            return AnyOf((_METASTATIC, said))
        case "locally advanced" | "locally recurrent" | "recurrent" | "unresectable" | "relapsed":
            return said
        case "localized" | "early stage":
            return All((NoneOf((_METASTATIC,)), said))
        case "untreated":
            # Nothing given for the metastatic illness; what was given before it, the protocol may allow.
            return All((NoneOf((_TREATED_WHEN_METASTATIC,)), AnyOf((NoneOf((_TREATED,)), said))))
        case "refractory":
            return All((_TREATED, said))  # nobody is refractory to what they never had
        case "progressive disease":
            return ProgressionLeaf()
    return None
