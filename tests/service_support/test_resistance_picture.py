"""The picture of resistance: the story it must tell, and what a strict page asks of its SVG."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordee.service.support.resistance_picture import AT_START, KINDS, NAMES, NOTE, frames, svg

SVG = "{http://www.w3.org/2000/svg}"
STARTS = st.fixed_dictionaries({kind: st.integers(0, 200).map(float) for kind in KINDS})


def share(frame, kind: str) -> float:
    return frame.cells[KINDS.index(kind)] / frame.total


def test_the_story():
    """Gerlinger 2012 and Holohan 2013, as told on the learning page: mixture, response, selection, growth."""
    before, acts, remains, returns, changes, again, back = frames()
    assert sum(AT_START.values()) == before.total == 120
    assert share(before, "sensitive") > 0.9
    assert acts.total < before.total / 2
    assert share(remains, "sensitive") < 0.1
    assert returns.total > 2 * remains.total
    assert changes.total < returns.total
    assert share(again, "resists-both") > 0.9
    assert back.total > again.total


@given(STARTS)
def test_a_line_only_ever_raises_the_share_that_resists_it(start):
    found = frames(start)
    for earlier, later in pairwise(found):
        if later.line == 1 and earlier.total and later.total:
            by_rounding = 4 / min(earlier.total, later.total)
            assert share(later, "sensitive") <= share(earlier, "sensitive") + by_rounding
    assert all(n >= 0 for f in found for n in f.cells)


def test_it_is_the_same_every_time():
    assert [svg(f, "fr") for f in frames()] == [svg(f, "fr") for f in frames()]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("frame", frames(), ids=lambda f: f.moment)
def test_what_is_drawn_is_what_is_said(frame, lang):
    root = ET.fromstring(svg(frame, lang))
    drawn = [cell.get("class").split()[1] for cell in root if "cell" in (cell.get("class") or "")]
    assert tuple(drawn.count(kind) for kind in KINDS) == frame.cells
    said = root.find(f"{SVG}desc").text
    assert said == frame.alternative().to(lang)
    for n, kind in zip(frame.cells, KINDS, strict=True):
        assert (f"{n} {NAMES[kind][n > 1].to(lang)}" in said) == (n > 0)


@given(STARTS)
def test_every_cell_stays_in_the_picture(start):
    for frame in frames(start):
        for cell in ET.fromstring(svg(frame, "en")):
            numbers = [float(n) for n in re.findall(r"-?\d+\.\d", cell.get("points") or "")]
            numbers += [float(cell.get(a)) for a in ("cx", "cy", "x", "y") if cell.get(a)]
            assert all(-101 <= n <= 101 for n in numbers)


@pytest.mark.parametrize("frame", frames(), ids=lambda f: f.moment)
def test_a_strict_page_accepts_it(frame):
    drawing = svg(frame, "fr")
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|href|url\(", drawing)
    root = ET.fromstring(drawing)
    assert root.get("role") == "img"
    ids = {e.get("id") for e in root if e.get("id")}
    assert set(root.get("aria-labelledby").split()) == ids
    assert all(frame.moment in id for id in ids)


def test_kinds_differ_by_shape_and_not_by_colour_alone():
    root = ET.fromstring(svg(frames()[0], "fr"))
    shapes = {cell.get("class").split()[1]: cell.tag for cell in root if "cell" in (cell.get("class") or "")}
    assert len(set(shapes.values())) == len(KINDS)


def test_it_says_that_it_is_made_up():
    assert "inventé" in NOTE.fr
    assert "made-up" in NOTE.en
