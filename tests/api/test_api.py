from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from bs4 import BeautifulSoup
from defusedxml import ElementTree
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from education.api.models import PublicChange
from education.review.sign_off import withdraw
from tests import bodies
from tests.factories import (
    ArticlePageFactory,
    Guide,
    QuestionFactory,
    SourceFactory,
    TermFactory,
    every_block,
    keep_private,
    publish,
    sign_off,
)
from tests.review.people import REVIEWER, person

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@cache
def description() -> dict[str, Any]:
    return yaml.safe_load(Path("education/api/openapi.yaml").read_text())


def validate(data: Any, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": description()["components"]}
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(
        data
    )


def read(client: Client, url: str, status: int = 200) -> Any:
    response = client.get(url)
    assert response.status_code == status, response.content
    return json.loads(response.content)


@pytest.fixture
def page(guide: Guide) -> Any:
    guide.faq, guide.glossary  # noqa: B018 - makes them
    return publish(guide.article(*every_block(guide), slug="here", medical_name="Metastasis"))


@pytest.fixture
def reviewer(roles: None) -> Any:
    return person(REVIEWER)


# Texts --------------------------------------------------------------------------------------------


def test_every_kind_of_text_has_json_that_fits_its_description(page: Any, client: Client) -> None:
    QuestionFactory(slug="why")
    TermFactory(slug="word")
    for url in ("/", page.url, "/faq/", "/faq/why/", "/glossary/word/"):
        data = read(client, f"{url}index.json")
        validate(data, "Text")
        assert data["url"] == f"http://testserver{url}"


def test_a_term_that_is_only_explained_has_no_empty_section(guide: Guide, client: Client) -> None:
    guide.glossary  # noqa: B018 - makes it
    TermFactory(slug="word", pronunciation="")
    assert read(client, "/glossary/word/index.json")["sections"] == []


def test_json_holds_the_headings_and_sources_of_the_page(page: Any, client: Client) -> None:
    shown = BeautifulSoup(client.get(page.url).content, "html.parser")
    data = read(client, f"{page.url}index.json")
    headings = {one["heading"] for one in data["sections"]}
    wanted = {one.get_text(" ", strip=True) for one in shown.select(".text > h2[id]")}
    assert wanted
    assert wanted <= headings
    assert {one["code"] for one in data["sources"]} == {"A1", "A2"}
    assert [one["number"] for one in data["sources"]] == [1, 2]
    assert {one["term"] for one in data["words"]} >= {"Lesion"}


def test_html_for_others_has_no_script_style_or_form_and_whole_links(
    page: Any, client: Client
) -> None:
    for section in read(client, f"{page.url}index.json")["sections"]:
        html = BeautifulSoup(section["html"], "html.parser")
        assert not html.find_all(["script", "style", "form", "button", "svg"])
        assert not [one for one in html.find_all(True) if {"class", "style"} & one.attrs.keys()]
        links = [str(one["href"]) for one in html.find_all("a")]
        assert not [one for one in links if not one.startswith(("http://", "https://"))]
        assert section["html"].startswith("<!-- Not yet reviewed by a clinician -->")


def test_markdown_holds_all_headings_and_sources_below_the_review_state(
    page: Any, client: Client
) -> None:
    response = client.get(f"{page.url}index.md")
    assert response.headers["Content-Type"] == "text/markdown; charset=utf-8"
    _empty, front, text = response.content.decode().split("---\n", 2)
    assert yaml.safe_load(front)["review"]["state"] == "not-reviewed"
    lines = [line for line in text.splitlines() if line]
    assert lines[0] == f"# {page.title}"
    assert "Not yet reviewed by a clinician" in lines[1]
    data = read(client, f"{page.url}index.json")
    assert not [
        one for one in data["sections"] if one["heading"] and f"## {one['heading']}" not in lines
    ]
    assert not [one for one in data["sources"] if one["title"] not in text]


def test_markdown_keeps_the_marks_of_a_short_answer(guide: Guide, client: Client) -> None:
    guide.faq  # noqa: B018 - makes it
    SourceFactory(code="A1")
    QuestionFactory(slug="why", short_answer="<p>It helps some people. [A1]</p>")
    text = client.get("/faq/why/index.md").content.decode()
    after = text.partition("It helps some people.")[2]
    assert after.lstrip().startswith("[[1]](http://testserver/faq/why/#source-1)")
    assert read(client, "/faq/why/index.json")["summary"] == "It helps some people."


def test_a_title_that_ends_a_sentence_gets_no_second_stop(guide: Guide, client: Client) -> None:
    guide.faq  # noqa: B018 - makes it
    SourceFactory(code="A1", title="How does it spread?")
    QuestionFactory(slug="why", short_answer="<p>It helps some people. [A1]</p>")
    text = client.get("/faq/why/index.md").content.decode()
    assert "1. How does it spread? A publisher. Seen" in text


@pytest.mark.parametrize("name", ["index.json", "index.md"])
def test_what_readers_choose_to_open_is_left_out_unless_it_is_asked_for(
    guide: Guide, client: Client, name: str
) -> None:
    page = publish(
        guide.article(bodies.reveal("Figures", bodies.text("Half of them are told.")), slug="here")
    )
    assert "Half of them" not in client.get(page.url + name).content.decode()
    assert "Half of them" in client.get(f"{page.url}{name}?open=1").content.decode()


def test_a_sign_off_shows_in_each_shape(page: Any, client: Client) -> None:
    sign_off(page, next_review_on=timezone.localdate() + dt.timedelta(days=300))
    review = read(client, f"{page.url}index.json")["review"]
    assert review["state"] == "reviewed"
    assert review["reviewer"] == {"name": "Ada Nurse, RN", "title": "Oncology nurse"}
    assert "Last signed off by Ada Nurse, RN" in client.get(f"{page.url}index.md").content.decode()
    entry = next(one for one in read(client, "/api/texts.json")["texts"] if "/here/" in one["url"])
    assert entry["review"] == review


def test_a_page_leads_to_its_copies(page: Any, client: Client) -> None:
    links = BeautifulSoup(client.get(page.url).content, "html.parser").select("link[rel=alternate]")
    assert {(one["type"], one["href"]) for one in links} == {
        ("text/markdown", f"{page.url}index.md"),
        ("application/json", f"{page.url}index.json"),
    }


# Lists --------------------------------------------------------------------------------------------


def test_the_manifest_names_every_public_text_and_no_other(page: Any, client: Client) -> None:
    QuestionFactory(slug="why")
    QuestionFactory(slug="draft", live=False)
    TermFactory(slug="secret")
    keep_private(page.get_parent().specific.get_siblings().get(slug="glossary"))
    data = read(client, "/api/texts.json")
    validate(data, "Manifest")
    urls = {one["url"].removeprefix("http://testserver") for one in data["texts"]}
    assert {"/", page.url, "/faq/why/"} <= urls
    assert not urls & {"/faq/draft/", "/glossary/", "/glossary/secret/"}


def test_an_etag_changes_with_the_text_its_review_and_what_it_shows(
    page: Any, client: Client
) -> None:
    def etag() -> str:
        texts = read(client, "/api/texts.json")["texts"]
        return next(str(one["etag"]) for one in texts if one["url"].endswith("/here/"))

    seen = [etag()]
    assert etag() == seen[0]
    page = publish(page, summary="Other words.")
    seen.append(etag())
    sign_off(page)
    seen.append(etag())
    publish(SourceFactory(code="Z9"), title="Another title")
    seen.append(etag())
    publish(QuestionFactory(slug="other"), question="What does another text say?")
    seen.append(etag())
    assert len({*seen}) == len(seen)


def test_the_overview_and_the_feeds_fit_their_description(page: Any, client: Client) -> None:
    validate(read(client, "/api/"), "Overview")
    validate(read(client, "/changes.json"), "Feed")
    served = yaml.safe_load(client.get("/api/openapi.yaml").content)
    assert served == description()
    assert "index.md" in client.get("/llms.txt").content.decode()


def test_llms_txt_names_each_text_with_its_review_state(page: Any, client: Client) -> None:
    lines = client.get("/llms.txt").content.decode().splitlines()
    link = f"- [{page.title}](http://testserver{page.url}index.md): Not yet reviewed by a clinician"
    assert link in lines


# Changes ------------------------------------------------------------------------------------------


def feed(client: Client) -> list[tuple[str, str]]:
    entries = ElementTree.fromstring(client.get("/changes.atom").content).findall(f"{ATOM}entry")
    return [
        (one.find(f"{ATOM}category").get("term"), one.findtext(f"{ATOM}summary")) for one in entries
    ]


def test_publication_review_and_correction_stand_in_the_feed(page: Any, client: Client) -> None:
    sign_off(page)
    corrected = publish(page, summary="Better words.")
    sign_off(corrected, correction="We gave a wrong dose.", signed_on=dt.date(2026, 11, 2))
    found = [
        (kind, words)
        for (kind, words), item in zip(
            feed(client), read(client, "/changes.json")["items"], strict=True
        )
        if item["url"].endswith("/here/")
    ]
    assert [kind for kind, _words in found] == ["corrected", "reviewed", "published"]
    assert "We gave a wrong dose." in found[0][1]


def test_a_withdrawn_text_is_gone_everywhere_at_once(
    page: Any, client: Client, reviewer: Any
) -> None:
    sign_off(page)
    withdraw(page, reviewer, "It was wrong.")
    for name in ("index.json", "index.md"):
        assert client.get(page.url + name).status_code == 410
    data = read(client, "/api/texts.json")
    validate(data, "Manifest")
    address = f"http://testserver{page.url}"
    assert address not in {one["url"] for one in data["texts"]}
    assert {"url": address, "withdrawn_on": timezone.localdate().isoformat()} in data["gone"]
    assert feed(client)[0][0] == "withdrawn"
    assert "It was wrong." not in client.get("/changes.json").content.decode()


@pytest.mark.parametrize("end", ["unpublish", "delete", "restrict"])
def test_a_text_is_gone_however_it_left(page: Any, client: Client, end: str) -> None:
    if end == "unpublish":
        page.unpublish()
    elif end == "delete":
        page.delete()
    else:
        keep_private(page)
    assert client.get(f"{page.url}index.json").status_code == 410
    assert f"http://testserver{page.url}" in {
        one["url"] for one in read(client, "/api/texts.json")["gone"]
    }


def test_a_list_that_becomes_private_takes_its_texts_along(guide: Guide, client: Client) -> None:
    publish(guide.faq)
    publish(QuestionFactory(slug="why"))
    keep_private(guide.faq)
    assert client.get("/faq/why/index.json").status_code == 410


def test_a_text_that_is_back_is_not_gone(page: Any, client: Client) -> None:
    page.unpublish()
    publish(page)
    assert client.get(f"{page.url}index.json").status_code == 200
    assert not read(client, "/api/texts.json")["gone"]


def test_after_400_days_a_withdrawn_text_is_not_listed_but_still_gone(
    page: Any, client: Client
) -> None:
    page.unpublish()
    PublicChange.objects.update(happened_at=timezone.now() - dt.timedelta(days=401))
    assert not read(client, "/api/texts.json")["gone"]
    assert client.get(f"{page.url}index.json").status_code == 410


def test_a_moved_text_leads_to_its_new_address(guide: Guide, client: Client) -> None:
    publish(guide.faq)
    question = publish(QuestionFactory(slug="old"))
    publish(question, slug="new")
    response = client.get("/faq/old/index.md")
    assert response.status_code == 301
    assert response.headers["Location"] == "/faq/new/index.md"
    assert [one["url"] for one in read(client, "/api/texts.json")["gone"]] == [
        "http://testserver/faq/old/"
    ]


def test_a_section_with_another_address_takes_its_texts_along(guide: Guide, client: Client) -> None:
    section = publish(guide.article(slug="section"))
    below = publish(ArticlePageFactory(parent=section, slug="below"))
    publish(section, slug="renamed")
    data = read(client, "/api/texts.json")
    gone = {one["url"].removeprefix("http://testserver") for one in data["gone"]}
    assert gone == {section.url, below.url}
    kinds = {(one["tags"][0], one["url"]) for one in read(client, "/changes.json")["items"]}
    renamed = below.url.replace("section", "renamed")
    assert ("published", f"http://testserver{renamed}") in kinds


def test_a_draft_and_a_scheduled_text_stand_in_no_feed(guide: Guide, client: Client) -> None:
    page = guide.article(slug="secret", title="Secret plans", live=False)
    page.go_live_at = timezone.now() + dt.timedelta(days=3)
    revision = page.save_revision()
    revision.publish()
    sign_off(page, revision=revision)
    assert "Secret plans" not in client.get("/changes.atom").content.decode()
    assert client.get(f"{page.url}index.json").status_code == 404


# Requests -----------------------------------------------------------------------------------------

EVERYWHERE = [
    "/api/texts.json",
    "/changes.atom",
    "/changes.json",
    "/llms.txt",
    "/index.json",
    "/index.md",
]


@pytest.mark.parametrize("url", EVERYWHERE)
def test_a_client_that_has_it_is_told_so(page: Any, client: Client, url: str) -> None:
    etag = client.get(url).headers["ETag"]
    assert client.get(url, HTTP_IF_NONE_MATCH=etag).status_code == 304


@pytest.mark.parametrize(
    ("url", "is_open"),
    [("/api/", True), ("/api/texts.json", True), ("/index.json", True), ("/index.md", True),
     ("/changes.atom", False), ("/llms.txt", False), ("/", False)],
)  # fmt: skip
def test_scripts_of_other_sites_may_read_the_api_and_nothing_else(
    page: Any, client: Client, url: str, is_open: bool
) -> None:
    assert ("Access-Control-Allow-Origin" in client.get(url).headers) == is_open
    assert "Access-Control-Allow-Origin" not in client.post(url).headers


@pytest.mark.parametrize("url", ["/api/", *EVERYWHERE])
def test_only_reading_is_allowed(page: Any, url: str) -> None:
    response = Client(enforce_csrf_checks=True).post(url)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


def test_a_client_that_asks_too_often_waits(
    page: Any, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, time_machine: Any
) -> None:
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "api"}
    settings.CACHES = {"default": memory}
    monkeypatch.setattr("education.api.views._LIMIT", 3)
    time_machine.move_to("2026-11-22T12:00:00+00:00", tick=False)
    assert [client.get("/api/").status_code for _time in range(4)] == [200, 200, 200, 429]
    assert client.get("/api/").headers["Retry-After"] == "60"
    assert Client(REMOTE_ADDR="203.0.113.9").get("/api/").status_code == 200


@given(
    path=st.from_regex(r"(?:[\w-]{0,8}/){0,3}index\.(?:json|md)", fullmatch=True), query=st.text()
)
def test_no_address_fails(module_db: None, path: str, query: str) -> None:
    response = Client().get(f"/{path}", {"open": query})
    assert response.status_code in {200, 301, 304, 404, 410, 429}


def test_a_private_page_has_no_copies(page: Any, client: Client) -> None:
    secret = publish(page.get_parent().specific)
    keep_private(secret)
    assert client.get(f"{page.url}index.json").status_code in {404, 410}
