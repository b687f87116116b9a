"""Headings inside a text of eligibility, and how far what they say reaches."""

from __future__ import annotations

import re

import msgspec

_SECTION = re.compile(
    r"\W*(?:(?:key|main|the\s+main|general|major|selected|core)\s+)*(inclusion"
    r"|exclusion)\s+criteria\b",
    re.I,
)
_SECTION_SENTENCE = re.compile(
    r"(?:.{0,100}\b(?:must|should)\b.{0,60}\b|.{0,60}\bany\s+of\s+the\s+following\s+)(inclusion"
    r"|exclusion)\s+criteria\b.{0,80}\Z"
    r"|(?:.{0,60}\bcohort.{0,80}\bspecific\s+)(inclusion|exclusion)\s+criteria\b.{0,20}\Z"
    r"|(?:phase\s*\w+\s+|cohort[- ]specific\s+|.{0,20}general\s+)(inclusion"
    r"|exclusion)\s+criteria\b.{0,20}\Z",
    re.I,
)
_PLAIN_REST = re.compile(
    r"\W*(?:\((?:phase|part)s?\s*\w+\s*(?:and|&)\s*(?:phase|part)?\s*\w+\)|(?:include|are"
    r"|includes)\b.{0,15}\bnot\s+limited\s+to\b.{0,25}|include|are\s+as\s+follows|summary)?\W*\Z",
    re.I,
)
_ORGANS = re.compile(
    r"\b(?:in)?adequate\b.*\b(?:function|reserve)|\borgan\s+function|\blaborator(?:y|ies)\b"
    r"|\bmarrow\s+(?:function|reserve)",
    re.I,
)
_COHORT = re.compile(
    r"\W*(?:for\s+)?(?:all\s+)?(?:dose\s+)?(?:(?:\w+[\s-]+){0,3})?(?:cohorts?|parts?|arms?|phase"
    r"|ph|subprotocols?|groups?|strat(?:um|a)|substud(?:y|ies)|subpart|expansion|escalation)\b"
    r"|\W*eligibility\s+criteria\s+(?:prior|for)\b",
    re.I,
)
_EVERYBODY = re.compile(
    r"\W*(?:for\s+)?all\s+(?:cohorts|participants|patients|subjects|parts|arms"
    r"|phases)\b[^\d]{0,40}\Z",
    re.I,
)
_LIMITING = re.compile(
    r"\b(?:one|two|either|within|weeks?|months?|days?|years?|unless|except\w*|allowed|eligible"
    r"|permitted|acceptable|may|if|when"
    r"|examples?|e\.?g|only|not|no|without|treat\w*|therap\w*|recei\w*|prior|previous\w*"
    r"|medications?|vaccin\w*|surger\w*|progress\w*"
    r"|exempt|note|however|follow-?up|contracepti\w*|during|before|after|until|who"
    r"|with\s+(?:a\s+)?history|history|disease)\b"
    r"|\A\W*(?:for|in)\b",
    re.I,
)
_ALTERNATIVES = re.compile(
    r"\b(?:any|or|following\s+(?:types?|histolog\w+|tumou?rs?|cancers?|malignanc\w+))\b", re.I
)
_LIMITING_ORGANS = re.compile(
    r"\b(?:unless|except|only|if|cohorts?|one\s+of|for\s+(?:patients|participants|subjects))\b", re.I
)
_TO_BE_CONTINUED = re.compile(
    r"\b(?:following\b[^.]{0,40}[;.]?|(?:listed|described|specified|outlined"
    r"|given)\s+below\b[^.]{0,40}\.?|except(?:\s+for)?|exceptions?)\Z",
    re.I,
)
_NUMBER = re.compile(r"\d{1,2}(?=\D*\Z)")


class Heading(msgspec.Struct, frozen=True):
    """`section`: True opens the inclusions, False the exclusions, None neither. `plain`: limits nothing."""

    section: bool | None
    plain: bool
    cohort: bool = False
    everybody: bool = False
    organs: bool = False


