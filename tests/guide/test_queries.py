"""Test how often a page of the shipped guide asks the database, without any cache."""

from __future__ import annotations

import pytest

from education.content.public_urls import get_public_urls
from tests.sql import queries_of

MOST = 20
_SITES = 1  # Tests have no cache, where Wagtail keeps the addresses of sites.


@pytest.mark.once
@pytest.mark.slow
def test_no_page_asks_more_than_twenty_times(shipped_guide: None, db: None) -> None:
    counts = {url: len(queries_of(url)) for url in get_public_urls()}
    assert {url: count for url, count in counts.items() if count > MOST + _SITES} == {}
