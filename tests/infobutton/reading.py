"""Read answers of the service, whatever their type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

SERVICE, PAGE = "/infobutton/service", "/infobutton/"
ICD_10_CM = "2.16.840.1.113883.6.90"
_ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Read:
    """An answer as a client reads it."""

    kind: str
    language: str
    links: list[str]
    titles: list[str]
    summaries: list[str]

    @property
    def paths(self) -> list[str]:
        """Return the links without scheme and host."""
        return [urlsplit(link).path for link in self.links]


def ask(query: str | dict[str, str], at: str = SERVICE, **headers: str) -> HttpResponse:
    """Return the answer to a query, as bytes of an address or as its parameters."""
    if isinstance(query, dict):
        return Client().get(at, query, headers=headers)
    return Client().get(at, QUERY_STRING=query, headers=headers)


def ask_code(code: str, system: str = ICD_10_CM, **more: str) -> Read:
    """Return what the service says about a code."""
    asked = {"mainSearchCriteria.v.c": code, "mainSearchCriteria.v.cs": system, **more}
    return read(ask(asked))


def ask_words(words: str, **more: str) -> Read:
    """Return what the service says about words."""
    return read(ask({"mainSearchCriteria.v.dn": words, **more}))


def read(answer: HttpResponse) -> Read:
    """Return what an answer holds."""
    assert answer.status_code == 200, answer.content[:500]
    kind = answer["Content-Type"].partition(";")[0]
    readers = {
        "application/atom+xml": _read_atom,
        "application/json": _read_json,
        "text/html": _read_page,
    }
    return readers[kind](answer)


def _read_atom(answer: HttpResponse) -> Read:
    feed = ET.fromstring(answer.content)  # noqa: S314 - our own
    entries = feed.findall(f"{_ATOM}entry")

    def texts(name: str) -> list[str]:
        return [one.findtext(f"{_ATOM}{name}", "") for one in entries]

    links = [one.find(f"{_ATOM}link").attrib["href"] for one in entries]  # type: ignore[union-attr]
    language = feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"]
    return Read("atom", language, links, texts("title"), texts("summary"))


def _read_json(answer: HttpResponse) -> Read:
    feed: dict[str, Any] = answer.json()["feed"]
    entries = feed["entry"]
    return Read(
        "json",
        feed["lang"],
        [one["link"][0]["href"] for one in entries],
        [one["title"]["_value"] for one in entries],
        [one["summary"]["_value"] for one in entries],
    )


def _read_page(answer: HttpResponse) -> Read:
    page = BeautifulSoup(answer.content, "html.parser")
    entries = page.select("main .results > li")
    return Read(
        "html",
        str(page.html["lang"]) if page.html else "",
        [str(one.select_one("h2 a")["href"]) for one in entries],  # type: ignore[index]
        [one.h2.get_text(strip=True) for one in entries if one.h2],
        [one.select_one(".review-status").get_text(" ", strip=True) for one in entries],  # type: ignore[union-attr]
    )
