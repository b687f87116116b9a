"""`python -m cordee`."""

from cordee.cli import main

raise SystemExit(main())
