"""Why a treatment stops working, as a picture: sensitive and resistant cells over two lines of treatment.

A small made-up example, the same on every run: it shows the idea, never one person's illness. Each frame is an SVG
without a style attribute (a strict content security policy allows it) and says in words what it shows.
"""

from __future__ import annotations

import math
from typing import Literal
from xml.sax.saxutils import escape

import msgspec

from cordee.terms.words import Lang, Words

Kind = Literal["sensitive", "resists-first", "resists-both"]
Moment = Literal["before", "acts", "remains", "returns", "changes", "remains-again", "returns-again"]

# In the order of the legend; `NAMES` names each.
KINDS: tuple[Kind, ...] = ("sensitive", "resists-first", "resists-both")
AT_START: dict[Kind, float] = {"sensitive": 110.0, "resists-first": 8.0, "resists-both": 2.0}
_RESISTS: dict[Kind, frozenset[int]] = {
    "sensitive": frozenset(),
    "resists-first": frozenset({1}),
    "resists-both": frozenset({1, 2}),
}
# Made up, chosen so that each moment can be told from the next: what is left, and what grows, in one step of a line.
_LEFT, _GROWN = 0.4, 1.35
# Each moment: the line given since the moment before (0: none), and for how many steps.
_STORY: tuple[tuple[Moment, int, int], ...] = (
    ("before", 0, 0),
    ("acts", 1, 2),
    ("remains", 1, 2),
    ("returns", 1, 3),
    ("changes", 2, 1),
    ("remains-again", 2, 2),
    ("returns-again", 2, 2),
)
_TITLES: dict[Moment, Words] = {
    "before": Words("Avant le traitement", "Before treatment"),
    "acts": Words("Le premier traitement agit", "The first treatment acts"),
    "remains": Words("Ce qui reste", "What remains"),
    "returns": Words("Ce qui résiste grandit", "What resists grows"),
    "changes": Words("Un autre traitement", "Another treatment"),
    "remains-again": Words("Ce qui reste, encore", "What remains, again"),
    "returns-again": Words("Il faut chercher une autre voie", "Another way must be found"),
}
_SAYS: dict[Moment, Words] = {
    "before": Words(
        "Les cellules se ressemblent, mais elles ne sont pas pareilles. Quelques-unes résistent déjà, sans que l’on puisse le voir.",
        "The cells look alike, but they are not the same. A few already resist, and nobody can see it.",
    ),
    "acts": Words(
        "La plupart des cellules disparaissent. Au scanner, la tumeur est plus petite.",
        "Most cells disappear. On the scan, the tumour is smaller.",
    ),
    "remains": Words(
        "Il reste surtout des cellules que ce traitement n’atteint pas.",
        "What is left is mostly cells that this treatment does not reach.",
    ),
    "returns": Words(
        "Les cellules qui résistent ont la place de grandir. Le traitement n’agit plus\u202f: ce n’est la faute de personne.",
        "The cells that resist have room to grow. The treatment no longer acts: it is nobody's fault.",
    ),
    "changes": Words(
        "L’équipe change de traitement. Beaucoup de ces cellules y sont sensibles.",
        "The team changes treatment. Many of these cells are sensitive to it.",
    ),
    "remains-again": Words(
        "La tumeur est plus petite qu’avant. Les cellules qui restent résistent aux deux traitements.",
        "The tumour is smaller than before. The cells that remain resist both treatments.",
    ),
    "returns-again": Words(
        "Elles grandissent à leur tour. L’équipe reprend tout le dossier\u202f: traitement local, autre médicament, essai, ou soins "
        "sans traiter la tumeur.",
        "They grow in their turn. The team takes up the whole file again: local treatment, another medicine, a trial, or care "
        "without treating the tumour.",
    ),
}
# One cell, several cells.
NAMES: dict[Kind, tuple[Words, Words]] = {
    "sensitive": (
        Words("cellule sensible", "sensitive cell"),
        Words("cellules sensibles", "sensitive cells"),
    ),
    "resists-first": (
        Words("cellule qui résiste au premier traitement", "cell that resists the first treatment"),
        Words("cellules qui résistent au premier traitement", "cells that resist the first treatment"),
    ),
    "resists-both": (
        Words("cellule qui résiste aux deux", "cell that resists both"),
        Words("cellules qui résistent aux deux", "cells that resist both"),
    ),
}
NOTE = Words(
    "Ce dessin est un exemple inventé. Il montre une idée\u202f; il ne dit rien de votre maladie.",
    "This drawing is a made-up example. It shows an idea; it says nothing about your illness.",
)


