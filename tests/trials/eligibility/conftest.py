"""Lets the tests of the reader import the measuring command and the sample."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))
