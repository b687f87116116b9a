"""`python -m chaos [--kills N] [--alerts N] [--seed N] [--database sqlite|postgresql]`: the campaign and its verdict."""

from __future__ import annotations

import argparse
import sys
import time


def main() -> int:
    """Run, print what came of it, and end with the verdict's line; 1 when the promise was not kept."""
    parser = argparse.ArgumentParser(prog="chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=10_000)
    parser.add_argument("--alerts", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = parser.parse_args()
    from chaos import database

    folder = database.start(asked.database)
    from chaos.campaign import make
    from chaos.verdict import judge

    print(f"seed {asked.seed}, {asked.database}, {asked.people} people")
    began = time.monotonic()
    campaign = make(folder, asked.seed, asked.people)
    campaign.fight(asked.kills, asked.alerts)
    campaign.recover()
    verdict = judge(campaign)
    for point, count in sorted(campaign.told.kills.items()):
        print(f"  {count:6d} kills at {point}")
    print(
        f"{verdict.alerts} alerts, {verdict.reports} reports, {verdict.messages} messages, "
        f"{campaign.told.processes} processes, {time.monotonic() - began:.0f} s"
    )
    if campaign.told.broken:
        print(f"{campaign.told.broken} processes ended with an error of their own", file=sys.stderr)
    print(verdict.line())
    return 0 if verdict.holds and not campaign.told.broken else 1


if __name__ == "__main__":
    sys.exit(main())
