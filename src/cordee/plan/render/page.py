"""The plan as one self-contained page: no script, no load from anywhere, one style sheet in the page itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cordee.plan.document import Document, Section
from cordee.plan.render.page_blocks import Blocks, escaped
from cordee.plan.render.wording import shown_notes, spoken
from cordee.terms import Lang, Words

SAFETY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Nothing may be fetched or run, whatever a text holds."""

BESIDE = ("find-out", "triggers", "trials", "questions")
"""Sections of the clinician's page that stand on the right on a wide screen, before the options on a narrow one."""
ACROSS = ("situation", "climb")
BELOW = ("sources",)

SKIP = Words("Aller au texte", "Skip to the text")
CONTENTS = Words("Dans cette page", "On this page")


def to_html(document: Document, lang: Lang, climb: str) -> str:
    """The document as a page. `climb` is the picture of `climb_svg`, put where the document wants it."""
    blocks = Blocks(
        lang=lang, climb=climb, notes=shown_notes(document), capital=document.audience == "person"
    )
    title = escaped(spoken(document.title, lang))
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{lang}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{SAFETY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="robots" content="noindex">',
            f"<title>{title}</title>",
            f"<style>\n{_style()}</style>",
            "</head>",
            f'<body class="{document.audience}">',
            f'<a class="skip" href="#main">{escaped(SKIP.to(lang))}</a>',
            _header(document, blocks),
            _contents(document, lang),
            '<main id="main" tabindex="-1">',
            *_laid_out(document, blocks),
            "</main>",
            f"<footer><p>{blocks.words(document.foot)}</p></footer>",
            "</body>",
            "</html>",
            "",
        ]
    )


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


def _header(document: Document, blocks: Blocks) -> str:
    call = next((s for s in document.sections if s.id == "call"), None)
    help_ = f'<a class="call" href="#call">{blocks.words(call.title)}</a>' if call else ""
    facts = f'<dl class="facts">{blocks.pairs(document.facts)}</dl>' if document.facts else ""
    return (
        f"<header>{help_}<h1>{blocks.words(document.title)}</h1>"
        f'<p class="quiet">{blocks.words(document.subtitle)}</p>{facts}</header>'
    )


def _contents(document: Document, lang: Lang) -> str:
    if len(document.sections) < 3:
        return ""
    links = "".join(
        f'<li><a href="#{escaped(s.id)}">{escaped(spoken(s.title, lang))}</a></li>' for s in document.sections
    )
    label = escaped(CONTENTS.to(lang))
    return f'<nav class="contents" aria-label="{label}"><details><summary>{label}</summary><ul>{links}</ul></details></nav>'


def _laid_out(document: Document, blocks: Blocks) -> list[str]:
    """The sections in order; for the clinician, in an upper part, a right column, the options, and the sources."""
    sections = document.sections
    if document.audience == "person":
        return [_section(s, blocks) for s in sections]
    places = (*ACROSS, *BESIDE, *BELOW)
    across = [_section(s, blocks) for s in sections if s.id in ACROSS]
    right = [_section(s, blocks) for s in sections if s.id in BESIDE]
    left = [_section(s, blocks) for s in sections if s.id not in places]
    below = [_section(s, blocks) for s in sections if s.id in BELOW]
    return [
        *across,
        '<div class="columns">',
        '<div class="right">',
        *right,
        "</div>",
        '<div class="left">',
        *left,
        "</div>",
        "</div>",
        *below,
    ]


def _section(section: Section, blocks: Blocks) -> str:
    id = escaped(section.id)
    body = blocks.section_body(section)
    return (
        f'<section id="{id}" aria-labelledby="{id}-title"><h2 id="{id}-title">{blocks.words(section.title)}</h2>'
        f"{body}</section>"
    )
