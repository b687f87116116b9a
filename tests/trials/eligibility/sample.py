"""The 300 sentences that were labelled by hand, drawn so that anybody draws the same.

The trials' texts state no licence, so no sentence is copied into this repository: a label names the trial, the
characters of its eligibility text and the sha256 of the sentence. `python -m tests.trials.eligibility.sample` lists them.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from cordee.trials.ctml.about import eligibility_text

CHECKOUT = Path(__file__).parents[3]
DATA = Path(os.environ.get("CORDEE_TEST_DATA", CHECKOUT.parent / "shared" / "data"))
TRIALS = DATA / "ctml" / "reviewed"
SIZE, HELD_OUT, SEED = 300, 100, 20261120

_MARK = re.compile(
    r"\s*(?:exclude\s*-\s*)?(?:[-*•·○▪]+\s*|\\?[(\[]?(?:\d{1,2}|[a-z]|[ivx]{1,4})\\?[.)\]]\s+)*", re.I
)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)%][.;])\s+(?=[A-Z(])|(?<=;)\s+")
_HEADING = re.compile(r"[^.;]{0,80}criteria\s*\(?[^.;]{0,30}:?\s*\Z", re.I)


class Sentence(NamedTuple):
    """Characters `start`..`end` of the eligibility text of `trial`."""

    trial: str
    start: int
    end: int
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def key(self) -> str:
        return f"{self.trial}:{self.start}-{self.end}"


def texts() -> dict[str, str]:
    """Each shared trial's eligibility text, by its number."""
    found = {}
    for path in sorted(TRIALS.glob("*.yaml")):
        found[path.stem] = eligibility_text(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
    return found


def sentences(trial: str, text: str) -> Iterator[Sentence]:
    """Every sentence of a text: no headings, no bullets. Simpler than the reader's own, on purpose: it must not move."""
    at = 0
    for line in text.split("\n"):
        begin = at + (mark.end() if (mark := _MARK.match(line)) else 0)
        cuts = [m.end() for m in _SENTENCE_END.finditer(text, begin, at + len(line))]
        for start, end in zip([begin, *cuts], [*cuts, at + len(line)], strict=True):
            words = text[start:end].strip()
            if len(words) >= 8 and not _HEADING.match(words):
                start += len(text[start:end]) - len(text[start:end].lstrip())
                yield Sentence(trial, start, start + len(words), words)
        at += len(line) + 1


def draw() -> list[tuple[Sentence, bool]]:
    """The sample in order of trial and place, each with whether it is held out."""
    everything = [s for trial, text in texts().items() for s in sentences(trial, text)]
    offset = random.Random(SEED).random()
    drawn = [everything[int((i + offset) * len(everything) / SIZE)] for i in range(SIZE)]
    ranked = sorted(drawn, key=lambda s: hashlib.sha256(s.key.encode()).hexdigest())
    apart = {s.key for s in ranked[:HELD_OUT]}
    return [(s, s.key in apart) for s in drawn]


if __name__ == "__main__":
    for number, (sentence, held_out) in enumerate(draw()):
        sys.stdout.write(
            f"{number}\t{'held out' if held_out else 'development'}\t{sentence.key}\t{sentence.text}\n"
        )