class Frame(msgspec.Struct, frozen=True):
    """One moment: how many cells of each kind (in the order of `KINDS`), its title, and what happens in words."""

    moment: Moment
    line: int
    cells: tuple[int, ...]
    title: Words
    says: Words

    @property
    def total(self) -> int:
        """All cells drawn."""
        return sum(self.cells)

    def alternative(self) -> Words:
        """What the picture shows, for those who do not see it: what happens, then the count of each kind."""
        counts = [(n, NAMES[kind][n > 1]) for n, kind in zip(self.cells, KINDS, strict=True) if n]
        return Words(
            f"{self.says.fr} On voit {', '.join(f'{n} {name.fr}' for n, name in counts)}.",
            f"{self.says.en} The picture shows {', '.join(f'{n} {name.en}' for n, name in counts)}.",
        )


def frames(at_start: dict[Kind, float] | None = None) -> tuple[Frame, ...]:
    """The seven moments of the example, from `at_start` cells of each kind (`AT_START` if not given)."""
    cells = {kind: float((at_start or AT_START).get(kind, 0.0)) for kind in KINDS}
    found: list[Frame] = []
    for moment, line, steps in _STORY:
        for _ in range(steps):
            cells = {k: n * (_GROWN if line in _RESISTS[k] else _LEFT) for k, n in cells.items()}
        counts = tuple(round(cells[kind]) for kind in KINDS)
        found.append(Frame(moment, line, counts, _TITLES[moment], _SAYS[moment]))
    return tuple(found)


def svg(frame: Frame, lang: Lang) -> str:
    """The frame as SVG: a round group of cells, each kind with its own shape as well as its own class and colour."""
    name = f"resistance-{frame.moment}"
    apart = min(8.2, 94 / math.sqrt(frame.total + 0.5))
    drawn = "".join(_cell(kind, *_place(i, apart)) for i, kind in enumerate(_mixed(frame.cells)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="resistance" viewBox="-100 -100 200 200" role="img" '
        f'aria-labelledby="{name}-title {name}-text"><title id="{name}-title">{escape(frame.title.to(lang))}</title>'
        f'<desc id="{name}-text">{escape(frame.alternative().to(lang))}</desc>{drawn}</svg>'
    )


def _mixed(counts: tuple[int, ...]) -> list[Kind]:
    """The kinds in an order that spreads each evenly: whichever lags its share most comes next."""
    total, placed = sum(counts), [0] * len(counts)
    order: list[Kind] = []
    for i in range(1, total + 1):
        lag = [n * i / total - p for n, p in zip(counts, placed, strict=True)]
        next_kind = max(range(len(counts)), key=lambda k: lag[k])
        placed[next_kind] += 1
        order.append(KINDS[next_kind])
    return order


def _place(i: int, apart: float) -> tuple[float, float]:
    """The i-th seed of a sunflower head: even, without a grid."""
    radius, angle = apart * math.sqrt(i + 0.5), i * math.pi * (3 - math.sqrt(5))
    return radius * math.cos(angle), radius * math.sin(angle)


def _cell(kind: Kind, x: float, y: float) -> str:
    if kind == "sensitive":
        return f'<circle class="cell {kind}" fill="#1F5F7A" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
    if kind == "resists-first":
        return f'<rect class="cell {kind}" fill="#B5651D" x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9"/>'
    corners = f"{x:.1f},{y - 5.8:.1f} {x + 5.4:.1f},{y + 4:.1f} {x - 5.4:.1f},{y + 4:.1f}"
    return f'<polygon class="cell {kind}" fill="currentColor" points="{corners}"/>'
