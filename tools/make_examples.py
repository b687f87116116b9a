"""Make what follows from the invented people of examples/: bundles, table of contents, expected verdicts.

`python tools/make_examples.py` writes examples/<slug>.json from each <slug>.yaml and the table in examples/README.md;
`--check` writes nothing and fails when one of them is not what the sources say; `--accept` also rewrites
examples/expected/<slug>.txt, to be read line by line before it is committed.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path

import msgspec

from cordee.case.answer import Answer
from cordee.case.yaml_form import read_case_yaml
from cordee.fhir import read_record, write_bundle
from cordee.plan.make import make_plan
from cordee.plan.model import Plan, PlanOption
from cordee.response.progression import progression_now
from cordee.terms import load_terms

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
EXPECTED = EXAMPLES / "expected"
README = EXAMPLES / "README.md"
ON = date(2026, 11, 20)
_BEGIN, _END = "<!-- people: written by tools/make_examples.py -->", "<!-- end of people -->"


def slugs() -> list[str]:
    """The people written by hand in YAML."""
    return sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


def records() -> list[Path]:
    """Every bundle, including those that have no YAML source."""
    return sorted(EXAMPLES.glob("*.json"))


def bundle(slug: str) -> bytes:
    """The FHIR bundle of one person. Raises SystemExit with every fault of the YAML."""
    path = EXAMPLES / f"{slug}.yaml"
    terms = load_terms()
    reading = read_case_yaml(path.read_text(encoding="utf-8"), path.name, terms, ON)
    if reading.faults:
        raise SystemExit("\n".join(fault.line() for fault in reading.faults))
    written = msgspec.json.encode(write_bundle(reading.case, terms, person=slug))
    return msgspec.json.format(written, indent=2) + b"\n"


def story(slug: str) -> tuple[str, str]:
    """The French and the English story, from the comment that opens the YAML."""
    lines = []
    for line in (EXAMPLES / f"{slug}.yaml").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# "))
    text = " ".join(lines)
    match = re.fullmatch(r"FR\s?: (?P<fr>.+) EN: (?P<en>.+)", text)
    if match is None:
        raise SystemExit(f"{slug}.yaml: line 1: expected a story as a comment, '# FR : …' then '# EN: …'.")
    return match["fr"], match["en"]


def contents() -> str:
    """The table of contents and the stories."""
    parts = ["| person | record | expected |", "|---|---|---|"]
    names = {slug: _name(slug) for slug in slugs()}
    parts += [
        f"| [{names[s]}](#{s}) | [{s}.yaml]({s}.yaml) · [{s}.json]({s}.json) | [verdicts](expected/{s}.txt) |"
        for s in names
    ]
    for slug, name in names.items():
        fr, en = story(slug)
        parts += ["", f'<a id="{slug}"></a>', f"### {name}: {slug}", "", fr, "", f"*{en}*"]
    return "\n".join(parts)


def readme() -> str:
    """README.md with its generated part made anew."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{contents()}\n{_END}{after}"


def plan_of(path: Path) -> Plan:
    """The plan of one record on the reference date. Raises BadInput."""
    reading = read_record(path, load_terms(), today=ON)
    return make_plan(reading.case, on=ON)


def verdicts(path: Path) -> str:
    """What is compared: where things stand, one line per option, what to find out, exceptions, triggers met."""
    terms = load_terms()
    reading = read_record(path, terms, today=ON)
    plan = make_plan(reading.case, on=ON)
    progression = progression_now(reading.case, ON)
    lines = [
        f"progression now: {progression.answer.value}"
        + (f", {seen}" if (seen := progression.assessed_on) else ""),
        f"chemotherapy failed: {plan.failures.chemotherapy_failed.value}",
        *(
            f"line {line.number or '-'} failed: {line.failed.value} ({line.drugs.en})"
            for line in plan.failures.lines
        ),
        "",
        "options",
        *sorted(f"{_verdict(o)} {o.id}" for o in plan.options),
        "",
        "exceptions",
        *sorted(f"{e.verdict.value} {e.id}" for e in plan.exceptions),
        "",
        "to find out",
        *(found.key for found in plan.to_find_out),
        "",
        "triggers met",
        *sorted(t.id for t in plan.triggers if t.verdict.value == "yes"),
    ]
    return "\n".join(lines) + "\n"


def _verdict(option: PlanOption) -> str:
    return "refused" if option.refused and option.verdict is not Answer.NO else option.verdict.value


def _name(slug: str) -> str:
    path = EXAMPLES / f"{slug}.yaml"
    case = read_case_yaml(path.read_text(encoding="utf-8"), path.name, load_terms(), ON).case
    return case.person.name or slug


def made() -> dict[Path, bytes]:
    """Every file that follows from the sources, as it should be."""
    files = {EXAMPLES / f"{slug}.json": bundle(slug) for slug in slugs()}
    files[README] = readme().encode()
    return files


def main() -> int:
    """Run the command line."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument(
        "--check", action="store_true", help="write nothing, fail when something is out of date"
    )
    arguments.add_argument("--accept", action="store_true", help="rewrite the expected verdicts")
    asked = arguments.parse_args()
    files = made()
    stale = [path for path, content in files.items() if not path.exists() or path.read_bytes() != content]
    if asked.check:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not what its source says: run tools/make_examples.py")
        return 1 if stale else 0
    for path in stale:
        path.write_bytes(files[path])
        print(f"wrote {path.relative_to(ROOT)}")
    if asked.accept:
        EXPECTED.mkdir(exist_ok=True)
        for path in records():
            (EXPECTED / f"{path.stem}.txt").write_text(verdicts(path), encoding="utf-8")
        print(f"wrote {len(records())} files of expected verdicts: read them before committing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
