"""What a rendering tells, as letters only: how texts are compared across wrapping, columns and capitals."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pypdf

from cordee.plan.cited import texts_of
from cordee.plan.document import Document
from cordee.terms import Lang


def letters(text: str) -> str:
    """`text` without any space, in one case."""
    return re.sub(r"[\s\u202f\u00a0\u200b\u00ad]+", "", text).casefold()


def texts(document: Document, lang: Lang) -> list[str]:
    """Every text of a document, as letters."""
    return [letters(text.words.to(lang)) for text in texts_of(document)]


class PageText(HTMLParser):
    """The text of a page, its tags, and whether they close."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "br", "img", "hr"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.said)


def pdf_of(data: bytes) -> pypdf.PdfReader:
    """The PDF, opened."""
    return pypdf.PdfReader(io.BytesIO(data))


def pdf_text(data: bytes) -> str:
    """The text of every page."""
    return "\n".join(page.extract_text() for page in pdf_of(data).pages)
