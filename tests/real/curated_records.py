"""The curated records that sources of the knowledge name: CIViC evidence items and Molecular Oncology Almanac indications.

They are read from the reference data, the folder named by CORDEE_TEST_DATA (default ../shared/data beside the checkout);
nothing of it is copied here.
"""

from __future__ import annotations

import csv
import json
import os
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cordee.knowledge.load import load_knowledge
from cordee.knowledge.option import Benefit, Option
from cordee.knowledge.source import KnowledgeSource

CHECKOUT = Path(__file__).parents[2]
DATA = CHECKOUT / os.environ.get("CORDEE_TEST_DATA", "../shared/data")
CIVIC = DATA / "civic" / "civic_evidence.tsv"
ALMANAC = DATA / "moalmanac"
AGENCIES = {"fda": "FDA", "ema": "EMA", "hse": "HSE", "hpra": "HPRA", "hc": "Health Canada"}
_SAID = ("indication", "description", "raw_biomarkers", "raw_cancer_type", "raw_therapeutics")


class Indication(NamedTuple):
    """One approved indication of the almanac, with the standing and date of its document."""

    id: str
    agency: str
    approved: str | None
    status: str
    document_date: str
    label: str  # the label's own words
    text: str  # with all that the almanac says of it


class Figure(NamedTuple):
    """One figure an option states, with where it is stated and the source it is given to."""

    option: str
    place: str
    value: float
    source: KnowledgeSource


@cache
def sources() -> dict[str, KnowledgeSource]:
    """Every source of the knowledge that ships, by 'pack:key'."""
    packs = load_knowledge().packs
    return {f"{pack.pack}:{key}": source for pack in packs for key, source in pack.sources.items()}


@cache
def options() -> tuple[tuple[Option, dict[str, KnowledgeSource]], ...]:
    """Every option, with the sources of its file."""
    return tuple((option, pack.sources) for pack in load_knowledge().packs for option in pack.options)


def civic_ids(seen: str) -> tuple[str, ...]:
    """The CIViC evidence items that a `seen` names: 'CIViC evidence 2948 (…) and 2949'."""
    found: list[str] = []
    for part in seen.split("CIViC evidence")[1:]:
        listed = re.match(r"(?:\s*(?:,|and)?\s*\d+\b)+", re.sub(r"\([^)]*\)", "", part))
        found += re.findall(r"\d+", listed.group(0)) if listed else []
    return tuple(dict.fromkeys(found))


def indication_ids(seen: str) -> tuple[str, ...]:
    """The almanac's indications that a `seen` names; ':1 and :2' and 'to :3' go on from the one before."""
    found: list[str] = []
    written = r"ind:([a-z]+\.[a-z0-9-]+):(\d+|[a-z]+)((?:(?:, | and | to ):\d+)*)"
    for stem, first, rest in re.findall(written, seen):
        found.append(f"ind:{stem}:{first}")
        for joint, last in re.findall(r"(, | and | to ):(\d+)", rest):
            start = int(found[-1].rpartition(":")[2]) + 1 if joint == " to " else int(last)
            found += [f"ind:{stem}:{n}" for n in range(start, int(last) + 1)]
    return tuple(found)


@cache
def civic() -> dict[str, dict[str, str]]:
    """CIViC's items by evidence id. The file is tab-separated and unquoted."""
    with CIVIC.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["evidence_id"]: row for row in rows}


@cache
def indications() -> dict[str, Indication]:
    """The almanac's indications by id, with all that is said of them."""
    documents = {d["id"]: d for d in _table("documents")}
    said: dict[str, list[str]] = {}
    for statement in _table("statements"):
        said.setdefault(statement["indication_id"], []).append(statement["description"] or "")
    return {
        raw["id"]: Indication(
            id=raw["id"],
            agency=AGENCIES[raw["id"].removeprefix("ind:").partition(".")[0]],
            approved=raw["initial_approval_date"],
            status=documents[raw["document_id"]]["status"],
            document_date=documents[raw["document_id"]]["publication_date"] or "",
            label=raw["indication"] or "",
            text=" ".join([*(str(raw[key] or "") for key in _SAID), *said.get(raw["id"], ())]),
        )
        for raw in _table("indications")
    }


def _table(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((ALMANAC / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def curated(source: KnowledgeSource) -> bool:
    """Whether this source names a curated record."""
    return bool(civic_ids(source.seen) or indication_ids(source.seen))


def record_text(source: KnowledgeSource) -> str:
    """All that the curated records named by `source` say, as one text."""
    items = [civic()[id] for id in civic_ids(source.seen)]
    said = [f"{i['evidence_statement']} {i['therapies']} {i['molecular_profile']}" for i in items]
    return " ".join([*said, *(indications()[id].text for id in indication_ids(source.seen))])


def numbers_in(text: str) -> frozenset[float]:
    """Every number a text says, whatever stands for the decimal point: '5·6', '5.6', '.48', '61%', '1,200'."""
    plain = re.sub(r"[·∙‧]", ".", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)
    return frozenset(float(n) for n in re.findall(r"(?<![\d.])(?:\d+(?:\.\d+)?|\.\d+)", plain))


def figures() -> tuple[Figure, ...]:
    """Every figure of benefit and burden that an option gives to a source naming a curated record."""
    found = []
    for option, of_file in options():
        for benefit in option.benefit:
            source = of_file[benefit.source]
            found += [Figure(option.id, benefit.endpoint, v, source) for v in _stated(benefit)]
        burden = option.burden
        if burden is not None and burden.source is not None:
            rates = (burden.grade_3_or_more_percent, burden.stopped_for_toxicity_percent)
            source = of_file[burden.source]
            found += [Figure(option.id, "burden", rate, source) for rate in rates if rate is not None]
    return tuple(f for f in found if curated(f.source))


def _stated(b: Benefit) -> list[float]:
    other = (b.against.median_months, b.against.percent) if b.against else ()
    one = (b.median_months, b.percent, b.months, b.hazard_ratio)
    return [v for v in (*one, *other, *(b.ci95 or ()), *(b.hazard_ratio_ci95 or ())) if v is not None]
