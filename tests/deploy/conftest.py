"""One stack for all the tests that want it: it takes long to stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.deploy.sites import empty_database
from tests.deploy.stack import Stack, standing


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of its own: on DATABASE_URL's server, else SQLite."""
    with empty_database("portal_stack", tmp_path_factory.mktemp("database")) as url:
        yield url


@pytest.fixture(scope="session")
def stack(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with standing(tmp_path_factory.mktemp("stack"), database) as one:
        yield one
