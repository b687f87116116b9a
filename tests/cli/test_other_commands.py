"""`read`, `explain`, `diff`, `knowledge`, `schema`, `--help`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import EXAMPLES, ON, Done

Run = Callable[..., Done]
MARIE = EXAMPLES / "colorectal-kras-g12c.json"
SOTORASIB = "colorectal.kras-g12c.sotorasib-panitumumab"


def test_read_shows_the_facts_and_what_was_not_used(cordee: Run) -> None:
    done = cordee("read", MARIE, "--on", ON, "--lang", "en")
    assert done.code == 0
    assert "facts read" in done.out
    assert "# Not used: " in done.out
    assert "KRAS" in done.out


def test_read_gives_back_a_record_that_reads_the_same(cordee: Run, tmp_path: Path) -> None:
    for kind, name in (("fhir", "again.json"), ("yaml", "again.yaml")):
        file = tmp_path / name
        assert cordee("read", MARIE, "--on", ON, "--format", kind, "-o", file).code == 0
        first = json.loads(cordee("plan", MARIE, "--on", ON, "--format", "json").out)
        again = json.loads(cordee("plan", file, "--on", ON, "--format", "json").out)
        verdicts = [(o["id"], o["verdict"]) for o in first["options"]]
        assert [(o["id"], o["verdict"]) for o in again["options"]] == verdicts


def test_explain_says_why_and_what_would_change_it(cordee: Run) -> None:
    done = cordee("explain", MARIE, SOTORASIB, "--on", ON, "--lang", "fr")
    assert done.code == 0
    assert "KRAS G12C" in done.out
    assert "PMID" in done.out


def test_explain_offers_the_nearest_id(cordee: Run) -> None:
    done = cordee("explain", MARIE, "colorectal.kras-g12c.sotorasib", "--on", ON)
    assert done.code == 2
    assert SOTORASIB in done.err


def test_diff_names_what_opened_and_what_closed(cordee: Run, tmp_path: Path) -> None:
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    cordee("plan", MARIE, "--on", "2025-06-01", "-o", before)
    cordee("plan", MARIE, "--on", ON, "-o", after)
    done = cordee("diff", before, after, "--lang", "en")
    assert done.code == 1
    assert "→" in done.out
    same = cordee("diff", after, after, "--lang", "en")
    assert (same.code, same.out.strip()) == (0, "Nothing changed.")
    assert cordee("diff", MARIE, after).code == 2


def test_knowledge_lists_shows_and_checks(cordee: Run) -> None:
    listed = cordee("knowledge", "list", "sotorasib").out.splitlines()
    assert any(line.startswith(SOTORASIB + "\t") for line in listed)
    shown = cordee("knowledge", "show", SOTORASIB).out
    assert "37870968" in shown
    assert "seen:" in shown
    checked = cordee("knowledge", "check")
    assert checked.code == 0
    assert "0 complaints" in checked.out
    assert cordee("knowledge", "show", "nothing.like.this").code == 2
    assert "nsclc\t" in cordee("knowledge", "terms", "cancer").out
    assert cordee("knowledge", "terms", "planet").code == 2


def test_knowledge_check_refuses_a_spoiled_folder(cordee: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("pack: a\noptions:\n  - {id: a.b, when: {canser: lung}}\n")
    done = cordee("knowledge", "check", tmp_path)
    assert done.code == 2
    assert "a.yaml: line 3: 'canser' is not a kind of condition: did you mean cancer" in done.err


def test_schemas_are_published(cordee: Run) -> None:
    for of in ("plan", "criteria"):
        schema = json.loads(cordee("schema", of).out)
        assert schema["$schema"].startswith("https://json-schema.org/")


def test_help_names_every_command(cordee: Run) -> None:
    done = cordee("--help")
    assert done.code == 0
    for command in ("plan", "read", "explain", "diff", "knowledge", "schema"):
        assert command in done.out
