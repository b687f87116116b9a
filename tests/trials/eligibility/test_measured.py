"""The labelled sentences: drawn the same by anybody, and read no worse than when this was measured."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
import yaml
from benchmarks.eligibility import LABELS, figures, judged
from tests.trials.eligibility.sample import HELD_OUT, SIZE, TRIALS, draw, texts

MEASURED_PRECISION, MEASURED_RECALL = 1.0, 0.80
WITHOUT_DATA = pytest.mark.skipif(
    not TRIALS.is_dir(), reason=f"no shared trials: set CORDEE_TEST_DATA (looked in {TRIALS})"
)


def test_labels_hold_no_sentence_and_are_split_as_said() -> None:
    labels = yaml.safe_load(LABELS.read_text(encoding="utf-8"))
    assert Counter(label["part"] for label in labels) == {
        "development": SIZE - HELD_OUT,
        "held-out": HELD_OUT,
    }
    assert {key for label in labels for key in label} == {"trial", "start", "end", "part", "sha256", "asks"}


@WITHOUT_DATA
def test_the_sample_is_the_one_that_was_labelled() -> None:
    labels = yaml.safe_load(LABELS.read_text(encoding="utf-8"))
    sources = texts()
    for (sentence, held_out), label in zip(draw(), labels, strict=True):
        part = "held-out" if held_out else "development"
        assert (sentence.trial, sentence.start, sentence.end, part) == (
            label["trial"],
            label["start"],
            label["end"],
            label["part"],
        )
        words = sources[sentence.trial][sentence.start : sentence.end]
        assert hashlib.sha256(words.encode()).hexdigest() == label["sha256"]


@WITHOUT_DATA
def test_development_sentences_are_read_as_well_as_measured() -> None:
    counts = figures(judged("development"))
    assert counts.precision >= MEASURED_PRECISION
    assert counts.recall >= MEASURED_RECALL
