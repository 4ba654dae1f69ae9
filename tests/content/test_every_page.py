"""Test what holds for each kind of page."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from django.test import Client

from tests.html import linked_data, visit, words

PAGES = [
    "home", "list of steps", "step", "list of treatments", "treatment", "list of articles",
    "article", "about", "promise", "list of questions", "answer", "list of words", "word",
    "list of topics", "topic",
]  # fmt: skip
TYPES = {
    "about": "AboutPage",
    "promise": "AboutPage",
    "list of questions": "FAQPage",
    "answer": "FAQPage",
    "list of words": "DefinedTermSet",
    "word": "DefinedTerm",
    "topic": None,
}
Pages = dict[str, BeautifulSoup]

every_page = pytest.mark.parametrize("name", PAGES)


def meta(page: BeautifulSoup, name: str) -> str:
    """Return what a page says of itself under a name; it says it once."""
    (tag,) = page.select(f'meta[name="{name}"], meta[property="{name}"]')
    return str(tag["content"])


@every_page
def test_a_page_has_one_first_heading(pages: Pages, name: str) -> None:
    assert len(pages[name].select("h1")) == 1
    assert words(pages[name].h1)


@every_page
def test_headings_never_skip_a_level(pages: Pages, name: str) -> None:
    levels = [int(tag.name[1]) for tag in pages[name].select("h1, h2, h3, h4, h5, h6")]
    main = [int(tag.name[1]) for tag in pages[name].select("main h1, main h2, main h3, main h4")]
    assert levels[0] == main[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_page
def test_the_title_names_page_and_guide(pages: Pages, name: str) -> None:
    title = words(pages[name].title)
    assert title.endswith(" · When cancer spreads")
    assert len(title) > len(" · When cancer spreads")


def test_no_two_pages_have_the_same_title(pages: Pages) -> None:
    titles = [words(page.title) for page in pages.values()]
    assert len({*titles}) == len(titles)


@every_page
def test_a_page_is_described(pages: Pages, name: str) -> None:
    assert meta(pages[name], "description")


@every_page
def test_a_page_names_its_one_address(pages: Pages, addresses: dict[str, str], name: str) -> None:
    (canonical,) = pages[name].select('link[rel="canonical"]')
    assert canonical["href"] == f"http://testserver{addresses[name]}"


def test_a_page_asked_for_with_a_query_names_the_same_address(db: None, pages: Pages) -> None:
    (canonical,) = visit("/understanding/article/?utm_source=x").select('link[rel="canonical"]')
    assert canonical["href"] == "http://testserver/understanding/article/"


@every_page
def test_a_page_can_be_shared(pages: Pages, addresses: dict[str, str], name: str) -> None:
    page = pages[name]
    assert meta(page, "og:title")
    assert meta(page, "og:description") == meta(page, "description")
    assert meta(page, "og:url") == f"http://testserver{addresses[name]}"
    assert meta(page, "og:site_name") == "When cancer spreads"
    assert meta(page, "og:type") == "article"


@every_page
def test_linked_data_says_what_the_page_is(
    pages: Pages, addresses: dict[str, str], name: str
) -> None:
    data = linked_data(pages[name])
    expected = TYPES.get(name, "MedicalWebPage")
    assert {*data} == {"BreadcrumbList", *([expected] if expected else [])}
    assert all(thing["@context"] == "https://schema.org" for thing in data.values())
    if expected:
        assert data[expected]["url"] == f"http://testserver{addresses[name]}"


@every_page
def test_linked_data_claims_no_review_that_nobody_made(pages: Pages, name: str) -> None:
    html = str(pages[name])
    assert "lastReviewed" not in html
    assert "reviewedBy" not in html


@every_page
def test_linked_data_leads_from_home_to_here(
    pages: Pages, addresses: dict[str, str], name: str
) -> None:
    trail = linked_data(pages[name])["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in trail] == list(range(1, len(trail) + 1))
    assert trail[0]["item"] == "http://testserver/"
    assert trail[-1]["item"] == f"http://testserver{addresses[name]}"
    assert all(step["name"] for step in trail)


@every_page
def test_crumbs_lead_up(pages: Pages, addresses: dict[str, str], name: str) -> None:
    crumbs = [link["href"] for link in pages[name].select("nav.breadcrumbs a")]
    parts = addresses[name].strip("/").split("/")[:-1]
    above = ["/", *(f"/{part}/" for part in parts)] if name != "home" else []
    assert [link for link in crumbs if "#" not in link] == above


@every_page
def test_no_two_elements_share_a_name(pages: Pages, name: str) -> None:
    ids = [tag["id"] for tag in pages[name].select("[id]")]
    assert sorted({one for one in ids if ids.count(one) > 1}) == []
    assert all(ids)


@every_page
def test_everything_that_is_pointed_at_is_there(pages: Pages, name: str) -> None:
    page = pages[name]
    ids = {tag["id"] for tag in page.select("[id]")}
    pointed = {one for tag in page.find_all(True) for one in _pointed_at(tag)}
    assert pointed - ids == set()


def _pointed_at(tag: Tag) -> list[str]:
    href = str(tag.get("href", ""))
    inside = [href[1:]] if href.startswith("#") else []
    named = [tag.get("for"), *str(tag.get("aria-labelledby", "")).split()]
    return inside + [str(one) for one in named if one]


@every_page
def test_a_page_has_landmarks_and_a_way_past_them(pages: Pages, name: str) -> None:
    page = pages[name]
    assert len(page.select("main#main")) == 1
    assert page.select_one("body > header nav[aria-label]")
    assert page.select_one("body > footer")
    first = page.body.find("a")
    assert first["href"] == "#main"
    navigations = [
        tag.get("aria-label") or words(page.find(id=tag["aria-labelledby"]))
        for tag in page.select("nav")
    ]
    assert len({*navigations}) == len(navigations)


@every_page
def test_a_page_says_its_language(pages: Pages, name: str) -> None:
    assert pages[name].html["lang"] == "en"


@every_page
def test_drawings_are_described_or_left_to_the_eye(pages: Pages, name: str) -> None:
    for drawing in pages[name].select("svg"):
        assert drawing.get("aria-hidden") or drawing.find_parent("figure"), drawing


@every_page
def test_every_link_has_words(pages: Pages, name: str) -> None:
    assert all(words(link) or link.get("aria-label") for link in pages[name].select("a"))


@every_page
def test_the_emergency_number_stands_on_every_page(pages: Pages, name: str) -> None:
    assert "call your local emergency number" in words(pages[name].footer)


@every_page
def test_no_mark_of_ours_is_left_in_the_text(pages: Pages, name: str) -> None:
    text = pages[name].get_text()
    for mark in ("[[", "]]", "{{", "}}", "[A1]", "[A2]", "linktype", "None"):
        assert mark not in text


@every_page
def test_where_one_is_stands_out_in_the_menu(
    pages: Pages, addresses: dict[str, str], name: str
) -> None:
    for link in pages[name].select("header nav a[aria-current=page]"):
        assert addresses[name].startswith(link["href"])


def test_the_sitemap_names_each_page_and_no_other(db: None, addresses: dict[str, str]) -> None:
    sitemap = Client().get("/sitemap.xml").content.decode()
    named = re.findall("<loc>http://testserver(.*?)</loc>", sitemap)
    assert {*addresses.values()} <= {*named}
    assert all(Client().get(address).status_code == 200 for address in named)
