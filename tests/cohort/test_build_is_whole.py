"""A build is whole or not there: killed anywhere, the former cohort stands and the next run completes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.cohort.bulk_export import patient, people, write_by_type, write_lines
from tests.cohort.worker_tasks import dies, refuses_two

from cordee.case import Case
from cordee.cohort import build
from cordee.cohort.build import build_cohort
from cordee.cohort.build_work import work_beside, working
from cordee.cohort.build_workers import WorkerLost, cores, run_all
from cordee.cohort.store import load
from cordee.files.fault import BadInput
from cordee.files.whole_folder import recovered, write_whole_folder

ON = date(2026, 11, 20)


def command(export: Path, out: Path, jobs: int) -> list[str]:
    options = ["--on", ON.isoformat(), "--lang", "en", "--jobs", str(jobs)]
    return [sys.executable, "-m", "cordee", "cohort", "build", str(export), "-o", str(out), *options]


def killed_at(line: str, export: Path, out: Path, jobs: int) -> None:
    """Start a build and kill it as soon as it has said `line`."""
    with subprocess.Popen(
        command(export, out, jobs), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as running:
        assert running.stderr is not None
        for told in running.stderr:
            if told.decode().startswith(line):
                os.kill(running.pid, signal.SIGKILL)
                break
        running.stderr.close()
    assert running.returncode == -signal.SIGKILL, f"the build ended before it said '{line}'"


def by_id(folder: Path) -> dict[str, Case]:
    cohort = load(folder)
    return {id: cohort.case(i) for i, id in enumerate(cohort.people)}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    "line", ["sorting lines by person: 0/", "sorting lines by person: 1/", "reading people: 1/"]
)
def test_killed_and_run_again(tmp_path: Path, line: str, jobs: int) -> None:
    before = write_by_type(tmp_path / "before", people(3))
    export = write_by_type(tmp_path / "export", people(1500))
    out = tmp_path / "out"
    build_cohort(before, out, on=ON, today=ON)
    former = by_id(out)
    killed_at(line, export, out, jobs)
    assert by_id(out) == former
    again = subprocess.run(command(export, out, jobs), capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    if line.startswith("reading"):  # what was finished is not done again
        assert "sorting lines by person: 4/4" in again.stderr
        assert "reading people: 0/" not in again.stderr
    assert not work_beside(out).exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["before", "export", "out"]
    fresh = tmp_path / "fresh"
    build_cohort(export, fresh, on=ON, today=ON, jobs=1)
    assert by_id(out) == by_id(fresh)
    assert len(by_id(out)) == 1500


def test_a_refusal_leaves_the_former_cohort(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build_cohort(write_lines(tmp_path / "a.ndjson", people(3)), out, on=ON, today=ON)
    former = by_id(out)
    cut = write_lines(tmp_path / "b.ndjson.gz", people(30))
    cut.write_bytes(cut.read_bytes()[:-20])
    with pytest.raises(BadInput):
        build_cohort(cut, out, on=ON, today=ON)
    assert by_id(out) == former


def test_a_disk_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, "save", full)
    export = write_lines(tmp_path / "a.ndjson", people(2))
    with pytest.raises(BadInput, match="No space left on device"):
        build_cohort(export, tmp_path / "out", on=ON, today=ON)
    assert not (tmp_path / "out").exists()
    monkeypatch.undo()
    assert build_cohort(export, tmp_path / "out", on=ON, today=ON).people == 2


def test_what_a_killed_build_left_half_written_goes(tmp_path: Path) -> None:
    (tmp_path / ".out.k1ll3d.part").mkdir()
    (tmp_path / ".out.k1ll3d.part" / "people.parquet").write_text("half")
    build_cohort(write_lines(tmp_path / "a.ndjson", people(1)), tmp_path / "out", on=ON, today=ON)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.ndjson", "out"]


def test_two_builds_of_one_cohort_at_once(tmp_path: Path) -> None:
    export = write_lines(tmp_path / "a.ndjson", people(3))
    with working(tmp_path / "out", "someone-else's"), pytest.raises(BadInput, match="another process"):
        build_cohort(export, tmp_path / "out", on=ON, today=ON)
    build_cohort(export, tmp_path / "out", on=ON, today=ON)


def test_only_a_cohort_is_written_over(tmp_path: Path) -> None:
    export = write_lines(tmp_path / "a.ndjson", people(1))
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "photos").write_text("of a family")
    for out in (precious, export, tmp_path / "nowhere" / "out"):
        with pytest.raises(BadInput):
            build_cohort(export, out, on=ON, today=ON)
    assert (precious / "photos").read_text() == "of a family"


def test_nobody_else_may_read_the_work(tmp_path: Path) -> None:
    with working(tmp_path / "out", "stamp") as work:
        assert work_beside(tmp_path / "out").stat().st_mode & 0o077 == 0
        assert work.lines.is_dir()


def test_no_name_is_left_in_a_cohort(tmp_path: Path) -> None:
    named = patient(
        "a", name=[{"family": "Vandenbroucke"}], birthDate="1836-01-01", telecom=[{"value": "0470 12 34 56"}]
    )
    export = write_lines(
        tmp_path / "a.ndjson", [named, patient("b")], b'{"resourceType": "Patient", "name": Vandenbroucke'
    )
    report = build_cohort(export, tmp_path / "out", on=ON, today=ON)
    assert len(report.faults) == 2
    for file in (tmp_path / "out").iterdir():
        assert b"Vandenbroucke" not in file.read_bytes()
        assert b"0470" not in file.read_bytes()
        assert b"1836" not in file.read_bytes()


def test_a_folder_stands_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_whole_folder(out, lambda folder: (folder / "a").write_text("first"))  # type: ignore[arg-type, return-value]

    def fails(folder: Path) -> None:
        (folder / "a").write_text("half")
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        write_whole_folder(out, fails)
    assert (out / "a").read_text() == "first"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    out.rename(tmp_path / ".out.before")  # stopped between two renames
    assert (recovered(out) / "a").read_text() == "first"


@pytest.fixture
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


@pytest.mark.usefixtures("_importable")
def test_a_worker_that_dies_is_told() -> None:
    with pytest.raises(WorkerLost):
        list(run_all(dies, [1, 2, 3], 2))


@pytest.mark.usefixtures("_importable")
def test_what_a_worker_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="the second"):
        list(run_all(refuses_two, [1, 2, 3, 4], 2))
    assert sorted(result for _, result in run_all(refuses_two, [1, 3, 5], 2)) == [1, 3, 5]
    assert cores() >= 1
