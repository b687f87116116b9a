"""Cutting a text of eligibility into statements: which include, which exclude, which hold only for some.

Statements tile the text: each begins where the one before it ends, bullets and line breaks included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from cordee.trials.eligibility.headings import Scopes, heading_of

Kind = Literal["statement", "heading", "intro", "scoped"]
_MARK = re.compile(
    r"\s*(?P<exclude>exclude\s*[-–:]\s*)?\s*(?P<bullet>(?:\\?[-*•·○▪●]+\s*|\\?[(\[]?(?:\d{1,2}"
    r"|[a-z]|[ivx]{1,4})\\?[.)\]]{1,2}\s+)*)",
    re.I,
)
_END = re.compile(r"[.;](?=\s+(?:[A-Z(*\\]|\S*$))|;(?=\s)")
_NOT_AN_END = re.compile(r"(?:\b(?:e\.g|i\.e|eg|ie|vs|approx|no|st|dr|etc|cf|incl|al)|\b[A-Za-z])\Z", re.I)
_EXCEPTION = re.compile(
    r"\W*(?:notes?\b|nb\b|however\b|exceptions?\b|except\b|unless\b|but\b|these\b"
    r"|the\s+following\s+(?:are|is|will)\b.{0,30}\bexcept|this\b|those\b|"
    r"(?:if|for)\b.{0,200}\b(?:eligible|allowed|permitted|acceptable)|"
    r".{0,200}\b(?:(?:are|is|be|remain|considered)\s+(?:still\s+)?(?:eligible|allowed|permitted"
    r"|acceptable|exempt|included|enrolled)"
    r"|not\s+(?:be\s+)?(?:excluded|considered|required|exclusionary)|may\s+(?:be\s+)?(?:enrol"
    r"|included|participate|receive|continue)))",
    re.I | re.S,
)
_OPEN_END = re.compile(r"\bor\b\W*\Z", re.I)
_OPEN_START = re.compile(r"\W*(?:or|and/or)\b", re.I)
_ONLY_SOME = re.compile(
    r"\W*(?:(?:for|in|among)\s+(?:the\s+)?(?:participants|patients|subjects|individuals|women|men"
    r"|those|cohorts?|parts?|arms?|phase|ph\d)\b.{0,120}?[:,]"
    r"|(?:participants|patients|subjects)\s+(?:in|enrolled|assigned|entering)\b"
    r"|(?:\w+[\s-]+){0,4}?(?:cohorts?|parts?|phase|arms?|subprotocols?|ph\s?\d\w*|subpart"
    r"|stage\s\d|group)\s*(?:[\dA-Z][\w/-]*|only)?\b[^.:]{0,90}:)",
    re.I,
)
_COHORT = re.compile(
    r"\b(?:cohorts?|subprotocols?|substud(?:y|ies)|arms?|parts?)\s+[A-Z\d][\w/-]{0,3}\b"
    r"|\bphase\s+(?:\d|I)|\bpart\s+only\b",
    re.I,
)


_WHO_COULD_BE_PREGNANT = re.compile(
    r"\W*(?:for|in)\s+(?:all\s+)?(?:women|female\w*).{0,60}child.{0,60}pregnan", re.I | re.S
)


class Statement(msgspec.Struct, frozen=True):
    """Characters `start`..`end` of a text; `words` are those that say something. `scoped`: holds for some people only,
    or is an alternative among others, or is taken back by the next one, so that it can't be read alone."""

    start: int
    end: int
    words: str
    inclusion: bool
    kind: Kind


def statements(text: str) -> list[Statement]:
    """The statements of `text`, which they tile."""
    found: list[Statement] = []
    section, plain_section = True, True
    scopes = Scopes()
    for start, end in _lines(text):
        line = text[start:end]
        mark = _MARK.match(line)
        assert mark is not None
        body = line[mark.end() :].strip()
        bullet = mark["bullet"].strip().replace("\\", "")
        heading = heading_of(body, bullet, excludes=mark["exclude"] is not None or not section)
        if heading is not None and heading.section is not None:
            section, scopes = heading.section, Scopes()
            plain_section = heading.plain and not (heading.section and mark["exclude"] is not None)
            found.append(
                _statement(text, start, end, body, section, "heading" if heading.plain else "scoped")
            )
            continue
        scopes.at_line(bullet, body, heading)
        inclusion = section and mark["exclude"] is None
        if not body:
            found.append(_statement(text, start, end, "", inclusion, "heading"))
            continue
        if heading is not None:
            scopes.enter(heading, bullet, body)
            read = heading.plain and plain_section and not scopes
            found.append(_statement(text, start, end, body, inclusion, "intro" if read else "scoped"))
            continue
        scopes.child(bullet)
        readable = not scopes and plain_section
        found += _sentences(text, start, end, start + mark.end(), inclusion, readable)
    return _taken_back(found)


def says_something(text: str) -> bool:
    """Whether `text` holds more than bullets, numbers and a curator's mark."""
    mark = _MARK.match(text)
    return bool(text[mark.end() if mark else 0 :].strip(" \n\t.;*-•"))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end + 1
        yield at, end
        at = end


def _statement(text: str, start: int, end: int, words: str, inclusion: bool, kind: Kind) -> Statement:
    return Statement(start, end, words, inclusion, kind)


def _sentences(
    text: str, start: int, end: int, begin: int, inclusion: bool, readable: bool
) -> list[Statement]:
    cuts = [start]
    for found in _END.finditer(text, begin, end):
        if (
            not _NOT_AN_END.search(text[max(begin, found.start() - 8) : found.start()])
            and text[found.end() : end].strip()
        ):
            cuts.append(found.end())
    made = []
    cohort_line = bool(_ONLY_SOME.match(text[begin:end].strip()))
    for one, other in zip(cuts, [*cuts[1:], end], strict=True):
        words = text[max(one, begin) : other].strip()
        some = (cohort_line or _ONLY_SOME.match(words)) and not _WHO_COULD_BE_PREGNANT.match(words)
        alone = readable and not some and not _COHORT.search(words)
        made.append(Statement(one, other, words, inclusion, "statement" if alone else "scoped"))
    return made


def _taken_back(found: list[Statement]) -> list[Statement]:
    """Statements that the next one limits, or that are one of several alternatives, can't be read alone."""
    spoilt: set[int] = set()
    real = [i for i, s in enumerate(found) if s.words]
    for previous, i in zip([None, *real], real, strict=False):
        s = found[i]
        if s.kind in ("heading", "intro"):
            continue
        before = found[previous] if previous is not None else None
        if (
            before is not None
            and before.kind == "statement"
            and before.inclusion == s.inclusion
            and _EXCEPTION.match(s.words[:400])
        ):
            spoilt.add(previous if previous is not None else i)
        if _EXCEPTION.match(s.words[:400]) and not s.inclusion:
            spoilt.add(i)
        if s.inclusion and before is not None and before.kind not in ("heading", "intro"):
            if _OPEN_END.search(before.words[-40:]):
                spoilt |= {i, previous if previous is not None else i}
            if _OPEN_START.match(s.words):
                spoilt |= {i, previous if previous is not None else i}
    return [
        msgspec.structs.replace(s, kind="scoped") if i in spoilt and s.kind == "statement" else s
        for i, s in enumerate(found)
    ]
