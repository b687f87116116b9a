"""A person whose record holds the invented example of lung cancer with EGFR after two lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cordee.service.record.actions import write_resources
from cordee.service.record.models import Door
from tests.service.conftest import NOW, Circle

EXAMPLES = Path(__file__).parents[3] / "examples"
OPEN_OPTION = "nsclc.pretreated.docetaxel"
NO_OPTION = "nsclc.ntrk.larotrectinib"
COMFORT = "best-supportive-care.alone"


def resources_of_example(name: str) -> list[dict[str, Any]]:
    """The resources of an example, as a hospital would send them."""
    bundle = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return [entry["resource"] for entry in bundle["entry"]]


@pytest.fixture
def planned(circle: Circle) -> Circle:
    """The circle, its person's record filled."""
    write_resources(
        person=circle.person,
        bodies=resources_of_example("lung-egfr"),
        by=circle.alice,
        door=Door.IMPORT,
        at=NOW,
    )
    return circle