class Scopes:
    """The limiting headings that stand over a line, outermost first."""

    def __init__(self) -> None:
        self._open: list[Scope] = []

    def __bool__(self) -> bool:
        return bool(self._open)

    def at_line(self, bullet: str, body: str, heading: Heading | None) -> None:
        """Close what a line ends."""
        while self._open and self._open[-1].ended_by(bullet, body, heading):
            self._open.pop()

    def child(self, bullet: str) -> None:
        """A line below was seen."""
        self._open = [scope.with_child(bullet) for scope in self._open]

    def enter(self, heading: Heading, bullet: str, body: str) -> None:
        """A heading inside a section was seen."""
        cohorts = [i for i, scope in enumerate(self._open) if scope.cohort]
        if heading.everybody:
            self._open = []
        elif heading.plain:
            if not cohorts and (
                heading.organs or (self._open and _style(self._open[-1].bullet) == _style(bullet))
            ):
                self._open = []
        else:
            if heading.cohort and cohorts:
                self._open = self._open[: cohorts[0]]
            elif self._open and not self._open[-1].cohort and _style(self._open[-1].bullet) == _style(bullet):
                self._open.pop()
            self._open.append(Scope(bullet, heading.cohort, first_word(body)))


class Scope(msgspec.Struct, frozen=True):
    """What stands under a heading that limits it, until a line of the heading's own rank."""

    bullet: str
    cohort: bool
    first_word: str = ""
    child: str | None = None

    def with_child(self, bullet: str) -> Scope:
        """The same, once a line below has been seen."""
        return msgspec.structs.replace(self, child=bullet)

    def ended_by(self, bullet: str, body: str, heading: Heading | None) -> bool:
        """Whether a line stands beside the heading and no longer below it: by its bullet, or its first word."""
        if heading is not None and (heading.cohort or heading.everybody) and self.cohort:
            return True
        if self.child is None or _style(bullet) != _style(self.bullet):
            return False
        if _style(self.child) != _style(self.bullet):
            return True
        if len(self.first_word) > 4 and first_word(body) == self.first_word and not self.cohort:
            return True
        own, last, now = (_NUMBER.search(b) for b in (self.bullet, self.child, bullet))
        return bool(own and last and now and int(now[0]) == int(own[0]) + 1 and int(last[0]) != int(own[0]))


def first_word(body: str) -> str:
    """The first word of a line, small and without its plural."""
    word = re.match(r"[A-Za-z]+", body)
    return word[0].lower().rstrip("s") if word else ""


def _style(bullet: str) -> str:
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", bullet.lower().replace(" ", "")))


def heading_of(body: str, bullet: str, *, excludes: bool) -> Heading | None:
    """What kind of heading a line is; None for a statement."""
    if len(body) > 300:
        return None
    section = _SECTION.match(body)
    if section and len(body) <= 140:
        rest = body[section.end() :]
        return Heading(section[1].lower() == "inclusion", bool(_PLAIN_REST.match(rest)))
    said = _SECTION_SENTENCE.match(body)
    if said and len(body) <= 200:
        word = next(group for group in said.groups() if group)
        return Heading(word.lower() == "inclusion", said[1] is not None)
    if _EVERYBODY.match(body):
        return Heading(None, True, everybody=True)
    if body.endswith((":", ":)")) or _TO_BE_CONTINUED.search(body):
        cohort = bool(_COHORT.match(body))
        organs = _ORGANS.search(body) and not _LIMITING_ORGANS.search(body)
        alternatives = not excludes and _ALTERNATIVES.search(body)
        limiting = cohort or (not organs and (_LIMITING.search(body) or alternatives))
        return Heading(None, not limiting, cohort=cohort, organs=bool(organs))
    if _COHORT.match(body) and len(body) <= 50 and not body.endswith("."):
        return Heading(None, False, cohort=True)
    return None
