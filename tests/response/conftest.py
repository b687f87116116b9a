"""A few invented terms, so that these tests do not depend on the term files."""

from __future__ import annotations

import pytest

from cordee.terms import Term, Terms, Words


def term(id: str, *parents: str) -> Term:
    return Term(id=id, name=Words.same(id), parents=parents)


@pytest.fixture(scope="session")
def terms() -> Terms:
    drugs = (
        term("chemotherapy"),
        term("platinum", "chemotherapy"),
        term("carboplatin", "platinum"),
        term("docetaxel", "chemotherapy"),
        term("osimertinib"),
    )
    return Terms({"drug": drugs, "cancer": (term("ovary"), term("ovary-serous", "ovary"), term("colon"))})
