"""Test what stands at an address: a page of this or another site, a redirect, or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.test import Client, TestCase, override_settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    FAQIndexPageFactory,
    Guide,
    HomePageFactory,
    QuestionFactory,
    keep_private,
    publish,
)
from tests.sql import queries_of

PAGES = {
    "home": "/",
    "two parts": "/understanding/",
    "three parts": "/understanding/article/",
    "five parts": "/understanding/article/deeper/deepest/",
    "an answer below a page that routes on": "/faq/answer/",
    "live below a draft": "/understanding/draft/live/",
    "alias": "/understanding/alias/",
}
NO_PAGES = {
    "no answer below a page that routes on": "/faq/no-answer/",
    "leftover below an answer": "/faq/answer/more/",
    "draft": "/understanding/draft/",
    "leftover below an article": "/understanding/article/nothing/",
    "leftover below home": "/nothing/",
    "slug of another place": "/article/",
    "slug of home": "/home/",
    "very deep": "/understanding/article" * 20 + "/",
    "NUL": "/understanding/%00/",
    "NUL before a sign": "/%00).",
    "bytes that are no text": "/%ff%fe/",
    "redirect to nowhere": "/to-nowhere/",
    "redirect of another site": "/only-there/",
}


@pytest.fixture(scope="module", autouse=True)
def every_kind_of_address(module_db: None) -> Iterator[None]:
    guide = Guide()
    twin, triplet = HomePageFactory(slug="twin"), HomePageFactory(slug="triplet")
    here = guide.site
    there = Site.objects.create(hostname="twin.example", port=80, root_page=twin)
    Site.objects.create(hostname="single.example", port=81, root_page=triplet)
    for home in (guide.home, twin, triplet):
        index = ArticleIndexPageFactory(parent=home)
        article = ArticlePageFactory(parent=index, slug="article")
        deeper = ArticlePageFactory(parent=article, slug="deeper")
        ArticlePageFactory(parent=deeper, slug="deepest")
        FAQIndexPageFactory(parent=home)
    QuestionFactory(slug="answer")
    index = type(index).objects.get(path=guide.home.get_children()[0].path)
    ArticlePageFactory(
        parent=ArticlePageFactory(parent=index, slug="draft", live=False), slug="live"
    )
    for kind in ("login", "password", "groups"):
        page = keep_private(ArticlePageFactory(parent=index, slug=kind), kind, password="open")
        ArticlePageFactory(parent=page, slug="below")
    private = index.get_children().get(slug="login")
    index.get_children().get(slug="article").create_alias(parent=index, update_slug="alias")
    private.create_alias(parent=index, update_slug="private-alias", recursive=True)
    moved = ArticlePageFactory(parent=index, slug="renamed-long-ago")
    with TestCase.captureOnCommitCallbacks(execute=True):
        publish(publish(moved), slug="renamed")
    redirects = {
        "/everywhere/": (None, "/understanding/"),
        "/only-there/": (there, "/understanding/"),
        "/with-query/?a=1&b=2": (None, "/understanding/article/"),
        "/old.html": (here, "/understanding/"),
        "/żółw/": (None, "/understanding/"),
        "/to-nowhere/": (None, ""),
    }
    for old_path, (site, link) in redirects.items():
        Redirect.add_redirect(old_path, link, site=site)
    for site, link in ((None, "/all/"), (here, "/here/"), (there, "/there/")):
        Redirect.add_redirect("/preferred/", link, site=site)
    Redirect.add_redirect("/for-now/", "/understanding/", is_permanent=False)
    with override_settings(ALLOWED_HOSTS=["*"]):
        yield


def answer(address: str, host: str = "testserver") -> tuple[int, str | None]:
    """Status, and where a redirect leads."""
    response = Client().get(address, headers={"host": host})
    return response.status_code, response.headers.get("Location")


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_page_stands_at_its_address(db: None, address: str) -> None:
    assert answer(address) == (200, None)


@pytest.mark.parametrize("address", NO_PAGES.values(), ids=NO_PAGES.keys())
def test_an_address_without_a_page_is_not_found(db: None, address: str) -> None:
    assert answer(address) == (404, None)


def test_an_address_without_its_slash_leads_to_the_page(db: None) -> None:
    assert answer("/understanding/article") == (301, "/understanding/article/")


def test_a_very_deep_address_costs_no_more_than_the_pages_on_its_way(db: None) -> None:
    assert len(queries_of("/understanding/article" * 100 + "/", 404)) <= 20


@pytest.mark.parametrize(
    ("host", "home"),
    [
        ("testserver", ""),
        ("unknown.example", ""),
        ("twin.example", "twin"),
        ("single.example", "triplet"),
    ],
)
def test_a_host_leads_to_its_site(db: None, host: str, home: str) -> None:
    page = Client().get("/understanding/article/", headers={"host": host}).context["page"]
    home = home or Site.objects.get(is_default_site=True).root_page.slug
    assert page.url_path == f"/{home}/understanding/article/"


def test_without_a_default_site_an_unknown_host_finds_nothing(db: None) -> None:
    Site.objects.update(is_default_site=False)
    assert answer("/", "unknown.example") == (404, None)
    assert answer("/search/?q=pain", "unknown.example") == (404, None)


@pytest.mark.parametrize(
    ("address", "to"),
    {
        "/understanding/renamed-long-ago/": "/understanding/renamed/",
        "/understanding/renamed-long-ago/?page=2": "/understanding/renamed/",
        "/everywhere/": "/understanding/",
        "/preferred/": "/here/",
        "/with-query/?b=2&a=1": "/understanding/article/",
        "/old.html": "/understanding/",
        "/żółw/": "/understanding/",
    }.items(),
)
def test_an_old_address_leads_to_the_new_one(db: None, address: str, to: str) -> None:
    status, location = answer(address)
    assert (status, location and location.removeprefix("http://localhost")) == (301, to)


def test_a_temporary_redirect_says_so(db: None) -> None:
    assert answer("/for-now/") == (302, "/understanding/")


@pytest.mark.parametrize(
    "end", [".", ")", ",", ">", "%20", ").", "/.", "/)", ".)/", "%3E", "%E2%80%9D"]
)
@pytest.mark.parametrize(
    "address", ["/understanding/article", "/faq/answer", "/old.html", "/search"]
)
def test_a_sign_that_was_taken_into_a_link_is_left_out(db: None, address: str, end: str) -> None:
    status, location = answer(address + end)
    clean = {address, f"{address}/"}
    assert (status, location in clean) == (301, True)
    assert answer(location or "")[0] in {200, 301}


@pytest.mark.parametrize(
    ("address", "to"),
    {
        "/FAQ/": "/faq/",
        "/Faq/Answer/": "/faq/answer/",
        "/UNDERSTANDING/article": "/understanding/article/",
        "/SEARCH/?q=Pain": "/search/?q=Pain",
        "/faq/answer/%E2%80%8B": "/faq/answer/",
        "/fa%C2%ADq/": "/faq/",
        "/FAQ/Answer/).": "/faq/answer/",
    }.items(),
)
def test_an_address_that_is_written_otherwise_leads_to_the_page(
    db: None, address: str, to: str
) -> None:
    assert answer(address) == (301, to)


def test_an_address_in_decomposed_letters_leads_to_the_page(db: None) -> None:
    home = Site.objects.get(is_default_site=True).root_page
    ArticlePageFactory(parent=home.get_children().get(slug="understanding").specific, slug="ärzte")
    assert answer("/understanding/a%CC%88rzte/") == (301, "/understanding/%C3%A4rzte/")


def test_the_query_of_such_a_link_stays(db: None) -> None:
    assert answer("/search).?q=pain")[1] == "/search/?q=pain"


@pytest.mark.parametrize(
    "address",
    ["/no/such/address).", "/.", "/%2Fevil.example).", "/faq/no-answer.", "/understanding/draft/)"],
)
def test_an_address_that_is_wrong_all_the_same_is_not_sent_on(db: None, address: str) -> None:
    assert answer(address) in {(404, None), (301, "/")}


def test_a_redirect_of_another_site_is_not_followed(db: None) -> None:
    assert answer("/only-there/")[0] == 404
    assert answer("/only-there/", "twin.example")[0] == 301


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
@pytest.mark.parametrize("below", ["", "below/"])
def test_a_private_page_is_not_told_to_a_stranger(db: None, kind: str, below: str) -> None:
    response = Client().get(f"/understanding/{kind}/{below}")
    assert b"Text of Page" not in response.content
    assert "private" in response.headers["Cache-Control"]


def test_a_reader_who_signed_in_sees_the_page(db: None, admin_client: Client) -> None:
    assert b"Text of Page" in admin_client.get("/understanding/login/").content


def test_a_stranger_is_sent_to_a_door_that_exists(db: None) -> None:
    response = Client().get("/understanding/login/", follow=True)
    assert response.status_code == 200
    assert b'name="password"' in response.content


def test_a_reader_who_knows_the_password_sees_the_page(db: None, client: Client) -> None:
    restriction = PageViewRestriction.objects.get(restriction_type="password")
    action = f"/_util/authenticate_with_password/{restriction.pk}/{restriction.page_id}/"
    back = "/understanding/password/below/"
    response = client.post(action, {"password": "open", "return_url": back}, follow=True)
    assert response.redirect_chain == [(back, 302)]
    assert b"Text of Page" in response.content


def test_a_signed_in_reader_outside_the_group_does_not_see_the_page(
    db: None, client: Client, django_user_model: type
) -> None:
    client.force_login(django_user_model.objects.create_user("outsider"))
    assert client.get("/understanding/groups/").status_code == 302


@pytest.fixture
def no_database(db: None, client: Client) -> Iterator[Client]:
    """A visitor who comes while the database is away."""

    def fail(*args: object) -> None:
        raise OperationalError("server closed the connection")

    client.raise_request_exception = False
    with connection.execute_wrapper(fail):
        yield client


@pytest.mark.parametrize("cookie", ["", "an-editor"])
@pytest.mark.parametrize(
    "address", ["/understanding/", "/understanding", "/faq/answer).", "/no%20page", "/search/?q=a"]
)
def test_while_the_database_is_away_any_address_says_when_to_come_back(
    no_database: Client, address: str, cookie: str
) -> None:
    if cookie:
        no_database.cookies["sessionid"] = cookie
    response = no_database.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "no-store" in response["Cache-Control"]
    assert "resting" in response.content.decode()
