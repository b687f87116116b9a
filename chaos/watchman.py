"""`python -m chaos --watchman`: every fault that is planted, and whether the watchman reported it within a minute."""

from __future__ import annotations

import contextlib
import io
import sys
from typing import Any

_TESTS = "tests/service/chain/test_watchman_faults.py"


class _Table:
    """Listens to the tests of the faults: which were planted, which reported."""

    def __init__(self) -> None:
        self.reported: dict[str, bool] = {}

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Called by pytest after each part of a test."""
        name = str(report.nodeid)
        if "_fault" in name and "[" in name and (report.when == "call" or report.failed):
            fault = name[name.index("[") + 1 : -1]
            self.reported[fault] = report.passed and self.reported.get(fault, True)


def table() -> int:
    """Print a line for each fault, then how many were reported; 1 when one was not, or when all was not well before."""
    import pytest

    told, unsaid = _Table(), io.StringIO()
    with contextlib.redirect_stdout(unsaid):
        code = pytest.main(["-q", _TESTS], plugins=[told])
    from tests.service.chain.faults import ENGINE, STORED  # Django is set up by now

    if code != 0:
        print(unsaid.getvalue(), file=sys.stderr)
    for fault in (*STORED, *ENGINE):
        invariant = STORED[fault][1] if fault in STORED else ENGINE[fault].reports
        sign = "reported" if told.reported.get(fault) else "NOT REPORTED"
        print(f"  {sign:12}  {fault:48}  {invariant}")
    planted = len(STORED) + len(ENGINE)
    print(f"{sum(told.reported.values())} of {planted} faults reported within a minute")
    return 0 if code == 0 and len(told.reported) == planted and all(told.reported.values()) else 1


if __name__ == "__main__":
    sys.exit(table())
