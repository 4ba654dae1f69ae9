"""Test which pages a phone may keep: only what is public now, in its present version."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from education.content.models import ArticlePage, SiteSettings
from education.content.public_urls import get_public_urls
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from portal.static_pages.rendering import canonical_host
from portal.static_pages.storage import folder
from tests.factories import Guide, keep_private, publish
from tests.static_pages.checking import drain

pytestmark = pytest.mark.django_db
OWN = {"/offline/"}


def answer(**headers: str) -> HttpResponse:
    return Client().get("/offline.json", headers={"host": canonical_host(), **headers})


def versions() -> dict[str, str]:
    return answer().json()["pages"]


def here() -> ArticlePage:
    return ArticlePage.objects.get(slug="here")


def url_of(page: ArticlePage) -> str:
    return next(url for url in get_public_urls() if url.endswith(f"/{page.slug}/"))


def test_every_public_page_is_listed_with_the_version_of_its_file(stored_guide: Guide) -> None:
    place = folder()
    assert place
    assert {*versions()} == {*get_public_urls()} | OWN
    etags = {url: getattr(place.read(url), "etag", "") for url in get_public_urls()}
    assert {url: f'"{version}"' for url, version in versions().items() if url not in OWN} == etags


def test_the_size_is_that_of_all_pages(stored_guide: Guide) -> None:
    place = folder()
    assert place
    files = [place.read(url) for url in get_public_urls()]
    assert answer().json()["size"] == sum(
        len(gzip.decompress(file.packed)) for file in files if file
    )


@pytest.mark.parametrize("model", [ArticlePage, FAQItem, GlossaryTerm])
def test_what_is_withdrawn_is_gone_from_the_list_at_once(
    stored_guide: Guide, model: type[Any]
) -> None:
    text = model.objects.get(slug__in=["here", "why", "word"])
    before = versions()
    text.unpublish()
    (gone,) = {*before} - {*versions()}
    assert gone.endswith(f"/{text.slug}/")


def test_a_private_page_is_gone_from_the_list_at_once(stored_guide: Guide) -> None:
    url = url_of(here())
    keep_private(here())
    assert url not in versions()


def test_a_page_that_has_changed_comes_back_in_its_new_version(stored_guide: Guide) -> None:
    url, before = url_of(here()), versions()
    publish(here(), title="New words")
    assert url not in versions()
    assert not answer().json()["complete"]
    drain()
    assert versions()[url] != before[url]
    assert answer().json()["complete"]


@pytest.mark.slow
def test_a_page_that_stayed_the_same_keeps_its_version(stored_guide: Guide) -> None:
    before = versions()
    publish(FAQItem.objects.get(slug="why"), short_answer="<p>Another answer.</p>")
    assert versions()["/glossary/word/"] == before["/glossary/word/"]
    drain()
    assert versions()["/glossary/word/"] == before["/glossary/word/"]


@pytest.mark.slow
def test_another_emergency_number_is_a_new_version_of_every_page(stored_guide: Guide) -> None:
    before = versions()
    settings = SiteSettings.for_site(stored_guide.site)
    settings.emergency_number = "000"
    settings.save()
    drain()
    after = versions()
    assert [url for url in before if after[url] == before[url]] == []


@pytest.mark.slow
def test_a_page_that_cannot_be_stored_is_not_kept(
    stored_guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    publish(here(), title="New words")
    monkeypatch.setattr(ArticlePage, "serve", fail)
    drain()
    assert not [url for url in versions() if url.endswith("/here/")]


def test_the_list_is_asked_for_each_time_and_sent_only_when_it_changed(stored_guide: Guide) -> None:
    first = answer()
    assert first["Cache-Control"] == "no-cache"
    assert answer(**{"if-none-match": first["ETag"]}).status_code == 304
    here().unpublish()
    assert answer(**{"if-none-match": first["ETag"]}).status_code == 200


def test_the_list_asks_the_same_number_of_queries_for_more_pages(
    stored_guide: Guide, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20):
        answer()
