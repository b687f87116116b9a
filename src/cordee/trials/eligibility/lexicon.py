"""Finding in a sentence what the terms name: laboratory analytes, medicines, illnesses, genes.

Each name found becomes a mark such as `{cond:hiv}`, so that the grammar sees kinds and not spellings.
"""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from cordee.terms import TermKind, Terms, normal
from cordee.trials.eligibility.english_names import SET_ASIDE, names

# The first kind that knows a phrase takes it.
KINDS: tuple[tuple[str, TermKind], ...] = (
    ("lab", "lab"),
    ("marker", "marker"),
    ("drug", "drug"),
    ("cond", "condition"),
    ("cancer", "cancer"),
    ("tox", "toxicity"),
    ("gene", "gene"),
    ("site", "site"),
    ("hist", "histology"),
)
_FROM_TERMS = ("lab", "drug", "condition", "cancer", "gene", "histology")
_WORD = re.compile(r"[A-Za-z0-9À-ÿ]+(?:'s)?|\+")
_BETWEEN = re.compile(r"[ \-/()]{0,3}\Z")
_LONGEST = 10

_LEXICONS: WeakKeyDictionary[Terms, Lexicon] = WeakKeyDictionary()


class Lexicon:
    """Every phrase that names something, for one set of terms."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._phrases: dict[str, tuple[str, str]] = {}
        self._capitals: dict[str, tuple[str, str]] = {}
        for mark, kind in KINDS:
            for phrase, ids in names(mark):
                self._add(phrase, mark, ids)
            if kind in _FROM_TERMS:
                for term in terms.all(kind):
                    for phrase in (term.name.en, *term.synonyms):
                        if normal(phrase) not in SET_ASIDE:
                            self._add(phrase, mark, term.id)
                    if kind == "gene":
                        self._add(term.id, mark, term.id)

    def _add(self, phrase: str, mark: str, ids: str) -> None:
        if mark == "gene" and " " not in phrase:
            if phrase.upper() == phrase or phrase[:1] == "c":
                self._capitals.setdefault(_joined(phrase), (mark, ids))
            return
        capitals = sum(letter.isupper() for letter in phrase)
        if len(phrase) <= 7 and capitals >= 2 and " " not in phrase:
            self._capitals.setdefault(_joined(phrase), (mark, ids))
            if mark in ("drug", "cancer"):
                self._capitals.setdefault(_joined(phrase) + "s", (mark, ids))
            return
        if len(phrase) < 4:
            return
        for spelt in (normal(phrase), *_variants(normal(phrase))):
            self._phrases.setdefault(spelt, (mark, ids))

    def mark(self, text: str) -> str:
        """`text` with every name it holds as a mark, longest names first."""
        words = list(_WORD.finditer(text))
        out: list[str] = []
        at, i = 0, 0
        while i < len(words):
            found = self._longest(text, words, i)
            if found is None:
                i += 1
                continue
            size, (mark, ids) = found
            out += [text[at : words[i].start()], f" {{{mark}:{ids}}} "]
            end = words[i + size - 1].end()
            opened = text.count("(", words[i].start(), end) > text.count(")", words[i].start(), end)
            at = end + 1 if opened and text[end : end + 1] == ")" else end
            i += size
        return "".join([*out, text[at:]])

    def _longest(self, text: str, words: list[re.Match[str]], i: int) -> tuple[int, tuple[str, str]] | None:
        size = 1
        while size < _LONGEST and i + size < len(words):
            if not _BETWEEN.match(text[words[i + size - 1].end() : words[i + size].start()]):
                break
            size += 1
        for n in range(size, 0, -1):
            spelt = [w[0] for w in words[i : i + n]]
            exact = self._capitals.get(" ".join(spelt))
            if exact:
                return n, exact
            loose = self._phrases.get(normal(" ".join(spelt)))
            if loose:
                return n, loose
        return None


def _joined(phrase: str) -> str:
    return " ".join(w[0] for w in _WORD.finditer(phrase))


def _variants(phrase: str) -> list[str]:
    """Plurals, American spelling."""
    american = phrase
    for british, other in (
        ("oes", "es"),
        ("haem", "hem"),
        ("aemi", "emi"),
        ("tumour", "tumor"),
        ("diarrhoe", "diarrhe"),
    ):
        american = american.replace(british, other)
    found = [american] if american != phrase else []
    for one in (phrase, *found):
        if not one.endswith("s"):
            found.append(one + "s")
        if one.endswith("y"):
            found.append(one[:-1] + "ies")
    return found


def lexicon_of(terms: Terms) -> Lexicon:
    """The lexicon of `terms`, made once."""
    found = _LEXICONS.get(terms)
    if found is None:
        found = _LEXICONS[terms] = Lexicon(terms)
    return found
