"""Where a piece of knowledge comes from, and how that was seen."""

from __future__ import annotations

from typing import Literal

import msgspec


class KnowledgeSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A publication, label, guideline or law. `seen` says how its record was seen by whoever wrote the entry:
    a source nobody has seen does not enter. At least one of `pmid`, `doi`, `url`, `legal`, `abstract` stands."""

    kind: Literal["trial", "guideline", "label", "review", "consensus", "law", "curated", "other"]
    title: str
    seen: str
    pmid: int | None = None
    doi: str | None = None
    url: str | None = None
    legal: str | None = None
    abstract: str | None = None
    trial: str | None = None

    @property
    def link(self) -> str | None:
        """A web address where a reader can open it."""
        if self.url:
            return self.url
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return f"https://doi.org/{self.doi}" if self.doi else None

    @property
    def reference(self) -> str:
        """The short reference: 'PMID 37870968', 'doi:…', a legal text or an address."""
        if self.pmid:
            return f"PMID {self.pmid}"
        return f"doi:{self.doi}" if self.doi else self.legal or self.abstract or self.url or self.title
