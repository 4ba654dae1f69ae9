"""A clinician opens a text in `/cms/`, changes it, and readers see the change."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from education.content.models import ArticlePage, SiteSettings, Topic
from tests import bodies, forms
from tests.factories import (
    DRAWING,
    AboutPageFactory,
    CategoryFactory,
    Guide,
    PictureFactory,
    QuestionFactory,
    SourceFactory,
    StepPageFactory,
    SynonymFactory,
    TermFactory,
    TopicFactory,
    TreatmentPageFactory,
    every_block,
    publish,
    sign_what_waits,
)
from tests.forms import complaints
from tests.html import strange_scripts, visit, words

PAGES = {
    "home": lambda guide: guide.home,
    "list of steps": lambda guide: guide.steps,
    "step": lambda guide: StepPageFactory(parent=guide.steps),
    "list of treatments": lambda guide: guide.treatments,
    "treatment": lambda guide: TreatmentPageFactory(parent=guide.treatments),
    "list of articles": lambda guide: guide.articles,
    "article": lambda guide: guide.article(),
    "list of questions": lambda guide: guide.faq,
    "list of words": lambda guide: guide.glossary,
    "list of topics": lambda guide: guide.topics,
    "about": lambda guide: guide.about,
    "promise": lambda guide: AboutPageFactory(parent=guide.about),
}
SNIPPETS = {
    "question": QuestionFactory,
    "group of questions": CategoryFactory,
    "word": TermFactory,
    "topic": TopicFactory,
    "source": SourceFactory,
    "picture": PictureFactory,
    "synonyms": SynonymFactory,
}


def edit_of(thing: Any) -> str:
    """Return where a page or snippet is edited."""
    if hasattr(thing, "url_path"):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])


def save(address: str, client: Client, *, publish: bool = True, **changes: Any) -> HttpResponse:
    """Changes a text; if it is to be published and needs a clinician, one signs it off."""
    response = forms.save(address, client, publish=publish, **changes)
    if publish:
        sign_what_waits()
    return response


# Pages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_change_of_a_page_is_what_readers_see(
    guide: Guide, admin_client: Client, name: str
) -> None:
    page = PAGES[name](guide)
    response = save(edit_of(page), admin_client, title="A better title")
    assert response.status_code == 302, complaints(response)
    assert words(visit(page.url).h1).startswith("A better title")


def test_a_draft_of_a_page_is_not_what_readers_see(guide: Guide, admin_client: Client) -> None:
    page = guide.article()
    assert save(edit_of(page), admin_client, publish=False, title="Draft").status_code == 302
    assert "Draft" not in visit(page.url).text


def test_a_page_with_every_block_can_be_opened(guide: Guide, admin_client: Client) -> None:
    page = TreatmentPageFactory(parent=guide.treatments, body=every_block(guide))
    assert admin_client.get(edit_of(page)).status_code == 200


def test_a_typed_text_is_what_readers_see(guide: Guide, admin_client: Client) -> None:
    SourceFactory(code="B1")
    term = TermFactory(slug="lesion")
    page = guide.article()
    text = f"<p>A {bodies.word(term, 'lesion')} can grow. [B1]</p><ul><li>One</li></ul>"
    body = {"heading": "How?", "content": streamfield([("text", rich_text(text))])}
    data = nested_form_data({"body": streamfield([("section", body)])})
    response = save(edit_of(page), admin_client, **data)
    assert response.status_code == 302, complaints(response)
    shown = visit(page.url)
    assert words(shown.find(id="how")) == "How?"
    assert shown.select_one("a.term")
    assert shown.select_one("a.cite")
    assert words(shown.select_one("main ul li")) is not None


def test_a_broken_mark_is_told_at_its_field_when_a_page_is_submitted(
    guide: Guide, admin_client: Client
) -> None:
    page = guide.article()
    text = ("text", rich_text("<p>A [[lesion|lesion.</p>"))
    data = nested_form_data({"body": streamfield([text])})
    submitted = {**data, "action-submit": "action-submit"}
    response = save(edit_of(page), admin_client, publish=False, **submitted)
    assert response.status_code == 200
    assert "Readers would see" in response.content.decode()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"slug": "elsewhere"}, "this address does not change"),
        ({"summary": ""}, "This field is required"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_what_a_page_must_be_is_told_to_the_editor(
    guide: Guide, admin_client: Client, change: dict[str, str], complaint: str
) -> None:
    submitted = {"action-submit": "action-submit"}
    response = save(edit_of(guide.articles), admin_client, publish=False, **change, **submitted)
    assert response.status_code == 200
    assert complaint in response.content.decode()


def test_a_new_article_can_be_written(guide: Guide, admin_client: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["content", "articlepage", guide.articles.pk])
    values = {"title": "New", "slug": "new", "summary": "What is new."}
    response = save(address, admin_client, **values)
    assert response.status_code == 302, complaints(response)
    assert words(visit("/understanding/new/").h1) == "New"


def test_an_editor_chooses_topics_but_makes_none(guide: Guide, admin_client: Client) -> None:
    TopicFactory(name="Scans", slug="scans")
    page = guide.article()
    response = save(edit_of(page), admin_client, topics=["Scans", "Something new"])
    assert response.status_code == 302, complaints(response)
    assert [topic.name for topic in Topic.objects.all()] == ["Scans"]
    assert visit(page.url).select_one("a[href='/topics/scans/']")


def test_topics_are_checkboxes_and_stay_checked(guide: Guide, admin_client: Client) -> None:
    scans, pain = TopicFactory(name="Scans, tests"), TopicFactory(name="Pain")
    TopicFactory(name="Work")
    page = guide.article(topics=[scans, pain])
    boxes = visit(edit_of(page), admin_client).select("input[type=checkbox][name=topics]")
    assert {str(box["value"]) for box in boxes} == {"Scans, tests", "Pain", "Work"}
    assert {str(box["value"]) for box in boxes if box.has_attr("checked")} == {
        "Scans, tests",
        "Pain",
    }
    save(edit_of(page), admin_client, publish=False)
    assert {*page.get_latest_revision_as_object().topics.all()} == {scans, pain}
    save(edit_of(page), admin_client, publish=False, topics=["Work"])
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert [topic.name for topic in draft.topics.all()] == ["Work"]


# Snippets -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SNIPPETS)
@pytest.mark.parametrize("view", ["list", "add", "edit", "delete"])
def test_the_screens_of_a_snippet_open(
    db: None, admin_client: Client, name: str, view: str
) -> None:
    thing = SNIPPETS[name]()
    keys = [] if view in {"list", "add"} else [thing.pk]
    if view == "delete":  # What is live is withdrawn first.
        type(thing).objects.filter(pk=thing.pk).update(live=False)
    address = reverse(thing.snippet_viewset.get_url_name(view), args=keys)
    assert admin_client.get(address).status_code == 200


def _text_with_link(page_id: Any) -> str:
    """Return what the rich text editor sends: one paragraph that links to a page."""
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": page_id, "url": "/there/"}}
    paragraph = {"key": "a", "type": "unstyled", "depth": 0, "text": "Read this", "data": {}}
    paragraph |= {"entityRanges": [{"key": 0, "offset": 5, "length": 4}], "inlineStyleRanges": []}
    return json.dumps({"blocks": [paragraph], "entityMap": {"0": link}})


@pytest.mark.parametrize("page_id", ["abc", "9" * 20, '7"><b>', "-1", 1.5, ["7"], {}])
def test_a_link_that_somebody_tampered_with_breaks_no_screen(
    guide: Guide, admin_client: Client, page_id: Any
) -> None:
    assert guide.faq.live
    question, text = publish(QuestionFactory()), _text_with_link(page_id)
    data = nested_form_data({"body": streamfield([("text", text)])})
    response = save(edit_of(question), admin_client, short_answer=text, **data)
    assert response.status_code == 302, complaints(response)
    assert admin_client.get(edit_of(question)).status_code == 200
    exported = admin_client.get("/cms/snippets/faq/faqitem/?export=csv")
    assert b"".join(exported.streaming_content).count(b"Read this") == 2
    assert words(visit(question.get_absolute_url()).main).count("Read this") == 2


@pytest.mark.parametrize(
    ("name", "change", "address"),
    [
        ("question", {"question": "Is it better now?"}, "/faq/{slug}/"),
        ("question", {"question": "Is it better now?"}, "/faq/"),
        ("group of questions", {"name": "A better group"}, "/faq/"),
        ("word", {"definition": "A better meaning."}, "/glossary/{slug}/"),
        ("word", {"definition": "A better meaning."}, "/glossary/"),
        ("topic", {"lead": "A better lead."}, "/topics/{slug}/"),
        ("topic", {"lead": "A better lead."}, "/topics/"),
        ("source", {"title": "A better title"}, "/understanding/page/"),
        ("picture", {"svg": DRAWING.replace("dot", "better")}, "/understanding/page/"),
    ],
)
def test_a_change_of_a_snippet_is_what_readers_see(
    guide: Guide, admin_client: Client, name: str, change: dict[str, str], address: str
) -> None:
    thing = SNIPPETS[name]()
    _show(guide, name, thing)
    address = address.format(slug=getattr(thing, "slug", ""))
    assert "better" not in visit(address).main.decode()
    response = save(edit_of(thing), admin_client, **change)
    assert response.status_code == 302, complaints(response)
    assert "better" in visit(address).main.decode()


def _show(guide: Guide, name: str, thing: Any) -> None:
    """Sees to it that the thing can be met somewhere."""
    assert guide.faq.live
    assert guide.glossary.live
    assert guide.topics.live
    if name == "group of questions":
        QuestionFactory(category=thing)
    if name == "source":
        guide.article(bodies.text(f"So. [{thing.code}]"), slug="page")
    if name == "picture":
        guide.article(bodies.figure(thing), slug="page")


def test_an_answer_can_be_withdrawn_and_brought_back(guide: Guide, admin_client: Client) -> None:
    item = publish(QuestionFactory())
    assert guide.faq.live
    item.unpublish()
    assert Client().get(item.get_absolute_url()).status_code == 404
    assert save(edit_of(item), admin_client).status_code == 302
    assert Client().get(item.get_absolute_url()).status_code == 200


def test_a_hostile_drawing_comes_back_to_the_editor(db: None, admin_client: Client) -> None:
    svg = DRAWING.replace("<circle", "<script>x()</script><circle")
    response = save(edit_of(PictureFactory()), admin_client, svg=svg)
    assert "&lt;script&gt;" in response.content.decode()


def test_the_settings_are_what_readers_see(guide: Guide, admin_client: Client) -> None:
    address = reverse("wagtailsettings:edit", args=["content", "sitesettings", guide.site.pk])
    response = save(address, admin_client, emergency_number="112", publish=False)
    assert response.status_code == 302
    assert "call 112" in words(visit("/").footer)
    assert SiteSettings.objects.count() == 1


# Rich text is a whitelist -------------------------------------------------------------------------

LINKS = ["javascript:x()", '"><script>x()</script>', "data:text/html,x", "https://example.org/"]


def typed(**parts: Any) -> str:
    """Return what a tampered editor of rich text could send."""
    block = {"key": "abcde", "type": "unstyled", "depth": 0, "text": "some <script>x()</script>"}
    ranges = {"inlineStyleRanges": [], "entityRanges": [], "data": {}}
    entities = {
        str(key): {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
        for key, url in enumerate(LINKS)
    }
    return json.dumps({"blocks": [{**block, **ranges, **parts}], "entityMap": entities})


HERE = {"offset": 0, "length": 4}
HOSTILE = {
    "words": typed(),
    "a style": typed(inlineStyleRanges=[{**HERE, "style": "CODE"}]),
    **{url: typed(entityRanges=[{**HERE, "key": key}]) for key, url in enumerate(LINKS[:3])},
}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("name", ["text", "steps"])
def test_a_block_keeps_only_what_its_editor_offers(guide: Guide, name: str, sent: str) -> None:
    block = ArticlePage._meta.get_field("body").stream_block.child_blocks[name]
    kept = block.value_from_datadict({"body": sent}, {}, "body").source
    page = visit(guide.article(bodies.block(name, kept)).url)
    assert "some <script>x()</script>" in page.main.get_text()
    assert strange_scripts(page) == []
    assert not page.select("main code, main a[href^=javascript], main a[href^=data]")


def test_a_short_answer_keeps_only_what_its_editor_offers(
    guide: Guide, admin_client: Client
) -> None:
    item = QuestionFactory()
    assert guide.faq.live
    response = save(edit_of(item), admin_client, short_answer=HOSTILE["javascript:x()"])
    assert response.status_code == 302, complaints(response)
    page = visit(item.get_absolute_url())
    assert "some <script>x()</script>" in page.main.get_text()
    assert not page.select("main a[href^=javascript]")


def test_a_link_to_another_site_is_kept(guide: Guide, admin_client: Client) -> None:
    page = guide.article()
    sent = typed(entityRanges=[{**HERE, "key": 3}])
    data = nested_form_data({"body": streamfield([("text", sent)])})
    assert save(edit_of(page), admin_client, **data).status_code == 302
    assert words(visit(page.url).select_one("a[href='https://example.org/']")) == "some"


def test_a_text_of_more_than_a_thousand_fields_is_saved(guide: Guide, admin_client: Client) -> None:
    page = guide.article()
    answer = save(
        f"/cms/pages/{page.pk}/edit/", admin_client, **{f"x-{n}": "" for n in range(5000)}
    )
    assert answer.status_code == 302


def test_a_form_of_too_many_fields_is_refused_in_words(guide: Guide, admin_client: Client) -> None:
    address = f"/cms/pages/{guide.article().pk}/edit/"
    answer = admin_client.post(address, {f"x-{n}": "" for n in range(10_001)})
    assert answer.status_code == 400
    assert "more than 10000 fields" in answer.content.decode()
