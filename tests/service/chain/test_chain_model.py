"""The whole chain beside an oracle of plain values, over twenty thousand steps. More: `make chaos MODEL=1`."""

from __future__ import annotations

import os

import pytest
from chaos.model.machine import LENGTH, by_hypothesis, by_seed
from chaos.model.world import cast

# What a play finds hardly depends on the database, and PostgreSQL is slower at so small questions.
ON_POSTGRESQL = os.environ.get("CORDEE_TEST_DATABASE") == "postgresql"
STEPS = int(os.environ.get("CORDEE_TEST_MODEL_STEPS", "2000" if ON_POSTGRESQL else "20000"))
SEED = 20261120


@pytest.mark.django_db
def test_the_chain_does_what_a_simple_oracle_says():
    """A quarter of the steps by hypothesis, which makes what fails small; the others by a seed, which is faster."""
    played = cast()
    drawn = by_hypothesis(played, plays=STEPS // 4 // LENGTH)
    assert drawn + by_seed(played, STEPS - drawn, SEED) >= STEPS
