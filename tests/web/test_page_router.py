"""Every kind of address gets the same answer from our router as from Wagtail's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import Client, TestCase, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from tests.effort import examples
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

STOCK = {
    "ROOT_URLCONF": "tests.web.stock_urls",
    "MIDDLEWARE": [
        *(one for one in django_settings.MIDDLEWARE if not one.endswith("redirect_middleware")),
        "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    ],
}
HOSTS = [
    "testserver",
    "localhost",
    "localhost:8000",
    "twin.example",
    "twin.example:8000",
    "twin.example:9999",
    "single.example",
    "single.example:9999",
    "unknown.example",
]
ADDRESSES = {
    "home": "/",
    "two parts": "/understanding/",
    "three parts": "/understanding/article/",
    "four parts": "/understanding/article/deeper/",
    "five parts": "/understanding/article/deeper/deepest/",
    "no slash at the end": "/understanding/article",
    "doubled slash": "/understanding//article/",
    "slash first": "//understanding/article/",
    "wrong case": "/Understanding/Article/",
    "an answer below a page that routes on": "/faq/answer/",
    "no answer below a page that routes on": "/faq/no-answer/",
    "leftover below an answer": "/faq/answer/more/",
    "draft": "/understanding/draft/",
    "live below a draft": "/understanding/draft/live/",
    "kept for readers who sign in": "/understanding/login/",
    "below a page for readers who sign in": "/understanding/login/below/",
    "kept for those who know the password": "/understanding/password/",
    "kept for a group": "/understanding/groups/",
    "alias": "/understanding/alias/",
    "alias of a private page": "/understanding/private-alias/",
    "below an alias of a private page": "/understanding/private-alias/below/",
    "leftover below an article": "/understanding/article/nothing/",
    "leftover below home": "/nothing/",
    "slug of another place": "/article/",
    "slug of home": "/home/",
    "unknown": "/no/such/address/",
    "very deep": "/understanding/article" * 20 + "/",
    "renamed": "/understanding/renamed-long-ago/",
    "renamed, with query": "/understanding/renamed-long-ago/?page=2",
    "redirect of all sites": "/everywhere/",
    "redirect of one site": "/only-there/",
    "redirect of this site before that of all": "/preferred/",
    "redirect for a query": "/with-query/?b=2&a=1",
    "redirect without that query": "/with-query/?b=3",
    "temporary redirect": "/for-now/",
    "redirect to nowhere": "/to-nowhere/",
    "redirect of an address that no page can have": "/old.html",
    "redirect with foreign letters": "/żółw/",
}


@pytest.fixture(scope="module", autouse=True)
def every_kind_of_address(module_db: None) -> Iterator[None]:
    guide = Guide()
    twin, triplet = HomePageFactory(slug="twin"), HomePageFactory(slug="triplet")
    here = guide.site
    there = Site.objects.create(hostname="twin.example", port=80, root_page=twin)
    Site.objects.create(hostname="twin.example", port=8000, root_page=triplet)
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


def answer(address: str, host: str) -> tuple[int, str | None, bytes]:
    """What a visitor gets: status, where to, and which text."""
    response: HttpResponse = Client().get(address, headers={"host": host})
    # A form for a password holds a token that is new each time.
    text = b"a form" if b"csrfmiddlewaretoken" in response.content else response.content
    return response.status_code, response.headers.get("Location"), text


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
@pytest.mark.parametrize("host", ["testserver", "twin.example"])
def test_an_address_gets_the_answer_that_wagtail_would_give(
    db: None, address: str, host: str
) -> None:
    ours = answer(address, host)
    with override_settings(**STOCK):
        assert ours == answer(address, host)


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_and_port_get_the_site_that_wagtail_would_choose(db: None, host: str) -> None:
    ours = answer("/understanding/article/", host)
    with override_settings(**STOCK):
        assert ours == answer("/understanding/article/", host)


@pytest.mark.parametrize("host", ["single.example", "unknown.example", "testserver"])
def test_without_a_default_site_a_host_gets_what_wagtail_would_give(db: None, host: str) -> None:
    Site.objects.update(is_default_site=False)
    ours = answer("/", host)
    with override_settings(**STOCK):
        assert ours == answer("/", host)


SLUGS = "understanding article deeper faq answer draft live login below alias renamed home twin x"
PARTS = st.sampled_from([*SLUGS.split(), "private-alias", "renamed-long-ago", ""])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(25))
@given(st.lists(PARTS, max_size=5), st.sampled_from(HOSTS))
def test_any_address_gets_the_answer_that_wagtail_would_give(
    db: None, parts: list[str], host: str
) -> None:
    address = "/" + "".join(f"{part}/" for part in parts)
    ours = answer(address, host)
    with override_settings(**STOCK):
        assert ours == answer(address, host)


@pytest.mark.parametrize(
    ("address", "to"),
    {
        "/understanding/renamed-long-ago/": "/understanding/renamed/",
        "/everywhere/": "/understanding/",
        "/preferred/": "/here/",
        "/old.html": "/understanding/",
    }.items(),
)
def test_an_old_address_leads_to_the_new_one(db: None, address: str, to: str) -> None:
    status, location, _text = answer(address, "testserver")
    assert (status, location and location.removeprefix("http://localhost")) == (301, to)


@pytest.mark.parametrize(
    "end", [".", ")", ",", ">", "%20", ").", "/.", "/)", ".)/", "%3E", "%E2%80%9D"]
)
@pytest.mark.parametrize(
    "address", ["/understanding/article", "/faq/answer", "/old.html", "/search"]
)
def test_a_sign_that_was_taken_into_a_link_is_left_out(db: None, address: str, end: str) -> None:
    status, location, _text = answer(address + end, "testserver")
    clean = {address, f"{address}/"}
    assert (status, location in clean) == (302, True)
    assert answer(location, "testserver")[0] in {200, 301}


def test_the_query_of_such_a_link_stays(db: None) -> None:
    assert answer("/search).?q=pain", "testserver")[1] == "/search/?q=pain"


@pytest.mark.parametrize(
    "address",
    ["/no/such/address).", "/.", "/%2Fevil.example).", "/faq/no-answer.", "/understanding/draft/)"],
)
def test_an_address_that_is_wrong_all_the_same_is_not_sent_on(db: None, address: str) -> None:
    status, location, _text = answer(address, "testserver")
    assert (status, location) in {(404, None), (302, "/")}


def test_a_redirect_of_another_site_is_not_followed(db: None) -> None:
    assert answer("/only-there/", "testserver")[0] == 404
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
