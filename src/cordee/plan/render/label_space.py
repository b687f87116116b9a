"""Where a label can stand without running into another one or over the edge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cordee.plan.render.text_width import shortened, text_width


class Place(NamedTuple):
    """A label's left end and base line, and the words that fit."""

    x: float
    y: float
    words: str


class LabelSpace:
    """The labels of one picture so far. `left` and `right` are the edges."""

    def __init__(self, left: float, right: float) -> None:
        self.left, self.right = left, right
        self._taken: list[tuple[float, float, float, float]] = []

    def take(self, x: float, y: float, width: float, height: float) -> None:
        """Keep a rectangle free of labels; (x, y) is its top left corner."""
        self._taken.append((x, y, x + width, y + height))

    def free(self, x: float, y: float, width: float, height: float) -> bool:
        """Whether nothing stands in a rectangle; (x, y) is its top left corner."""
        return not any(
            x < r and x + width > left and y < b and y + height > t for left, t, r, b in self._taken
        )

    def put(
        self,
        words: str,
        spots: Iterable[tuple[float, float]],
        size: float,
        *,
        cut: bool = True,
        bold: bool = False,
    ) -> Place | None:
        """The first of `spots` (left end, base line) where `words` fit whole; else, if `cut`, where most of them fit.

        None when there is room nowhere. The place is taken.
        """
        tried = list(spots)
        width = text_width(words, size, bold=bold)
        for x, y in tried:
            inside = min(max(x, self.left), max(self.right - width, self.left))
            if (
                abs(inside - x) <= width
                and inside + width <= self.right
                and self._free(inside, y, width, size)
            ):
                return self._keep(Place(inside, y, words), width, size)
        if cut:
            for x, y in tried:
                room = self._room(x, y, size)
                short = shortened(words, size, room, bold=bold)
                if short and x >= self.left:
                    return self._keep(Place(x, y, short), text_width(short, size, bold=bold), size)
        return None

    def _keep(self, place: Place, width: float, size: float) -> Place:
        self.take(place.x - 2, place.y - size * 0.85, width + 4, size * 1.05)
        return place

    def _free(self, x: float, y: float, width: float, size: float) -> bool:
        return self.free(x, y - size * 0.8, width, size * 0.95)

    def _room(self, x: float, y: float, size: float) -> float:
        """How far a text can run from `x` before it meets something."""
        top, bottom = y - size * 0.8, y + size * 0.15
        end = self.right
        for left, t, r, b in self._taken:
            if top < b and bottom > t and r > x:
                end = min(end, left) if left > x else x
        return end - x
