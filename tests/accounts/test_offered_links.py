"""Nobody is offered a link to a screen that would refuse them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.accounts.matrix import Things
from tests.factories import Guide
from tests.review.people import ADMIN, AUTHOR, FAQ, REVIEWER, TRANSLATOR, browser_of, person

pytestmark = [pytest.mark.once, pytest.mark.slow]

# The menu is data for a script.
_OFFERED = re.compile(r'(?:href=|"url": )"(/cms/[^"#]*)')
_NUMBERS = re.compile(r"\d+|\?.*")
_NO_SCREENS = ("/cms/logout/", "/cms/sprite", "/cms/jsi18n", "/cms/api/")
STEPS = 2  # from the dashboard


def offered(client: Client, address: str) -> Iterator[str]:
    """Open a screen, and yield the addresses that it offers."""
    response = client.get(address, follow=True)
    ended = response.request["PATH_INFO"]
    assert response.status_code < 400, address
    assert ended != "/cms/" or address == "/cms/", f"refused: {address}"
    if response.headers["Content-Type"].startswith("text/html"):
        found = _OFFERED.findall(response.content.decode().replace("&amp;", "&"))
        yield from (one for one in found if not one.startswith(_NO_SCREENS))


@pytest.mark.parametrize("role", [AUTHOR, REVIEWER, FAQ, TRANSLATOR, ADMIN])
def test_no_screen_offers_a_link_that_is_refused(roles: None, role: str) -> None:
    Things(Guide(), person(AUTHOR))
    client = browser_of(person(role))
    waiting, seen = ["/cms/"], {"/cms/"}
    for _step in range(STEPS + 1):
        found = [one for address in waiting for one in offered(client, address)]
        waiting = []
        for address in found:
            shape = _NUMBERS.sub("N", address)
            if shape not in seen:
                seen.add(shape)
                waiting.append(address)
    assert len(seen) > 10
