"""The documents of a file of trials: YAML or JSON, one or several one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from cordee.files.fault import BadInput
from cordee.files.located_yaml import Located, read_located

_NEW_DOCUMENT = re.compile(r"^---(?:\s.*)?$", re.MULTILINE)


def documents(text: str, file: str) -> Iterator[Located]:
    """Each document, its lines counted from the start of the file. Raises BadInput at the first that can't be read."""
    starts = (
        _json_starts(text, file) if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") else _yaml_starts(text)
    )
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = text[start:end]
        if part.strip():
            # Blank lines in front keep every line number that of the file.
            line = text.count("\n", 0, start)
            try:
                yield read_located("\n" * line + part, file)
            except RecursionError:
                raise BadInput.at(file, f"line {line + 1}", "nested too deeply to be read.") from None


def _yaml_starts(text: str) -> list[int]:
    return sorted({0, *(match.start() for match in _NEW_DOCUMENT.finditer(text))})


def _json_starts(text: str, file: str) -> list[int]:
    """Where each JSON document begins: some exports put several in one file."""
    decoder, at = json.JSONDecoder(), 0
    starts: list[int] = []
    while True:
        while at < len(text) and text[at] in "\ufeff \t\r\n":
            at += 1
        if at >= len(text):
            return starts
        starts.append(at)
        try:
            _, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
            problem = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            raise BadInput.at(file, f"line {line}", f"not readable as JSON: {problem}.") from None
