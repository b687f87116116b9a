"""The picture of the illness over time: nothing invented, nothing over anything else, everything in words too."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree

import msgspec
import pytest
from every_block import NASTY
from example_plans import EXAMPLES, ON, case_of
from hypothesis import given, settings
from hypothesis import strategies as st

from cordee.case import (
    Case,
    Imaging,
    Judgement,
    LineOfTherapy,
    LocalTreatment,
    Metastasis,
    PartialDate,
    Primary,
    Symptom,
)
from cordee.plan.render import climb_svg, climb_table
from cordee.plan.render.climb_axis import axis_for
from cordee.plan.render.climb_words import described
from cordee.plan.render.text_width import shortened, text_width
from cordee.plan.voices import Audience
from cordee.terms import LANGS, Lang, load_terms

SVG = "{http://www.w3.org/2000/svg}"
TERMS = load_terms()
VOICES: tuple[Audience, Audience] = ("clinician", "person")
P = PartialDate


class Box(NamedTuple):
    words: str
    left: float
    top: float
    right: float
    bottom: float


def drawn(case: Case, lang: Lang = "fr", audience: Audience = "clinician") -> ElementTree.Element:
    return ElementTree.fromstring(climb_svg(case, TERMS, ON, lang, audience=audience))


def own_text(node: ElementTree.Element) -> str:
    """A text's visible words: those after its tooltip."""
    return (node.text or "") + "".join(child.tail or "" for child in node)


def labels(svg: ElementTree.Element) -> list[Box]:
    found = []
    for node in svg.iter(f"{SVG}text"):
        size, x, y = (float(node.attrib[k]) for k in ("font-size", "x", "y"))
        width = text_width(own_text(node), size, bold="font-weight" in node.attrib) / 1.07
        left = x - {"middle": width / 2, "end": width}.get(node.get("text-anchor", ""), 0.0)
        found.append(Box(own_text(node), left, y - size * 0.72, left + width, y + size * 0.1))
    return found


def over_each_other(boxes: list[Box]) -> list[tuple[str, str]]:
    return [
        (a.words, b.words)
        for n, a in enumerate(boxes)
        for b in boxes[n + 1 :]
        if a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom
    ]


def outside(svg: ElementTree.Element) -> list[str]:
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    return [
        b.words
        for b in labels(svg)
        if b.left < -0.5 or b.right > width + 0.5 or b.top < 0 or b.bottom > height
    ]


days = st.dates(date(2011, 1, 1), ON)
partial = st.one_of(
    days.map(PartialDate.of), days.map(lambda d: P(d.isoformat()[:7])), days.map(lambda d: P(str(d.year)))
)
SITES = ["liver", "bone", "lung", "brain", "peritoneum", "adrenal", "pleura"]


@st.composite
def line(draw: st.DrawFn) -> LineOfTherapy:
    start = draw(days)
    long = draw(st.integers(1, 900))
    end = min(start + timedelta(days=long), ON)
    drugs = draw(
        st.lists(st.sampled_from(["fluorouracil", "oxaliplatin", "bevacizumab", "docetaxel"]), max_size=3)
    )
    return LineOfTherapy(
        number=draw(st.none() | st.integers(1, 12)),
        drugs=tuple(drugs),
        unmapped=tuple(draw(st.lists(st.text("abc é<&", min_size=1, max_size=60), max_size=1))),
        on=draw(st.sampled_from([P.of(start), P(start.isoformat()[:7]), None])),
        ended_on=draw(st.sampled_from([P.of(end), None])),
        ended=draw(st.sampled_from([None, "progression", "toxicity", "completed"])),
        best_response=draw(st.sampled_from([None, None, "PR", "SD"])),
        ongoing=None,
    )


