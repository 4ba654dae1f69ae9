"""Test what an editor sees before a text is published."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PreviewableMixin, get_page_models
from wagtail.snippets.models import get_snippet_models

from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from tests import bodies
from tests.factories import (
    CategoryFactory,
    Guide,
    PictureFactory,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    TreatmentPageFactory,
    every_block,
    one_of_each,
)
from tests.forms import filled
from tests.html import read, words

PREVIEWED = {
    "question": QuestionFactory,
    "word": TermFactory,
    "picture": PictureFactory,
}


@pytest.mark.slow
def test_every_page_has_a_preview_of_its_draft(guide: Guide) -> None:
    one_of_each(guide)
    for page in guide.home.get_descendants(inclusive=True).specific():
        page.title = "A draft title"
        page.live = False
        response = page.make_preview_request()
        assert response.status_code == 200, page
        assert "A draft title" in read(response).get_text(), page


def test_a_preview_shows_every_block(guide: Guide) -> None:
    page = TreatmentPageFactory(
        parent=guide.treatments,
        body=every_block(guide),
        how_it_works=[bodies.text("How it works.")],
        live=False,
    )
    shown = read(page.make_preview_request())
    for part in ("How it works.", "What else?", "Words you may hear", "The five steps"):
        assert part in words(shown.main)
    assert shown.select("figure svg")
    assert shown.select("a.cite")


def test_a_preview_is_for_its_editor_alone(guide: Guide) -> None:
    response = guide.article().make_preview_request()
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize("is_beside", [True, False])
def test_wagtails_checker_works_beside_the_editor_and_nowhere_else(
    guide: Guide, admin_client: Client, *, is_beside: bool
) -> None:
    asked = admin_client.get(reverse("wagtailadmin_home")).wsgi_request
    response = guide.article().make_preview_request(asked, None, {"in_preview_panel": is_beside})
    styles = response.headers["Content-Security-Policy"].split("style-src")[1].split(";")[0]
    assert ("'self'" in styles) is is_beside
    assert ('http-equiv="Content-Security-Policy"' in response.text) is not is_beside
    assert ("wagtail-userbar" in response.text) is is_beside


def test_a_page_that_was_never_saved_has_a_preview(guide: Guide, admin_client: Client) -> None:
    place = ["content", "articlepage", guide.articles.pk]
    form = filled(reverse("wagtailadmin_pages:add", args=place), admin_client)
    data = {**form, "title": "Never saved", "slug": "never-saved", "summary": "A summary."}
    address = reverse("wagtailadmin_pages:preview_on_add", args=place)
    assert admin_client.post(address, data).json()["is_valid"]
    TopicFactory(name="A strange topic")
    response = admin_client.get(address)
    assert response.status_code == 200
    assert "Never saved" in words(read(response).h1)
    assert "strange" not in read(response).get_text()


@pytest.mark.parametrize("name", PREVIEWED)
def test_a_snippet_with_a_page_of_its_own_has_a_preview(guide: Guide, name: str) -> None:
    thing = PREVIEWED[name]()
    response = thing.make_preview_request()
    assert response.status_code == 200
    assert str(thing) in read(response).get_text()


def test_the_preview_of_an_answer_shows_its_draft(guide: Guide) -> None:
    item = QuestionFactory(topics=[TopicFactory(name="Scans")])
    item.question = "A draft question?"
    shown = read(item.make_preview_request())
    assert words(shown.h1) == "A draft question?"
    assert "At length" in words(shown.main)
    assert "Scans" in words(shown.main)


@pytest.mark.parametrize("model", [FAQItem, GlossaryTerm])
def test_the_preview_of_something_never_saved_shows_nothing_of_others(
    guide: Guide, model: type
) -> None:
    TermFactory(term="A stranger", topics=[])
    TopicFactory(name="A strange topic")
    new: Any = model(locale=guide.home.locale, slug="new")
    if isinstance(new, FAQItem):
        new.category, new.question = CategoryFactory(), "New?"
    response = new.make_preview_request()
    assert response.status_code == 200
    assert "strange" not in read(response).get_text()


PAGE_MODELS = [one for one in get_page_models() if one.is_creatable and one is not Page]
SNIPPET_MODELS = [one for one in get_snippet_models() if issubclass(one, PreviewableMixin)]


def _preview(client: Client, address: str, form: dict[str, Any]) -> None:
    """Look at the preview before anything was sent, after a title, and after a torn form."""
    beside = {"in_preview_panel": "true"}
    assert client.get(address, beside).status_code == 200
    answer = client.post(address, form)
    assert answer.status_code == 200
    shown = client.get(address, beside)
    assert shown.status_code == 200
    assert "Something went wrong" not in shown.content.decode()
    torn = {name: value for name, value in form.items() if not name.endswith("-count")}
    assert client.post(address, torn).status_code in {200, 400}


@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda one: one.__name__)
def test_an_empty_page_of_every_type_has_a_preview(
    guide: Guide, admin_client: Client, model: type[Page]
) -> None:
    (parent_model,) = model.allowed_parent_page_models()
    for part in ("steps", "treatments", "articles", "about"):
        getattr(guide, part)  # is made when it is asked for
    parent = parent_model.objects.first()
    if model.max_count_per_parent or model.max_count:
        model.objects.child_of(parent).delete()  # There may be one.
    place = [model._meta.app_label, model._meta.model_name, parent.pk]
    address = reverse("wagtailadmin_pages:add", args=place)
    form = {**filled(address, admin_client), "title": "New", "slug": "new"}
    _preview(admin_client, reverse("wagtailadmin_pages:preview_on_add", args=place), form)


@pytest.mark.parametrize("model", SNIPPET_MODELS, ids=lambda one: one.__name__)
def test_an_empty_snippet_of_every_type_has_a_preview(
    guide: Guide, admin_client: Client, model: Any
) -> None:
    name = model.snippet_viewset.get_url_name
    form = filled(reverse(name("add")), admin_client)
    _preview(admin_client, reverse(name("preview_on_add")), form)


@pytest.mark.parametrize("kind", ["page", "question", "word"])
def test_a_torn_form_of_the_editor_has_no_server_error(
    guide: Guide, admin_client: Client, kind: str
) -> None:
    if kind == "page":
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[guide.article().pk])
    else:
        thing = PREVIEWED[kind]()
        address = reverse(thing.snippet_viewset.get_url_name("preview_on_edit"), args=[thing.pk])
    response = admin_client.post(address, {"title": "A title alone", "question": "Alone?"})
    assert response.status_code in {200, 400}
    assert admin_client.get(address, {"in_preview_panel": "true"}).status_code == 200
