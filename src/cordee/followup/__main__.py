"""`python -m cordee.followup [folder]`: check the follow-up files; exit 1 when there is a complaint."""

from __future__ import annotations

import sys
from pathlib import Path

from cordee.files.fault import BadInput
from cordee.followup.check import check_followup
from cordee.followup.load import CONTENT, read_followup
from cordee.terms import load_terms


def main(arguments: list[str]) -> int:
    """Print every complaint, then how much there is."""
    try:
        content = read_followup(Path(arguments[0]) if arguments else CONTENT, load_terms())
    except BadInput as bad:
        sys.stderr.write(f"{bad}\n")
        return 1
    complaints = check_followup(content)
    for complaint in complaints:
        sys.stdout.write(f"{complaint.line()}\n")
    reviewed = sum(rule.review != "not reviewed" for rule in content.rules)
    sys.stdout.write(
        f"{len(content.questions)} questions in {len(content.sets)} sets, {len(content.rules)} rules, "
        f"{len(content.sources)} sources, {reviewed} reviewed, {len(complaints)} complaints "
        f"(version {content.version})\n"
    )
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
