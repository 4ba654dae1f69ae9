"""Tell what a reader, a browser or a search engine gets."""

from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.http import HttpResponse
from django.test import Client

from portal.web.inline_assets import get_page_script


def read(response: HttpResponse) -> BeautifulSoup:
    """The parsed page of an answer."""
    return BeautifulSoup(response.content, "html.parser")


def visit(address: str, client: Client | None = None) -> BeautifulSoup:
    """The page at an address, which must be there."""
    response = (client or Client()).get(address)
    assert response.status_code == 200, (address, response.status_code)
    return read(response)


def words(element: Tag | None) -> str:
    """The words of an element, with single spaces."""
    assert element is not None
    return " ".join(element.get_text().split())


def linked_data(page: BeautifulSoup) -> dict[str, dict[str, Any]]:
    """The JSON-LD of a page by its type."""
    scripts = page.select('script[type="application/ld+json"]')
    things = [json.loads(script.string or "") for script in scripts]
    return {thing["@type"]: thing for thing in things}


def strange_scripts(page: BeautifulSoup) -> list[str]:
    """The scripts that are neither data nor our own."""
    known = {get_page_script().text}
    scripts = page.select('script:not([type="application/ld+json"])')
    return [str(script) for script in scripts if script.string not in known or script.attrs]


def addresses(page: Tag) -> list[str]:
    """Return where the links lead."""
    return [str(link["href"]) for link in page.select("a[href]")]


def links_inside(page: Tag) -> list[str]:
    """The addresses of this guide to which a page leads, queries and fragments aside."""
    found = [link.partition("#")[0] for link in addresses(page) if link.startswith("/")]
    pages = [link for link in dict.fromkeys(found) if "?" not in link]
    return [link for link in pages if not link.startswith(("/search/", "/static/"))]
