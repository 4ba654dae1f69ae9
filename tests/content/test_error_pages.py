"""The page for an address where nothing is, and the page for a fault of ours."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path
from wagtail.models import Site

from portal import urls
from portal.web import views
from tests.factories import ArticlePageFactory, Guide
from tests.html import addresses, read, words

handler404 = urls.handler404
handler500 = urls.handler500


def broken(request: HttpRequest) -> HttpResponse:
    """Fails as a fault of ours would."""
    raise ZeroDivisionError


urlpatterns = [path("broken/", broken), *urls.urlpatterns]


# Nothing there ------------------------------------------------------------------------------------


@pytest.fixture
def not_found(guide: Guide) -> BeautifulSoup:
    ArticlePageFactory(parent=guide.home, title="A way on", slug="way", show_in_menus=True)
    response = Client().get("/nothing/")
    assert response.status_code == 404
    return read(response)


def test_an_unknown_address_is_told_in_friendly_words(not_found: BeautifulSoup) -> None:
    assert words(not_found.h1) == "This page is not here"
    assert "You have not done anything wrong" in words(not_found.main)


def test_an_unknown_address_offers_ways_on(not_found: BeautifulSoup) -> None:
    assert {"/", "/way/"} <= {*addresses(not_found.main)}
    assert not_found.main.select_one("form[role=search][action='/search/']")


def test_an_unknown_address_says_when_to_get_help(not_found: BeautifulSoup) -> None:
    assert "When should I get help?" in words(not_found.main)


def test_an_unknown_address_is_not_for_search_engines(not_found: BeautifulSoup) -> None:
    assert not_found.select_one("meta[name=robots]")["content"] == "noindex"


@pytest.mark.parametrize("address", ["/x.php", "/wp-login.php", "/static/no.css", "/faq.html"])
def test_an_address_that_no_page_can_have_is_told_as_friendly(guide: Guide, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 404
    assert words(read(response).h1) == "This page is not here"


def test_without_any_site_an_address_is_not_found(db: None, client: Client) -> None:
    Site.objects.all().delete()
    assert client.get("/").status_code == 404


# A fault of ours ----------------------------------------------------------------------------------


@pytest.fixture
def fault(settings: object) -> HttpResponse:
    """The answer when something broke. The test has no database: asking it would fail."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False).get("/broken/")


def test_a_fault_is_told_calmly_without_asking_the_database(fault: HttpResponse) -> None:
    assert fault.status_code == 500
    page = read(fault)
    assert words(page.h1) == "Something went wrong here"
    assert "Call your care team, day or night." in words(page.body)


def test_a_fault_is_not_for_search_engines(fault: HttpResponse) -> None:
    assert read(fault).select_one("meta[name=robots]")["content"] == "noindex"


def test_the_page_of_a_fault_may_show_its_styles(fault: HttpResponse) -> None:
    own = read(fault).select_one("meta[http-equiv=Content-Security-Policy]")
    assert own["content"].startswith("style-src 'sha256-")


def test_a_fault_sets_no_cookie(fault: HttpResponse) -> None:
    assert not fault.cookies


def test_a_fault_with_a_session_asks_nothing_either(admin_client: Client, settings: object) -> None:
    settings.ROOT_URLCONF = __name__
    admin_client.raise_request_exception = False
    with CaptureQueriesContext(connection) as captured:
        assert admin_client.get("/broken/").status_code == 500
    assert len(captured) == 0


def test_a_fault_before_any_middleware_can_still_be_told(rf: object) -> None:
    assert views.server_error(rf.get("/")).status_code == 500
