from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.html import visit


@pytest.fixture(scope="module")
def pages(addresses: dict[str, str]) -> dict[str, BeautifulSoup]:
    """The page at each of them."""
    return {name: visit(address) for name, address in addresses.items()}
