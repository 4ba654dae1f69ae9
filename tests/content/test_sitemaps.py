from __future__ import annotations

import pytest
from defusedxml import ElementTree
from django.test import Client
from wagtail.models import Site

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
        "Disallow: /offline/forget/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]
