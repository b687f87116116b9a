"""The documents that every rendering is tried on."""

from __future__ import annotations

import sys
from pathlib import Path

# The example plans are made once for every test of the plan.
sys.path.insert(0, str(Path(__file__).parents[1]))
