"""Tab-separated tables as cBioPortal keeps them: comment lines, a line of column names, rows. Plain or gzip."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec

from cordee.files.fault import BadInput, Fault

LONGEST = 16 * 2**20
"""Characters in one row: a copy-number table has a column for every sample."""
NOTHING = frozenset(
    {
        "",
        "na",
        "n/a",
        "#n/a",
        "nan",
        "null",
        "none",
        "unknown",
        "unspecified",
        "not available",
        "[not available]",
    }
    | {"not applicable", "[not applicable]", "not evaluated", "[unknown]", "not collected", "withheld"}
)
"""Cells that say nothing, in small letters."""


class Row(msgspec.Struct, frozen=True):
    """One row: its line in the file and its cells by column, empty where the table says nothing."""

    line: int
    cells: dict[str, str]

    def get(self, *columns: str) -> str:
        """The cell of the first of `columns` that says something; empty when none does."""
        return next((cell for name in columns if (cell := self.cells.get(name, ""))), "")


def table_in(folder: Path, *names: str) -> Path | None:
    """The table called one of `names`, plain or gzip."""
    found = (folder / f"{name}{ending}" for name in names for ending in ("", ".gz"))
    return next((path for path in found if path.is_file()), None)


class Table:
    """A table being read. `columns`: their names in capitals; `written`: as written, by the name in capitals; `faults`
    fills while `rows` is run through."""

    def __init__(
        self, path: Path, needed: Sequence[Sequence[str]], used: Sequence[str] | None = None
    ) -> None:
        """Raises BadInput when it can't be read, or has none of the columns of one of `needed` (each lists the names that
        one column may have). Only cells of `used` columns are given (all when None)."""
        self.path = path
        self.name = path.name
        self.faults: list[Fault] = []
        self._lines = _lines(path)
        names = self._header()
        self.columns = [name.upper() for name in names]
        self.written = dict(zip(self.columns, names, strict=True))
        known = set(self.columns)
        for any_of in needed:
            if not known & set(any_of):
                raise BadInput.at(
                    self.name,
                    "column names",
                    f"no column {' or '.join(any_of)}.",
                    f"It has {', '.join(self.columns[:8])}{' …' if len(self.columns) > 8 else ''}.",
                )
        if len(known) < len(self.columns):
            twice = sorted({name for name in self.columns if self.columns.count(name) > 1})
            raise BadInput.at(self.name, "column names", f"the column {twice[0]} stands twice.", "Keep one.")
        self._wanted = [
            (place, name) for place, name in enumerate(self.columns) if used is None or name in used
        ]

    def _header(self) -> list[str]:
        for _, line in self._lines:
            if not line.startswith("#") and line.strip():
                return [name.strip() for name in line.split("\t")]
        raise BadInput.at(self.name, "", "holds no line of column names.")

    def rows(self) -> Iterator[Row]:
        """Every sound row; a row with too many or too few cells is a fault."""
        for number, line in self._lines:
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) != len(self.columns):
                problem = f"{len(cells)} cells under {len(self.columns)} column names."
                self.fault(number, problem, "The row was not used.")
                continue
            said = {}
            for place, name in self._wanted:
                cell = cells[place].strip()
                said[name] = "" if cell.lower() in NOTHING else cell
            yield Row(number, said)

    def fault(self, line: int, problem: str, remedy: str = "") -> None:
        """Something wrong with one row."""
        self.faults.append(Fault(file=self.name, where=f"line {line}", problem=problem, remedy=remedy))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open("rb") as raw, _plain(raw, path) as plain:
            text = io.TextIOWrapper(plain, encoding="utf-8-sig", newline="\n")
            number = 0
            while line := text.readline(LONGEST + 1):
                number += 1
                if len(line) > LONGEST:
                    raise BadInput.at(path.name, f"line {number}", "a row too long to be one of a table.")
                yield number, line.rstrip("\r\n")
    except UnicodeDecodeError:
        raise BadInput.at(path.name, "", "not UTF-8.", "Save the table in UTF-8.") from None
    except EOFError:
        raise BadInput.at(path.name, "", "the compressed file was cut short.", "Fetch it again.") from None
    except (gzip.BadGzipFile, zlib.error):
        raise BadInput.at(path.name, "", "is damaged: not readable as gzip.", "Fetch it again.") from None
    except OSError as error:
        raise BadInput.at(path.name, "", f"can't be read: {error.strerror or 'unknown reason'}.") from None


def _plain(raw: IO[bytes], path: Path) -> IO[bytes]:
    return gzip.GzipFile(fileobj=raw) if path.name.endswith(".gz") else raw  # type: ignore[return-value]