cases = st.builds(
    Case,
    primaries=st.lists(st.builds(Primary, cancer=st.just("colorectal.colon"), on=partial), max_size=1).map(
        tuple
    ),
    lines=st.lists(line(), max_size=9).map(tuple),
    metastases=st.lists(
        st.builds(Metastasis, site=st.sampled_from(SITES), on=st.none() | partial), max_size=7
    ).map(tuple),
    imaging=st.lists(
        st.builds(Imaging, on=partial, stated=st.sampled_from(["PR", "SD", "PD", None])), max_size=12
    ).map(tuple),
    symptoms=st.lists(
        st.builds(
            Symptom,
            symptom=st.sampled_from(["pain", "fatigue"]),
            score=st.integers(0, 10),
            on=days.map(PartialDate.of),
        ),
        max_size=12,
    ).map(tuple),
    local_treatments=st.lists(
        st.builds(
            LocalTreatment,
            kind=st.sampled_from(["surgery", "stereotactic-radiotherapy"]),
            site=st.sampled_from(SITES),
            on=partial,
        ),
        max_size=6,
    ).map(tuple),
    judgements=st.lists(
        st.builds(
            Judgement,
            question=st.just("primary-resectable"),
            answer=st.just("no"),
            by=st.sampled_from(["RCP sein", None]),
            on=partial,
        ),
        max_size=8,
    ).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(case=cases, audience=st.sampled_from(VOICES), lang=st.sampled_from(LANGS))
def test_no_label_over_another_or_over_the_edge(case: Case, audience: Audience, lang: Lang) -> None:
    svg = drawn(case, lang, audience)
    assert over_each_other(labels(svg)) == []
    assert outside(svg) == []


@settings(max_examples=30, deadline=None)
@given(case=cases, data=st.data())
def test_the_order_of_facts_has_no_meaning(case: Case, data: st.DataObject) -> None:
    case = msgspec.structs.replace(case, imaging=(), lines=case.lines[:1])
    mixed = msgspec.structs.replace(
        case,
        metastases=tuple(data.draw(st.permutations(case.metastases))),
        symptoms=tuple(data.draw(st.permutations(case.symptoms))),
    )
    assert climb_table(mixed, TERMS, ON, "fr") == climb_table(case, TERMS, ON, "fr")


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("audience", VOICES)
def test_the_invented_people(name: str, audience: Audience) -> None:
    svg = drawn(case_of(name), "fr", audience)
    assert over_each_other(labels(svg)) == []
    assert outside(svg) == []
    rows = climb_table(case_of(name), TERMS, ON, "fr", audience=audience)
    assert rows
    assert described(climb_svg(case_of(name), TERMS, ON, "fr", audience=audience)) == rows


@pytest.mark.parametrize("lang", LANGS)
def test_a_record_without_dates_has_a_sentence(lang: Lang) -> None:
    svg = drawn(Case(), lang)
    said = {"fr": "Rien n’est encore daté dans le dossier. Le chemin se dessinera ici."}
    said["en"] = "Nothing in the record has a date yet. The climb will be drawn here."
    assert [b.words for b in labels(svg)] == [said[lang]]
    assert svg.attrib["role"] == "img"
    assert [node.tag for node in svg][:2] == [f"{SVG}title", f"{SVG}desc"]


def test_what_has_no_date_is_listed_and_never_placed() -> None:
    case = Case(
        lines=(
            LineOfTherapy(
                drugs=("docetaxel",), on=P("2025-01-10"), ended_on=P("2025-06-10"), ended="toxicity"
            ),
            LineOfTherapy(drugs=("tamoxifen",)),
        ),
        metastases=(Metastasis(site="bone"),),
    )
    svg = drawn(case)
    assert len([r for r in svg.iter(f"{SVG}rect") if r.get("rx")]) == 1
    assert not list(svg.iter(f"{SVG}circle"))
    words = [b.words for b in labels(svg)]
    assert "sans date\u202f: tamoxifène" in words
    assert "sans date\u202f: os" in words
    assert climb_table(case, TERMS, ON, "fr") == (
        ("10 janv. 2025 – 10 juin 2025", "docétaxel, arrêt\u202f: effets indésirables, 5 mois"),
        ("–", "sans date\u202f: tamoxifène"),
        ("–", "sans date\u202f: métastase\u202f: os"),
    )


def test_how_the_person_felt_is_not_known_between_reports() -> None:
    told = (
        Symptom(symptom="pain", score=8, on=P("2026-01-01")),
        Symptom(symptom="pain", score=2, on=P("2026-11-01")),
    )
    bars = [r for r in drawn(Case(symptoms=told)).iter(f"{SVG}rect") if r.find(f"{SVG}title") is not None]
    axis = axis_for([date(2026, 1, 1)], ON, float(bars[0].attrib["x"]), 984.0)
    assert len(bars) == 2
    days = (axis.end - axis.start).days
    width = float(bars[0].attrib["width"]) / (984.0 - 112.0) * days
    assert width == pytest.approx(45, abs=3)
    assert float(bars[0].attrib["height"]) > float(bars[1].attrib["height"])  # not by colour alone


def test_a_best_response_without_a_visit_has_no_mark() -> None:
    line = LineOfTherapy(
        drugs=("docetaxel",),
        on=P("2025-01-10"),
        ended_on=P("2025-09-10"),
        ended="progression",
        best_response="PR",
    )
    svg = drawn(Case(lines=(line,)))
    assert "PR, meilleure réponse" in [b.words for b in labels(svg)]
    assert not list(svg.iter(f"{SVG}circle"))
    seen = Case(lines=(line,), imaging=(Imaging(on=P("2025-05-01"), stated="SD"),))
    assert [b.words for b in labels(drawn(seen)) if "PR" in b.words] == []
    assert (
        climb_table(seen, TERMS, ON, "en")[0][1]
        == "docetaxel, PR, best response, ended: progression, 8 months"
    )


def test_overlapping_lines_stand_on_their_own_lanes() -> None:
    case = Case(
        lines=tuple(
            LineOfTherapy(drugs=("docetaxel",), number=n, on=P(f"2025-0{n}-01"), ended_on=P("2026-05-01"))
            for n in (1, 2, 3)
        )
    )
    tops = {r.attrib["y"] for r in drawn(case).iter(f"{SVG}rect") if r.get("rx")}
    assert len(tops) == 3


def test_names_are_never_markup() -> None:
    case = Case(
        primaries=(Primary(cancer=NASTY, on=P("2025-10-01")),),
        lines=(LineOfTherapy(drugs=(), unmapped=(NASTY,), on=P("2026-01-01")),),
        judgements=(Judgement(question="q", answer="yes", by="</title></svg>", on=P("2026-02-01")),),
    )
    svg = climb_svg(case, TERMS, ON, "fr", audience="clinician")
    assert "<script" not in svg
    root = ElementTree.fromstring(svg)
    assert {n.tag.removeprefix(SVG) for n in root.iter()} <= {
        "svg", "title", "desc", "text", "line", "rect", "polygon", "circle", "polyline",
    }  # fmt: skip
    assert any(own_text(n) == "</title></svg>" for n in root.iter(f"{SVG}text"))


@given(start=days, span=st.integers(0, 6000), lang=st.sampled_from(LANGS), room=st.floats(50, 140))
def test_ticks_are_apart_and_inside(start: date, span: int, lang: Lang, room: float) -> None:
    axis = axis_for([start], min(start + timedelta(days=span), date(2027, 1, 1)), 100.0, 900.0)
    ticks = axis.ticks(lang, room)
    places = [x for x, _ in ticks]
    assert all(100 <= x <= 900 for x in places)
    assert all(b - a >= room * 0.85 for a, b in pairwise(places))
    assert all(re.fullmatch(r"(\S+ )?\d{4}|\S+", label) for _, label in ticks)


@given(text=st.text(max_size=60), room=st.floats(0, 400))
def test_a_cut_label_fits(text: str, room: float) -> None:
    short = shortened(text, 11.0, room)
    assert short == "" or text_width(short, 11.0) <= room
    assert short in ("", text) or short.endswith("…")
