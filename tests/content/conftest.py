from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.factories import Guide, one_of_each
from tests.html import visit


@pytest.fixture(scope="module")
def addresses(module_db: None) -> dict[str, str]:
    """An address of each kind."""
    return one_of_each(Guide())


@pytest.fixture(scope="module")
def pages(addresses: dict[str, str]) -> dict[str, BeautifulSoup]:
    """The page at each of them."""
    return {name: visit(address) for name, address in addresses.items()}
