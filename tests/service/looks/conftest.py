"""One running demo and one browser for all the tests of how pages look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.service.looks.demo_site import Site, running_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo, served."""
    with running_site(tmp_path_factory.mktemp("looks")) as running:
        yield running
