"""SVG elements as text: attributes with plain colours for print, classes for a page that changes them with the theme."""

from __future__ import annotations

from html import escape
from typing import Any

from cordee.plan.render.wording import clean

COLOURS: dict[str, str] = {
    "ink": "#1e2a32",
    "quiet": "#55646e",
    "line": "#dde3e6",
    "surface": "#ffffff",
    "paper": "#fbfaf7",
    "glacier": "#1f5f7a",
    "glacier-soft": "#e3f0f4",
    "rope": "#b5651d",
    "rope-text": "#96500f",
    "moss": "#3b6b45",
    "moss-soft": "#e6f0e7",
    "amber": "#8a5d00",
    "alarm": "#b42318",
}
"""The tokens of the look, in the light theme."""

FONT = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"


def safe(text: str) -> str:
    """`text` as XML content or attribute."""
    return escape(clean(text), quote=True)


def element(
    name: str, inside: str = "", *, fill: str = "", stroke: str = "", says: str = "", **attributes: object
) -> str:
    """One element. `fill` and `stroke` are tokens; `says` its tooltip; `stroke_width` becomes `stroke-width`."""
    classes = " ".join([f"c-{fill}"] * (fill in COLOURS) + [f"s-{stroke}"] * (stroke in COLOURS))
    written = {"class": classes} if classes else {}
    written |= {"fill": COLOURS.get(fill, fill)} if fill else {}
    written |= {"stroke": COLOURS.get(stroke, stroke)} if stroke else {}
    written |= {key.replace("_", "-"): figure(value) for key, value in attributes.items()}
    body = (f"<title>{safe(says)}</title>" if says else "") + inside
    opened = name + "".join(f' {key}="{value}"' for key, value in written.items())
    return f"<{opened}>{body}</{name}>" if body else f"<{opened}/>"


def text(
    words: str,
    x: float,
    y: float,
    *,
    size: float,
    fill: str = "ink",
    bold: bool = False,
    anchor: str = "start",
    says: str = "",
) -> str:
    """A text at its base line."""
    attributes: dict[str, Any] = {"x": x, "y": y, "font_size": size}
    if bold:
        attributes["font_weight"] = 600
    if anchor != "start":
        attributes["text_anchor"] = anchor
    return element("text", _titled(words, says), fill=fill, **attributes)


def _titled(words: str, says: str) -> str:
    return (f"<title>{safe(says)}</title>" if says and says != words else "") + safe(words)


def figure(value: object) -> str:
    """A number with at most one decimal; anything else made safe."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return safe(str(value))
