"""The three renderings of a laid-out text: terminal, page, print; and the picture of the illness over time.

`to_text` is light. The others are imported when they are first used: `cordee plan` on a terminal must not pay for
the typesetter.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cordee.plan.render.text import to_text

if TYPE_CHECKING:
    from cordee.plan.render.climb import climb_svg, climb_table
    from cordee.plan.render.page import to_html
    from cordee.plan.render.print import to_pdf

__all__ = ["climb_svg", "climb_table", "to_html", "to_pdf", "to_text"]

_LATER = {"climb_svg": "climb", "climb_table": "climb", "to_html": "page", "to_pdf": "print"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
