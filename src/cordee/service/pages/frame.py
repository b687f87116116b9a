"""What every page's frame needs: who reads, in which place."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for the shared templates."""
    return {"demo": settings.DEMO}
