"""Finding a term: by id, by code, by what people write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache

from cordee.terms.term import CodeSystem, MarkerValue, Term, TermKind

_NOT_WORD = re.compile(r"[^a-z0-9+]+")
_SPELT_OUT = str.maketrans({"œ": "oe", "æ": "ae", "α": "alpha", "β": "beta", "γ": "gamma", "κ": "kappa"})


@lru_cache(maxsize=32768)  # a record says the same few hundred words over and over
def normal(text: str) -> str:
    """`text` without case, accents and punctuation, words joined by one space: how written names are compared."""
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    apart = unicodedata.normalize("NFKD", text).lower().translate(_SPELT_OUT)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", bare).strip()


class Terms:
    """All terms. Immutable once made; every look-up answers None for what it does not know, never a near match."""

    def __init__(self, terms: dict[TermKind, tuple[Term, ...]]) -> None:
        self._by_id: dict[TermKind, dict[str, Term]] = {k: {t.id: t for t in ts} for k, ts in terms.items()}
        self._ancestors: dict[tuple[TermKind, str], frozenset[str]] = {}
        self._text_index: dict[TermKind, dict[str, Term]] = {}

    def all(self, kind: TermKind) -> Iterable[Term]:
        """Every term of a kind, in file order."""
        return self._by_id.get(kind, {}).values()

    def get(self, kind: TermKind, id: str) -> Term | None:
        """The term with this id."""
        return self._by_id.get(kind, {}).get(id)

    def ancestors(self, kind: TermKind, id: str) -> frozenset[str]:
        """`id` and everything above it. Unknown ids are their own only ancestor."""
        key = (kind, id)
        found = self._ancestors.get(key)
        if found is None:
            term = self.get(kind, id)
            above = (self.ancestors(kind, parent) for parent in term.parents) if term else ()
            found = frozenset({id}).union(*above)
            self._ancestors[key] = found
        return found

    def is_a(self, kind: TermKind, id: str, ancestor: str) -> bool:
        """Whether `id` is `ancestor` or stands below it ('nsclc' is a 'lung' cancer)."""
        return ancestor in self.ancestors(kind, id)

    def by_code(self, kind: TermKind, system: CodeSystem, code: str) -> Term | None:
        """The term with this code. ICD-10 codes are matched by their longest known prefix (`C34.11` → `C34.1` → `C34`)."""
        codes = self._codes.get((kind, system), {})
        code = code.strip()
        if system != "icd10":
            return codes.get(code)
        bare = code.upper().replace(".", "")
        for length in range(len(bare), 2, -1):
            if bare[:length] in codes:
                return codes[bare[:length]]
        return None

    def by_text(self, kind: TermKind, text: str) -> Term | None:
        """The term whose id, name or synonym is exactly `text`, but for case, accents and punctuation."""
        return self._texts(kind).get(normal(text))

    def marker_value(self, marker: Term, text: str) -> MarkerValue | None:
        """The value of `marker` that `text` names (id, name or synonym) or codes (any system)."""
        wanted = normal(text)
        for value in marker.values:
            spoken = (value.id, value.name.fr, value.name.en, *value.synonyms)
            if wanted in map(normal, spoken) or any(text in codes for codes in value.codes.values()):
                return value
        return None

    @cached_property
    def _codes(self) -> dict[tuple[TermKind, CodeSystem], dict[str, Term]]:
        index: dict[tuple[TermKind, CodeSystem], dict[str, Term]] = {}
        for kind, terms in self._by_id.items():
            for term in terms.values():
                for system, codes in term.codes.items():
                    for code in codes:
                        key = code.upper().replace(".", "") if system == "icd10" else code
                        index.setdefault((kind, system), {}).setdefault(key, term)
        return index

    def _texts(self, kind: TermKind) -> dict[str, Term]:
        if kind not in self._text_index:
            self._text_index[kind] = self._index_texts(kind)
        return self._text_index[kind]

    def _index_texts(self, kind: TermKind) -> dict[str, Term]:
        index: dict[str, Term] = {}
        for term in self.all(kind):
            for text in (term.id, term.name.en, term.name.fr, *term.synonyms):
                index.setdefault(normal(text), term)
        return index
