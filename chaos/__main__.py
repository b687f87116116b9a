"""`python -m chaos [--kills N] [--alerts N] [--seed N] [--database sqlite|postgresql]`: the campaign and its verdict.

`--peers`: the same kills for two usual designs. `--model STEPS`: the chain beside its oracle. `--outage`: what the world
does to it, on simulated time. `--commands`: kills on the real commands. `--year`: a team's year. `--watchman`: faults that
are planted, and whether it reports them.
"""

from __future__ import annotations

import argparse
import sys
import time


def main() -> int:
    """Run, print what came of it, and end with the verdict's line; 1 when the promise was not kept."""
    parser = argparse.ArgumentParser(
        prog="chaos", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, help="default 10,000; 200 of the real commands")
    parser.add_argument("--alerts", type=int, default=10_000)
    parser.add_argument("--people", type=int, help="default 200; 400 in a year")
    parser.add_argument("--reports", type=int, default=40_000, help="check-ins of a year")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--peers", action="store_true")
    what.add_argument("--watchman", action="store_true")
    what.add_argument("--model", type=int, metavar="STEPS")
    what.add_argument("--outage", action="store_true")
    what.add_argument("--commands", action="store_true")
    what.add_argument("--year", action="store_true")
    parser.add_argument("--short", action="store_true")
    asked = parser.parse_args()
    if asked.watchman:
        from chaos.watchman import table

        return table()
    if asked.commands:
        from chaos.commands.run import run

        print(f"seed {asked.seed}, {asked.database}", flush=True)
        return run(asked.database, asked.kills or 200, asked.seed)
    asked.kills = asked.kills or 10_000
    from chaos import database

    folder = database.start(asked.database)
    print(f"seed {asked.seed}, {asked.database}", flush=True)
    if asked.peers:
        return _peers(asked.kills, asked.seed)
    if asked.model:
        return _model(asked.model, asked.seed)
    if asked.outage:
        from chaos.outage.run import run_all

        return 0 if run_all(asked.database, folder, asked.short) else 1
    if asked.year:
        from chaos.year.run import run_year

        return 0 if run_year(asked.seed, asked.people or 400, asked.reports, asked.short) else 1
    from chaos.campaign import make
    from chaos.verdict import judge

    began = time.monotonic()
    campaign = make(folder, asked.seed, asked.people or 200)
    campaign.fight(asked.kills, asked.alerts)
    campaign.recover()
    verdict = judge(campaign)
    for point, count in sorted(campaign.told.kills.items()):
        print(f"  {count:6d} kills at {point}")
    print(
        f"{asked.people or 200} people, {verdict.alerts} alerts, {verdict.reports} reports, {verdict.messages} messages, "
        f"{campaign.told.processes} processes, {time.monotonic() - began:.0f} s"
    )
    if campaign.told.broken:
        print(f"{campaign.told.broken} processes ended with an error of their own", file=sys.stderr)
    print(verdict.line())
    return 0 if verdict.holds and not campaign.told.broken else 1


def _peers(kills: int, seed: int) -> int:
    from chaos.peers.run import fight_all

    for count in fight_all(kills, seed):
        print(count.line(), flush=True)
    return 0


def _model(steps: int, seed: int) -> int:
    from chaos.model.machine import by_seed
    from chaos.model.world import cast

    began = time.monotonic()

    def show(taken: int) -> None:
        if taken % 10_000 == 0:
            print(f"  {taken} steps, {time.monotonic() - began:.0f} s", flush=True)

    taken = by_seed(cast(), steps, seed, show)
    print(f"{taken} steps, {time.monotonic() - began:.0f} s: the chain did what the oracle says")
    return 0


if __name__ == "__main__":
    sys.exit(main())
