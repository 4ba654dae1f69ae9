"""Test the addresses of offline reading: headers, the manifest, and the switch that ends it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as configured
from django.test import Client

from education.content.models import SiteSettings
from tests.factories import Guide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("guide")]
ADDRESSES = ("/offline/", "/offline/not-kept/", "/offline/forget/", "/offline.json", "/sw.js")


@pytest.fixture
def switched_off(settings: Any) -> None:
    settings.OFFLINE_READING = False


def soup(address: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(address).content, "html.parser")


def test_browsers_ask_for_the_worker_anew_each_time() -> None:
    response = Client().get("/sw.js")
    assert response["Cache-Control"] == "no-cache"
    assert response["Content-Type"].startswith("text/javascript")
    assert Client().get("/sw.js", headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_about_keeping_sets_a_cookie(address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 200
    assert not response.cookies


def test_the_policy_lets_the_worker_fetch_pages_and_a_page_name_its_manifest() -> None:
    policy = Client().get("/sw.js")["Content-Security-Policy"]
    assert "connect-src 'self'" in policy
    assert "manifest-src 'self'" in Client().get("/offline/")["Content-Security-Policy"]


def test_only_the_page_about_keeping_names_manifest_and_script() -> None:
    assert soup("/offline/").select("link[rel=manifest], script[src]")
    assert not soup("/").select("link[rel=manifest], script[src]")


def test_the_page_explains_without_a_script() -> None:
    page = soup("/offline/")
    assert page.select_one(".keep [role=status]").get_text(strip=True)  # type: ignore[union-attr]
    assert all(one.has_attr("hidden") for one in page.select(".keep :is(button, a, progress)"))


def test_the_manifest_names_the_guide_and_icons_that_exist(settings: Any, guide: Guide) -> None:
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    SiteSettings.objects.update_or_create(site=guide.site, defaults={"site_name": "Our guide"})
    response = Client().get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert manifest["name"] == "Our guide"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert {Client().get(icon["src"]).status_code for icon in manifest["icons"]} == {200}


def test_the_way_out_clears_what_the_site_has_stored() -> None:
    for site in ("none", "same-origin"):
        response = Client().get("/offline/forget/", headers={"sec-fetch-site": site})
        assert response["Clear-Site-Data"] == '"storage"'
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_clear_it(site: str) -> None:
    response = Client().get("/offline/forget/", headers={"sec-fetch-site": site})
    assert "Clear-Site-Data" not in response
    assert b'href="/offline/forget/"' in response.content


@pytest.mark.usefixtures("switched_off")
def test_a_phone_hears_at_once_that_it_is_switched_off() -> None:
    response = Client().get("/offline.json")
    assert response.status_code == 410
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("switched_off")
def test_the_worker_of_a_portal_that_has_it_switched_off_keeps_nothing() -> None:
    worker = Client().get("/sw.js").content.decode()
    assert "unregister()" in worker
    assert '"fetch"' not in worker


@pytest.mark.usefixtures("switched_off")
def test_no_page_leads_to_it_while_it_is_switched_off() -> None:
    assert not soup("/").select('a[href="/offline/"]')
    page = soup("/offline/")
    assert page.select(".note")
    assert not page.select("script[src], .keep")


def test_it_is_on_unless_an_operator_switches_it_off() -> None:
    assert configured.OFFLINE_READING
    assert soup("/").select('a[href="/offline/"]')
