"""A file of trials, whichever of the three forms it has."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from cordee.files.fault import BadInput
from cordee.terms import Terms
from cordee.trials.ctgov.read import read_study
from cordee.trials.ctgov.stream import pieces
from cordee.trials.ctml.read import is_ctml, read_ctml
from cordee.trials.documents import documents
from cordee.trials.own import is_own, read_own
from cordee.trials.set_aside import SetAside
from cordee.trials.trial import Trial

SUFFIXES = frozenset({".yaml", ".yml", ".json", ".ndjson", ".jsonl"})
LARGEST = 16 << 20
"""Bytes of a file written by hand. A registry's dump may be of any size: it is never read whole."""

_HEAD = 1 << 16
_STUDY = re.compile(
    rb'\{\s*"(?:protocolSection|studies|totalCount|nextPageToken|hasResults|derivedSection)"\s*:'
)


def read_trials(path: Path, terms: Terms) -> Iterator[Trial | SetAside]:
    """Every trial of a file in order, or why it was set aside. Never raises for what a file holds."""
    name = str(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD).removeprefix(codecs.BOM_UTF8).lstrip()
        from_registry = head[:1] in (b"{", b"[") and _STUDY.search(head)
        yield from _registry(path, terms) if from_registry else _written(path, terms)
    except BadInput as bad:
        yield SetAside.of(bad, name)
    except OSError as error:
        yield SetAside.of(BadInput.at(name, "", f"can't be read: {error.strerror}."), name)


def _registry(path: Path, terms: Terms) -> Iterator[Trial | SetAside]:
    name, none_found = str(path), True
    with path.open("rb") as stream:
        for piece in pieces(stream, name):
            none_found = False
            try:
                yield read_study(piece.body, name, piece.line, terms)
            except BadInput as bad:
                yield SetAside.of(bad, name)
    if none_found:
        raise BadInput.at(name, "line 1", "no study in it.")


def _written(path: Path, terms: Terms) -> Iterator[Trial | SetAside]:
    name = str(path)
    size = path.stat().st_size
    if size > LARGEST:
        raise BadInput.at(
            name,
            "line 1",
            f"{size >> 20} MB, and not a dump of ClinicalTrials.gov.",
            f"A file of trials written by hand has at most {LARGEST >> 20} MB: split it.",
        )
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput.at(name, f"line {line}", "not UTF-8.", "Save the file as UTF-8.") from None
    any_document = False
    for document in documents(text, name):
        any_document = True
        value = document.value
        first = value[0] if isinstance(value, list) and value else value
        if is_own(value):
            yield from read_own(document, terms)
        elif is_ctml(first):
            yield from read_ctml(document, terms)
        else:
            yield SetAside.of(document.fault((), _NOT_A_TRIAL), name)
    if not any_document:
        raise BadInput.at(name, "line 1", "the file is empty.")


_NOT_A_TRIAL = "not a trial: expected CTML (treatment_list), a study of ClinicalTrials.gov (protocolSection) or our own form (trials)."
