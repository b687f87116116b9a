"""Real objects for the addresses of this room, for the matrix of who may what."""

from __future__ import annotations

from cordee.service.support.actions import add_resource
from tests.service.conftest import NOW, Circle

SAID = {
    "name": "Invented Café of Relatives",
    "needs": ["relatives"],
    "country": "FR",
    "region": "Inventeville",
    "languages": ["fr"],
    "audience": "relative",
    "offers_fr": "Un café, une fois par mois.",
    "offers_en": "Coffee, once a month.",
    "source": "told by the invented association",
}


def samples(circle: Circle) -> dict[str, dict[str, object]]:
    """An entry of the circle's team, and pages of the library."""
    resource = add_resource(team=circle.team, by=circle.alice, at=NOW, today=NOW.date(), **SAID)
    kept: dict[str, object] = {"entry_id": str(resource.pk)}
    return {
        "support:page": {"page_id": "metastatic"},
        "support:sheet": {"sheet_id": "fever"},
        "support:signs": {"signs_id": "breast"},
        "support:edit_team": kept,
        "support:retire_team": kept,
        "support:edit_operator": kept,
        "support:retire_operator": kept,
    }
