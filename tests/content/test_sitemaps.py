from __future__ import annotations

import re

import pytest
from defusedxml import ElementTree
from django.test import Client
from wagtail.models import Site

from education.content import sitemaps
from tests.factories import (
    ArticlePageFactory,
    Guide,
    HomePageFactory,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    keep_private,
    publish,
)
from tests.sql import queries_of

_NAMES = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def entries(**kwargs: str) -> dict[str, str | None]:
    """The addresses of the sitemap, each with the day of its last change."""
    response = Client().get("/sitemap.xml", **kwargs)
    assert response.status_code == 200
    urls = ElementTree.fromstring(response.content).findall("url", _NAMES)
    found = [
        (url.findtext("loc", "", _NAMES), url.findtext("lastmod", None, _NAMES)) for url in urls
    ]
    assert len({address for address, _day in found}) == len(found)
    return dict(found)


def test_the_sitemap_says_when_a_page_changed(guide: Guide) -> None:
    page = publish(guide.article())
    day = entries()[f"http://testserver{page.url}"]
    assert day == page.last_published_at.date().isoformat()


def test_the_sitemap_of_a_site_holds_no_page_of_another(guide: Guide, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    twin = HomePageFactory(slug="twin")
    Site.objects.create(hostname="twin.example", root_page=twin)
    ArticlePageFactory(parent=twin, slug="there")
    guide.article(slug="here")
    there = {"http://twin.example/", "http://twin.example/there/"}
    assert {*entries(HTTP_HOST="twin.example")} == there
    assert not [one for one in entries() if "there" in one]


def test_answers_and_words_of_a_private_list_are_not_named(guide: Guide) -> None:
    QuestionFactory(slug="open-question")
    TermFactory(slug="secret-word")
    assert guide.faq.live
    keep_private(guide.glossary)
    assert {*entries()} == {
        f"http://testserver{one}" for one in ("/", "/faq/", "/faq/open-question/")
    }


def test_the_sitemap_speaks_as_it_was_asked(guide: Guide) -> None:
    assert all(one.startswith("https://") for one in entries(**{"wsgi.url_scheme": "https"}))


def test_a_bigger_guide_costs_the_sitemap_no_more_queries(guide: Guide) -> None:
    assert guide.faq.live
    assert guide.glossary.live
    assert guide.topics.live
    for factory in (QuestionFactory, TermFactory, TopicFactory):
        factory()
    before = len(queries_of("/sitemap.xml"))
    for factory in (QuestionFactory, TermFactory, TopicFactory):
        factory.create_batch(5)
    guide.article()
    assert len(queries_of("/sitemap.xml")) == before


def test_the_sitemap_of_a_portal_without_a_site_names_no_page(guide: Guide) -> None:
    guide.article()
    Site.objects.all().delete()
    assert entries() == {}


@pytest.mark.parametrize("page", ["0", "2", "x", "-1", ""])
def test_a_part_of_the_sitemap_that_is_not_there_is_no_error(guide: Guide, page: str) -> None:
    assert Client().get(f"/sitemap.xml?p={page}").status_code == 404


def locations(address: str) -> list[str]:
    """The addresses that a sitemap or its index names."""
    response = Client().get(address)
    assert response.status_code == 200
    return [
        one.text or ""
        for one in ElementTree.fromstring(response.content).iter(f"{{{_NAMES['']}}}loc")
    ]


def parts_that_hold_something() -> list[str]:
    """The last parts of each kind. PostgreSQL counts on from test to test: all before are empty."""
    index = [one.removeprefix("http://testserver") for one in locations("/sitemap.xml")]
    kinds = {one.partition("?")[0] for one in index}
    assert all(re.fullmatch(r"/sitemap-\w+\.xml", kind) for kind in kinds)
    return [part for kind in kinds for part in [one for one in index if one.startswith(kind)][-8:]]


@pytest.fixture
def in_parts(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of a guide that is too big for one file, as it is read part by part."""
    for number in range(7):
        guide.article(slug=f"article-{number}")
    QuestionFactory(slug="answer")
    assert guide.faq.live
    monkeypatch.setattr(sitemaps, "MOST", 3)
    return [one for part in parts_that_hold_something() for one in locations(part)]


def test_the_sitemap_of_a_big_guide_is_in_parts_that_name_every_page_once(
    in_parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert sorted(in_parts) == sorted(entries())


def test_no_part_of_the_sitemap_is_too_long(in_parts: list[str]) -> None:
    assert max(len(locations(part)) for part in parts_that_hold_something()) <= 3


def test_a_part_of_the_sitemap_costs_the_same_however_many_there_are(in_parts: list[str]) -> None:
    # The site; the last key; the rows.
    parts = [part for part in parts_that_hold_something() if "pages" in part]
    assert len(parts) > 1
    assert {len(queries_of(part)) for part in parts} == {3}
    # The site; more pages than one file holds; of each of the five lists the last key.
    assert len(queries_of("/sitemap.xml")) == 7


@pytest.mark.parametrize(
    "part", ["nothing.xml", "pages.xml?p=0", "pages.xml?p=x", "pages.xml?p=999999"]
)
def test_a_part_that_a_big_guide_does_not_have_is_no_error(in_parts: list[str], part: str) -> None:
    assert Client().get(f"/sitemap-{part}").status_code == 404


def test_robots_may_read_all_but_the_editors_side_and_searches(db: None, client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /cms/",
        "Disallow: /feedback/",
        "Disallow: /search/?",
        "Disallow: /booklet/?",
        "Disallow: /booklet/print/",
        "Disallow: /booklet/booklet.pdf",
        "Disallow: /booklet/code.svg",
        "Disallow: /sheet/sheet.pdf",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]
