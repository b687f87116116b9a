"""What to find out next: which missing fact would change most.

Each option's tree is evaluated in part: what is known stays, every other unknown counts one half, and the fact in
question is given each of its possible answers in turn. How far the option's chance of holding moves between the best
and the worst answer is that fact's weight for it (Birnbaum importance), times the strength of the option's evidence.
A fact asked in fifty conditions that can no longer change anything weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import prod

from cordee.case.answer import Answer
from cordee.criteria import All, AnyOf, AtLeast, CaseView, Criterion, NoneOf, Settle
from cordee.criteria.leaf import Leaf
from cordee.knowledge import Option
from cordee.plan.model import ToFindOut
from cordee.terms import Words

GROUPS: dict[str, Words] = {
    "gene": Words(
        "profil moléculaire de la tumeur (ou ADN circulant)\u202f: ",
        "molecular profile of the tumour (or circulating DNA): ",
    ),
    "lab": Words("prise de sang\u202f: ", "blood test: "),
    "condition": Words("demander ou rechercher\u202f: ", "ask or look for: "),
    "symptom": Words("demander comment la personne se sent\u202f: ", "ask how the person feels: "),
    "toxicity": Words("évaluer les effets des traitements\u202f: ", "assess effects of treatment: "),
}
"""Answers that one act gives together: a panel reads many genes, a blood draw many values."""

MAX_NAMED = 6  # how many parts of a group are named in its line
SMALLEST = 1e-9


def chance(tree: Criterion, given: Mapping[Leaf, float]) -> float:
    """The chance that `tree` holds when each leaf holds with the chance `given`, taken as independent. 1, 0: settled."""
    if isinstance(tree, Leaf):
        return given[tree]
    match tree:
        case All(of):
            return prod([chance(p, given) for p in of])
        case AnyOf(of):
            return 1 - prod([1 - chance(p, given) for p in of])
        case NoneOf(of):
            return prod([1 - chance(p, given) for p in of])
        case AtLeast(count, of):
            if count < 1:
                return 1.0
            reached = [1.0] + [0.0] * count
            for part in of:
                p = chance(part, given)
                for k in range(count, 0, -1):
                    reached[k] = (
                        reached[k] + reached[k - 1] * p
                        if k == count
                        else reached[k] * (1 - p) + reached[k - 1] * p
                    )
                reached[0] *= 1 - p
            return reached[count]
    raise TypeError(f"not a condition: {type(tree).__name__}")


def group_of(settle: Settle) -> str:
    """The act that would settle it: the group for genes, labs …, else the key itself."""
    head = settle.key.partition(":")[0]
    return head if head in GROUPS else settle.key


def residual(tree: Criterion, view: CaseView) -> Criterion | bool:
    """`tree` with all that is known worked out: the answer, or a smaller tree of unknown leaves that holds as often."""
    if isinstance(tree, Leaf):
        known = view.find(tree).answer
        return tree if known is Answer.UNKNOWN else known is Answer.YES
    open_: list[Criterion] = []
    met = 0
    for part in tree.of:
        left = residual(part, view)
        if left is True:
            met += 1
        elif left is not False:
            open_.append(left)
        elif isinstance(tree, All):
            return False
    match tree:
        case All():
            return All(tuple(open_)) if open_ else True
        case AnyOf():
            return True if met else AnyOf(tuple(open_)) if open_ else False
        case NoneOf():
            return False if met else NoneOf(tuple(open_)) if open_ else True
        case AtLeast(count):
            if met >= count or met + len(open_) < count:
                return met >= count
            return AtLeast(count - met, tuple(open_))
    raise TypeError(f"not a condition: {type(tree).__name__}")


def to_find_out(options: Iterable[tuple[Option, float]], view: CaseView) -> tuple[ToFindOut, ...]:
    """Missing facts of the open `options` (each with the strength of its evidence, 0 to 1), weightiest first."""
    tally: dict[str, _Tally] = {}
    for option, strength in options:
        left = residual(option.when, view)
        if isinstance(left, bool):
            continue
        wanted = _wanted(left)
        groups: dict[str, dict[str, list[Leaf]]] = {}
        asks: dict[str, Words] = {}
        for leaf in wanted:
            settle = view.find(leaf).settle
            assert settle is not None
            groups.setdefault(group_of(settle), {}).setdefault(settle.key, []).append(leaf)
            asks.setdefault(settle.key, settle.asks)
        for name, parts in groups.items():
            low, high = _range(left, wanted, [leaf for found in parts.values() for leaf in found])
            if high - low <= SMALLEST:
                continue
            entry = tally.setdefault(name, _Tally())
            entry.add(option.id, strength * (high - low), opens=high >= 1 - SMALLEST, closes=low <= SMALLEST)
            for key, found in parts.items():
                part_low, part_high = (low, high) if len(parts) == 1 else _range(left, wanted, found)
                if part_high - part_low > SMALLEST:
                    entry.part(key, asks[key], strength * (part_high - part_low))
    found_out = [entry.made(name) for name, entry in tally.items()]
    return tuple(sorted(found_out, key=lambda f: (-f.weight, f.key)))


def settles(found: Iterable[ToFindOut]) -> dict[str, tuple[str, ...]]:
    """By option, the keys of what would settle it, weightiest first."""
    keys: dict[str, list[str]] = {}
    for f in found:
        for option in f.touches:
            keys.setdefault(option, []).append(f.key)
    return {option: tuple(listed) for option, listed in keys.items()}


_Wanted = Mapping[Leaf, bool | None]
"""For each leaf of a tree: whether it is wanted to hold, or not to, or (None) one in one place and one in another."""


def _range(tree: Criterion, wanted: _Wanted, asked: list[Leaf]) -> tuple[float, float]:
    """The least and the greatest chance of `tree` over the answers the leaves `asked` can get together.

    A leaf that only ever helps is at its best when it holds, one that only ever stands under a `none` when it does
    not. Leaves that do both are tried together as holding and as not.
    """
    best = {leaf: 1.0 if wanted[leaf] else 0.0 for leaf in asked}
    both = [leaf for leaf in asked if wanted[leaf] is None]
    worlds = [best, {leaf: 1.0 - value for leaf, value in best.items()}]
    if both and len(both) < len(asked):
        worlds += [world | {leaf: 1.0 - world[leaf] for leaf in both} for world in worlds]
    even = dict.fromkeys(wanted, 0.5)
    chances = [chance(tree, even | world) for world in worlds]
    return min(chances), max(chances)


def _wanted(tree: Criterion) -> dict[Leaf, bool | None]:
    found: dict[Leaf, bool | None] = {}

    def walk(part: Criterion, holds: bool) -> None:
        if isinstance(part, Leaf):
            found[part] = holds if found.get(part, holds) is holds else None
            return
        for inner in part.of:
            walk(inner, not holds if isinstance(part, NoneOf) else holds)

    walk(tree, True)
    return found


class _Tally:
    def __init__(self) -> None:
        self.weight = 0.0
        self.opens: list[str] = []
        self.closes: list[str] = []
        self.touches: list[str] = []
        self.parts: dict[str, tuple[Words, float]] = {}

    def add(self, option: str, weight: float, *, opens: bool, closes: bool) -> None:
        self.weight += weight
        self.touches.append(option)
        if opens:
            self.opens.append(option)
        if closes:
            self.closes.append(option)

    def part(self, key: str, asks: Words, weight: float) -> None:
        self.parts[key] = (asks, self.parts.get(key, (asks, 0.0))[1] + weight)

    def made(self, name: str) -> ToFindOut:
        ranked = sorted(self.parts.values(), key=lambda p: (-p[1], p[0].fr))
        asks = (
            ranked[0][0] if name not in GROUPS else GROUPS[name] + _bare_list([words for words, _ in ranked])
        )
        return ToFindOut(
            key=name,
            asks=asks,
            weight=round(self.weight, 4),
            opens=tuple(self.opens),
            closes=tuple(self.closes),
            touches=tuple(self.touches),
            details=tuple(words for words, _ in ranked) if len(ranked) > 1 else (),
        )


def _bare_list(asks: list[Words]) -> Words:
    """'KRAS, NRAS, BRAF …' from 'molecular test: KRAS' and so on: what follows each one's own colon, once."""
    fr = list(
        dict.fromkeys(part for w in asks for part in (w.fr.partition("\u202f: ")[2] or w.fr).split(", "))
    )
    en = list(dict.fromkeys(part for w in asks for part in (w.en.partition(": ")[2] or w.en).split(", ")))
    tail = ", …" if len(fr) > MAX_NAMED else ""
    return Words(", ".join(fr[:MAX_NAMED]) + tail, ", ".join(en[:MAX_NAMED]) + tail)
