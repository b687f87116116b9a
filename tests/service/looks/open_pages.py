"""A browser window of one reader, in one language, and what it complains about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.service.looks.demo_site import Site

Theme = Literal["light", "dark"]


@dataclass
class Window:
    """A page and everything the browser said against it: console errors, refused by the policy, failed loads."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the service; its status must be 200."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        if answer.status != 200:
            self.complaints.append(f"{path}: status {answer.status}")


@contextmanager
def window(
    browser: Browser,
    site: Site,
    who: str,
    *,
    lang: str,
    width: int,
    theme: Theme = "light",
    height: int = 800,
) -> Iterator[Window]:
    """A window signed in as `who` ('' for nobody)."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce"
    )
    cookies = [{"name": "language", "value": lang, "url": site.base}]
    if who:
        cookies.append({"name": "sessionid", "value": site.sessions[who], "url": site.base})
    context.add_cookies(cookies)  # type: ignore[arg-type]
    opened = Window(context.new_page(), site.base)
    opened.page.on(
        "console",
        lambda said: opened.complaints.append(said.text) if said.type in ("error", "warning") else None,
    )
    opened.page.on("pageerror", lambda fault: opened.complaints.append(str(fault)))
    opened.page.on("requestfailed", lambda asked: opened.complaints.append(f"failed: {asked.url}"))
    try:
        yield opened
    finally:
        context.close()
