"""One stack for all the tests that want it: it takes long to stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.deploy import postgres as own
from tests.deploy.hand import Hand
from tests.deploy.postgres import Cluster
from tests.deploy.stack import Stack, standing


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    with own.running() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def stack(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Stands through all these tests; each leaves it running."""
    with standing(tmp_path_factory.mktemp("stack"), postgres.url) as one:
        yield one


@pytest.fixture
def hand(stack: Stack) -> Iterator[Hand]:
    """Somebody who edits."""
    with Hand(stack) as one:
        yield one
