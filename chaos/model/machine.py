"""The play as a hypothesis state machine, and as a long run by a seed."""

from __future__ import annotations

from random import Random
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from chaos.model import changes
from chaos.model.play import STEPS, Play
from chaos.model.world import Cast

WHAT = (*changes.OFTEN, *sorted(STEPS.keys() - set(changes.OFTEN)))
LENGTH = 100
"""Steps of one play."""
_NUMBER = st.integers(0, 7)


def by_hypothesis(cast: Cast, plays: int, seed: int | None = None) -> int:
    """`plays` plays drawn, and when one fails made small; how many steps were taken."""
    taken = 0

    class Machine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self._rolled_back = transaction.atomic()
            self._rolled_back.__enter__()
            self.play = Play(cast)

        @rule(what=st.sampled_from(WHAT), a=st.integers(0, 19), b=_NUMBER, c=_NUMBER)
        def happens(self, what: str, a: int, b: int, c: int) -> None:
            nonlocal taken
            taken += 1
            self.play.happen(what, a, b, c)

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self._rolled_back.__exit__(None, None, None)

    given: dict[str, Any] = {
        "max_examples": plays,
        "stateful_step_count": LENGTH,
        "deadline": None,
        "database": None,
        "suppress_health_check": list(HealthCheck),
        "phases": (Phase.generate, Phase.shrink),
        "verbosity": Verbosity.normal,
        "derandomize": seed is None,
    }
    run_state_machine_as_test(Machine, settings=settings(**given))
    return taken


def by_seed(cast: Cast, steps: int, seed: int, show: Any = None) -> int:
    """Plays drawn by `seed` until `steps` steps were taken; how many were."""
    random, taken = Random(seed), 0
    while taken < steps:
        done: list[tuple[str, int, int, int]] = []
        with transaction.atomic():
            play = Play(cast)
            try:
                for _ in range(LENGTH):
                    step = (
                        random.choice(WHAT),
                        random.randrange(20),
                        random.randrange(8),
                        random.randrange(8),
                    )
                    done.append(step)
                    play.happen(*step)
                    taken += 1
            except BaseException:
                print(f"seed {seed}, after {taken} steps, this play fails: {done}")
                raise
            transaction.set_rollback(True)
        if show is not None:
            show(taken)
    return taken
