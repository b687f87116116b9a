"""Write docs/access.md from the tables that decide who may what.

`python tools/access_docs.py` writes it; `--check` writes nothing and fails when it is out of date.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

PAGE = Path(__file__).parents[1] / "docs" / "access.md"


def main(arguments: list[str]) -> int:
    """0 when the page is (now) up to date, 1 when a check finds that it is not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordee.service.project.settings")
    os.environ.setdefault("CORDEE_DEMO", "1")
    django.setup()
    from cordee.service.people.access_page import access_page

    made = access_page()
    if "--check" in arguments:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made:
            return 0
        print("docs/access.md is out of date: run python tools/access_docs.py")
        return 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
