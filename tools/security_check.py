"""`make check`: bandit over the source, and known vulnerabilities of what is locked.

bandit: anything of medium severity or more, and not of low confidence, fails unless it stands in `LOOKED_AT` with its reason;
an entry that no longer applies fails too. Audit: pip-audit asks its vulnerability service about every locked package. Where
none can be reached it says so, loudly, and does not fail, unless CORDEE_AUDIT_REQUIRED=1.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKED = ("requirements/cohort.txt", "requirements/service.txt")
SECONDS = 120

LOOKED_AT = {
    (
        "src/cordee/cohort/build_workers.py",
        "B301",
    ): "what one's own worker processes wrote, in a folder of the owner's alone",
    (
        "src/cordee/service/pages/templatetags/cordee_frame.py",
        "B308",
    ): "icons of our own; a name that is none gives nothing",
    ("src/cordee/service/pages/templatetags/cordee_frame.py", "B703"): "the same",
    (
        "src/cordee/service/record/climb.py",
        "B308",
    ): "a picture drawn by us, its texts escaped where they are drawn",
    ("src/cordee/service/record/climb.py", "B703"): "the same",
    ("src/cordee/service/support/picture.py", "B308"): "a picture drawn by us from numbers and our own words",
    ("src/cordee/service/support/picture.py", "B703"): "the same",
}


def main() -> int:
    """Exit 1 when something is to be looked at."""
    return max(_bandit(), _audit())


def _bandit() -> int:
    command = [
        sys.executable,
        "-m",
        "bandit",
        "-q",
        "-r",
        "src",
        "-f",
        "json",
        "-ll",
        "-ii",
        "-x",
        "*/migrations/*",
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = json.loads(run.stdout)
    wrong = [f"{error['filename']}: {error['reason']}" for error in found["errors"]]
    seen = set()
    for issue in found["results"]:
        key = (issue["filename"].removeprefix("./"), issue["test_id"])
        seen.add(key)
        if key not in LOOKED_AT:
            wrong.append(f"{key[0]}:{issue['line_number']}: {key[1]} {issue['issue_text']}")
    wrong += [
        f"{file}: {test} is no longer found: take it out of LOOKED_AT"
        for file, test in sorted(LOOKED_AT.keys() - seen)
    ]
    for line in wrong:
        print(f"bandit: {line}", file=sys.stderr)
    if not wrong:
        print(f"bandit: nothing new ({len(seen)} findings looked at before)")
    return 1 if wrong else 0


def _audit() -> int:
    wanted = os.environ.get("CORDEE_AUDIT_REQUIRED") == "1"
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--disable-pip",
        "--require-hashes",
        "-f",
        "json",
        "--progress-spinner",
        "off",
    ]
    for file in LOCKED:
        command += ["-r", file]
    try:
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS)
        packages = json.loads(run.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        packages = []
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    asked = len(packages) - len(skipped)
    holes = [(p["name"], p["version"], v["id"]) for p in packages for v in p.get("vulns", [])]
    for name, version, hole in holes:
        print(f"audit: {name} {version}: {hole}", file=sys.stderr)
    if asked and not skipped:
        print(f"audit: {asked} locked packages, {len(holes)} known vulnerabilities")
    else:
        print(
            f"audit: NOT DONE for {len(skipped) or 'any'} packages, {asked} asked: no vulnerability service answers here."
            " Run `make check` where one does.",
            file=sys.stderr,
        )
    return 1 if holes or (wanted and (skipped or not asked)) else 0


if __name__ == "__main__":
    raise SystemExit(main())
