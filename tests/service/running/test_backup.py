"""A backup taken while people write, restored elsewhere: the same rows, the same documents, on both databases."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cordee.files.fault import BadInput
from cordee.service.project.backup.key import make_key, read_key
from cordee.service.project.backup.read import checked
from tests.service.running.conftest import Place, place_at

LETTER = bytes(range(256)) * 5000

COUNTS = """
import django, json; django.setup()
from cordee.service.project.backup.tables import Sum, kept_models, rows
said = {}
for model in kept_models():
    total = Sum()
    for line in rows(model): total.add(line)
    said[model._meta.label] = total.said()
print(json.dumps(said))
"""

WRITER = """
import django, sys; django.setup()
from django.utils import timezone
from cordee.service.people.access_log import log_access
from cordee.service.people.models import Person, Verb
people = list(Person.objects.all())
print("writing", flush=True)
while True:
    for person in people:
        log_access(person=person, by=None, verb=Verb.WRITE, what="a test", at=timezone.now())
"""

CHAIN = """
import django; django.setup()
from cordee.service.people.access_log import verify_all
from cordee.service.people.models import AccessEntry
print(len(list(verify_all())), AccessEntry.objects.filter(what="a test").exists())
"""


def run(place: Place, code: str) -> str:
    environ = {**place.environ, "DJANGO_SETTINGS_MODULE": "cordee.service.project.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("key") / "backup.key"
    make_key(path)
    return path


@pytest.fixture(scope="module")
def backup(demo_place: Place, key_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the demo on SQLite, with a document of more than one chunk."""
    documents = demo_place.home / "documents" / "ab"
    documents.mkdir(parents=True)
    (documents / "letter.pdf").write_bytes(LETTER)
    path = tmp_path_factory.mktemp("backup") / "one"
    done = demo_place.cordee("backup", "--key", key_file, "-o", path)
    assert done.returncode == 0, done.stderr
    assert path.stat().st_mode & 0o077 == 0
    return path


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[Place]:
    """An empty place on the database the tests run on: a folder, or a new database of the real PostgreSQL."""
    home = tmp_path / "elsewhere"
    if os.environ.get("CORDEE_TEST_DATABASE") != "postgresql":
        yield place_at(home)
        return
    import psycopg

    address, name = os.environ["CORDEE_DATABASE_URL"], f"restored_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    before, _, after = (
        address.partition("/postgres?") if "/postgres?" in address else (address.rpartition("/")[0], "", "")
    )
    yield place_at(home, CORDEE_DATABASE_URL=f"{before}/{name}" + (f"?{after}" if after else ""))
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_everything_comes_back(
    demo_place: Place, backup: Path, key_file: Path, empty_place: Place, tmp_path: Path
):
    done = empty_place.cordee("restore", backup, "--key", key_file)
    assert done.returncode == 0, done.stderr
    assert "read back and compared" in done.stdout
    assert (empty_place.home / "documents" / "ab" / "letter.pdf").read_bytes() == LETTER
    on_postgresql = os.environ.get("CORDEE_TEST_DATABASE") == "postgresql"
    assert (empty_place.home / "cordee.sqlite3").exists() is not on_postgresql
    counts = run(demo_place, COUNTS)
    assert '"people.Person": {"count": 20' in counts
    assert run(empty_place, COUNTS) == counts
    _again_is_refused(empty_place, backup, key_file)
    _from_there_back_here(empty_place, key_file, tmp_path, counts)


def _again_is_refused(place: Place, backup: Path, key_file: Path) -> None:
    again = place.cordee("restore", backup, "--key", key_file)
    assert again.returncode == 2
    assert "not empty" in again.stderr


def _from_there_back_here(place: Place, key_file: Path, tmp_path: Path, counts: str) -> None:
    """From the other database, when it is one, to SQLite."""
    second = tmp_path / "second"
    assert place.cordee("backup", "--key", key_file, "-o", second).returncode == 0
    here = place_at(tmp_path / "here")
    done = here.cordee("restore", second, "--key", key_file)
    assert done.returncode == 0, done.stderr
    assert run(here, COUNTS) == counts


def test_a_backup_while_others_write_is_one_moment(
    empty_place: Place, backup: Path, key_file: Path, tmp_path: Path
):
    assert empty_place.cordee("restore", backup, "--key", key_file).returncode == 0
    environ = {**empty_place.environ, "DJANGO_SETTINGS_MODULE": "cordee.service.project.settings"}
    with subprocess.Popen([sys.executable, "-c", WRITER], env=environ, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        done = empty_place.cordee("backup", "--key", key_file, "-o", tmp_path / "busy")
        still_writing = writer.poll() is None
        writer.kill()
    assert done.returncode == 0, done.stderr
    assert still_writing, "the backup did not stop whoever was writing"
    there = place_at(tmp_path / "there")
    restored = there.cordee("restore", tmp_path / "busy", "--key", key_file)
    assert restored.returncode == 0, restored.stderr
    assert run(there, CHAIN) == "0 True", "each person's log ends where its head says: nothing was torn"


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "other key", "not a backup"])
def test_a_backup_that_is_not_whole_writes_nothing(
    backup: Path, key_file: Path, tmp_path: Path, harm: str, place: Place
):
    content = bytearray(backup.read_bytes())
    if harm == "cut":
        content = content[:-17]
    elif harm == "flipped":
        content[len(content) // 2] ^= 1
    elif harm == "empty":
        content.clear()
    elif harm == "not a backup":
        content[:4] = b"%PDF"
    damaged = tmp_path / "damaged"
    damaged.write_bytes(content)
    if harm == "other key":
        key_file = tmp_path / "other.key"
        make_key(key_file)
    with pytest.raises(BadInput):
        checked(damaged, read_key(key_file))
    if harm == "flipped":
        done = place.cordee("restore", damaged, "--key", key_file)
        assert done.returncode == 2
        assert "Nothing was written." in done.stderr
        assert not (place.home / "cordee.sqlite3").exists()


def test_checking_writes_nothing(backup: Path, key_file: Path, place: Place):
    done = place.cordee("restore", backup, "--key", key_file, "--check")
    assert done.returncode == 0
    assert "is whole" in done.stdout
    assert not place.home.exists()


def test_a_backup_is_never_overwritten_and_needs_its_key(demo_place: Place, backup: Path, key_file: Path):
    again = demo_place.cordee("backup", "--key", key_file, "-o", backup)
    assert (again.returncode, "never overwritten" in again.stderr) == (2, True)
    without = demo_place.cordee("backup")
    assert (without.returncode, "CORDEE_BACKUP_KEY" in without.stderr) == (2, True)


def test_nothing_of_anybody_can_be_read_in_it(backup: Path):
    content = backup.read_bytes()
    assert b"Delcourt" not in content
    assert b"demo.example" not in content
