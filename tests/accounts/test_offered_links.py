"""No screen of the editors' side offers a link that the person who sees it may not follow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import resolve, reverse

from education.content.blocks.choosers import PhotoChoice, PictureChoice
from tests.factories import Guide, one_of_each
from tests.review.people import ADMIN, AUTHOR, FAQ, REVIEWER, TRANSLATOR, browser_of, person

pytestmark = [pytest.mark.once, pytest.mark.slow]
# Wagtail offers it to all who see redirects; site admins may see and end them, but add none.
KNOWN = {"/cms/redirects/import/"}


def offered(address: str, html: bytes) -> Iterator[str]:
    """Yield the addresses of the editors' side that a screen and its menu offer."""
    soup = BeautifulSoup(html, "html.parser")
    menu = soup.select_one("#wagtail-sidebar-props")
    hrefs = [str(one["href"]) for one in soup.select("a[href]")]
    hrefs += _urls(json.loads(menu.string or "")) if menu else []
    for href in hrefs:
        url = urlsplit(urljoin(address, href))
        # A script adds the chosen rows to the address of a bulk action.
        if url.netloc == "" and url.path.startswith("/cms/") and "/bulk/" not in url.path:
            yield url.path + ("?" + url.query if url.query else "")


def _urls(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (one for key, one in value.items() if key == "url" and isinstance(one, str))
        value = [*value.values()]
    if isinstance(value, list):
        for one in value:
            yield from _urls(one)


def refused(client: Client, start: str) -> dict[str, str]:
    """Return the offered addresses that refuse, each with the screen that offers it.

    One address of each view is followed, as others show nothing new.
    """
    waiting, followed = [(start, "")], {resolve(start).view_name}
    found: dict[str, str] = {}
    for address, screen in waiting:  # It grows while it is read.
        answer = client.get(address)
        sent_home = answer.status_code == 302 and answer["Location"] in {"/cms/", "/"}
        if answer.status_code >= 400 or sent_home:
            found[address] = f"{answer.status_code}, offered by {screen}"
        elif answer["Content-Type"].startswith("text/html"):
            for one in offered(address, answer.content):
                view = resolve(urlsplit(one).path).view_name
                if view not in followed:
                    followed.add(view)
                    waiting.append((one, address))
    assert len(followed) > 40  # The menu alone leads to about as many.
    return found


@pytest.mark.parametrize("role", [AUTHOR, REVIEWER, FAQ, TRANSLATOR, ADMIN])
def test_no_offered_link_is_refused(guide: Guide, roles: None, role: str) -> None:
    one_of_each(guide)
    found = refused(browser_of(person(role)), "/cms/")
    assert {one: why for one, why in found.items() if one not in KNOWN} == {}


@pytest.mark.parametrize("chooser", [PictureChoice, PhotoChoice])
def test_a_block_offers_no_link_to_edit_what_not_everybody_may_edit(chooser: Any) -> None:
    reverse("wagtailadmin_home")  # The admin's addresses register the snippets.
    chosen = {"id": 1, "title": "Chosen", "string": "Chosen", "edit_url": "/cms/edit/1/"}
    html = chooser().widget.render_html("place", chosen, {})
    assert "Chosen" in html
    assert "/cms/edit/1/" not in html
