"""Bringing files into the store: whole trials, file by file, corrections applied."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import msgspec

from cordee.files.fault import BadInput
from cordee.files.home import home
from cordee.terms import Terms
from cordee.trials.corrections import SUFFIX, Correction, corrected, read_correction
from cordee.trials.read_file import SUFFIXES, read_trials
from cordee.trials.set_aside import SetAside
from cordee.trials.store import TrialStore
from cordee.trials.trial import Trial

BATCH = 500
"""Trials a transaction takes at most: a dump of half a million is kept as far as it was read."""


class Imported(msgspec.Struct):
    """What came of an import."""

    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    files: int = 0
    unchanged_files: int = 0
    set_aside: list[SetAside] = []
    warnings: list[str] = []
    kept: list[str] = []  # 'file: id' of trials set aside of which the version read before stays in the store

    @property
    def taken(self) -> int:
        """Trials that are in the store after it."""
        return self.new + self.changed + self.same + self.older


def import_paths(
    store: TrialStore,
    paths: Iterable[Path],
    terms: Terms,
    progress: Callable[[str, int], None] = lambda file, n: None,
) -> Imported:
    """Read every file of `paths` (files or folders) into `store`. `progress(file, trials so far)` is called as it goes.

    A file whose content was read to its end before is not read again. What can't be read is set aside; the rest goes on.
    """
    done = Imported()
    roots = list(paths)
    files = list(_files(roots, done))
    corrections = _corrections(store, roots, terms, done)
    for path in files:
        done.files += 1
        stamp = _stamp(path, corrections)
        if stamp is not None and store.is_read(str(path.resolve()), stamp):
            done.unchanged_files += 1
            continue
        _import_file(store, path, stamp, corrections, terms, done, progress)
    return done


def _import_file(
    store: TrialStore,
    path: Path,
    stamp: str | None,
    corrections: dict[str, Correction],
    terms: Terms,
    done: Imported,
    progress: Callable[[str, int], None],
) -> None:
    reading = read_trials(path, terms)
    sound = True
    taken: set[str] = set()
    refused: set[str] = set()
    while True:
        batch = list(islice(reading, BATCH))
        with store.transaction():
            for item in batch:
                if isinstance(item, SetAside):
                    done.set_aside.append(item)
                    sound = False
                    refused.add(item.id)
                    continue
                trial = corrected(item, corrections[item.id]) if item.id in corrections else item
                taken.add(trial.id)
                outcome = store.add(trial)
                setattr(done, outcome, getattr(done, outcome) + 1)
                done.warnings += [f"{trial.file}: {trial.id}: {warning}" for warning in trial.warnings]
            last = len(batch) < BATCH
            if last and sound and stamp is not None:
                store.mark_read(str(path.resolve()), stamp)
        progress(str(path), done.taken)
        if last:
            break
    if not sound:
        here = store.from_file(str(path)) | {id for id in refused if id and store.get(id) is not None}
        done.kept += [f"{path}: {id}" for id in sorted(here - taken)]


def _files(paths: Iterable[Path], done: Imported) -> Iterator[Path]:
    """Files to read, in order: those named, and those of a folder that may hold trials."""
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file() and p.suffix.lower() in SUFFIXES)
            yield from (p for p in inside if not p.name.endswith(SUFFIX))
        elif path.is_file():
            if not path.name.endswith(SUFFIX):
                yield path
        else:
            done.set_aside.append(
                SetAside.of(BadInput.at(str(path), "", "no such file or folder."), str(path))
            )


def _corrections(
    store: TrialStore, paths: Iterable[Path], terms: Terms, done: Imported
) -> dict[str, Correction]:
    """By trial: those kept in the store, then those of CORDEE_HOME/corrections, then those beside the files given.

    A kept one whose file was deleted from a folder that is still there was taken back by its author: it is dropped.
    """
    found: dict[str, Correction] = {}
    texts: list[tuple[str, str]] = []
    for trial, file, text in store.corrections():
        if Path(file).parent.is_dir() and not Path(file).is_file():
            with store.transaction():
                store.drop_correction(trial)
        else:
            texts.append((file, text))
    folders = [home() / "corrections", *(path if path.is_dir() else path.parent for path in paths)]
    fresh: list[Path] = []
    for folder in dict.fromkeys(folders):
        if folder.is_dir():
            fresh += sorted(folder.rglob(f"*{SUFFIX}") if folder in paths else folder.glob(f"*{SUFFIX}"))
    for file, text in texts:
        correction = _read(file, text, terms, done)
        if correction is not None:
            found[correction.trial] = correction
    for path in dict.fromkeys(fresh):
        content = _text(path, done)
        said = _read(str(path), content, terms, done) if content is not None else None
        if said is not None and content is not None:
            found[said.trial] = said
            with store.transaction():
                store.keep_correction(said.trial, str(path), content)
    return found


def _text(path: Path, done: Imported) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else f"can't be read: {error.strerror}"
        done.set_aside.append(SetAside.of(BadInput.at(str(path), "line 1", f"{reason}."), str(path)))
        return None


def _read(file: str, text: str, terms: Terms, done: Imported) -> Correction | None:
    try:
        return read_correction(text, file, terms)
    except BadInput as bad:
        done.set_aside.append(SetAside.of(bad, file))
        return None


def _stamp(path: Path, corrections: dict[str, Correction]) -> str | None:
    """Changes when the file does, or a correction, or what reads it. None for a file that can't be asked."""
    try:
        status = path.stat()
    except OSError:
        return None
    said = msgspec.msgpack.encode([corrections[id] for id in sorted(corrections)])
    return f"{status.st_size}:{status.st_mtime_ns}:{hashlib.sha256(said).hexdigest()[:16]}:{_readers()}"


@cache
def _readers() -> str:
    """Changes when the readers, the conditions or the terms do: what they understand more of is then read again."""
    package = Path(__file__).parent.parent
    files = (f for room in ("trials", "criteria", "terms") for f in (package / room).rglob("*.[py]*"))
    stats = sorted(
        (f.name, (s := f.stat()).st_size, s.st_mtime_ns) for f in files if f.suffix in (".py", ".yaml")
    )
    return hashlib.sha256(repr(stats).encode()).hexdigest()[:16]


def trials_of(paths: Iterable[Path], terms: Terms) -> Iterator[Trial | SetAside]:
    """Every trial of files and folders without a store, corrections not applied."""
    for path in _files(paths, Imported()):
        yield from read_trials(path, terms)
