"""The content standard beside an editor, on the screen and while somebody writes."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from education.content.models import AboutPage, ArticlePage, StepPage, TreatmentPage
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.standard.results import Finding, Level
from education.standard.text_findings import findings
from tests import bodies
from tests.content.test_editing import PAGES, edit_of
from tests.effort import examples
from tests.factories import (
    Guide,
    PictureFactory,
    QuestionFactory,
    SourceFactory,
    TermFactory,
    UserFactory,
    every_block,
)
from tests.forms import filled, save
from tests.html import visit, words

pytestmark = pytest.mark.once
XHR = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


def panel_of(thing: Any, client: Client) -> BeautifulSoup:
    """The panel beside the editor of a page or snippet."""
    panel = visit(edit_of(thing), client).select_one("[data-standard]")
    assert panel
    return panel


def judged(thing: Any, client: Client, **changes: Any) -> dict[str, str]:
    """Return what is said while somebody writes."""
    form = {**filled(edit_of(thing), client), **changes}
    response = client.post(panel_of(thing, client)["data-standard"], form, **XHR)
    assert response.status_code == 200, response.content
    return response.json()


def body_of(*blocks: tuple[str, Any]) -> dict[str, Any]:
    """A body as its editor sends it."""
    return nested_form_data({"body": streamfield(blocks)})


def typed(text: str) -> tuple[str, str]:
    """A paragraph as its editor sends it."""
    return "text", rich_text(f"<p>{text}</p>")


# On the screen ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_every_kind_of_page_has_the_panel(guide: Guide, admin_client: Client, name: str) -> None:
    assert panel_of(PAGES[name](guide), admin_client)


@pytest.mark.parametrize("factory", [QuestionFactory, TermFactory])
def test_questions_and_words_have_the_panel(db: None, admin_client: Client, factory: Any) -> None:
    assert panel_of(factory(), admin_client)


def test_what_the_standard_does_not_hold_for_has_no_panel(db: None, admin_client: Client) -> None:
    page = visit(edit_of(PictureFactory()), admin_client)
    assert page.select_one("[data-side-panel=checks]")
    assert not page.select_one("[data-standard]")


def test_wagtails_own_checks_stay_without_a_second_measure(
    guide: Guide, admin_client: Client
) -> None:
    page = visit(edit_of(guide.article()), admin_client)
    assert page.select_one("[data-checks-panel]")
    assert not page.select_one("[data-content-word-count], [data-content-readability-score]")


def _as_shown(finding: Finding) -> tuple[str, str, str]:
    return finding.place, finding.message, finding.mend


def _shown(panel: BeautifulSoup) -> list[tuple[str, str, str]]:
    found = panel.select(".standard__finding")
    return [
        (
            words(one.select_one(".standard__place")),
            words(one.select_one(".standard__message")),
            words(one.select_one(".standard__mend")).partition(" Why")[0],
        )
        for one in found
    ]


def test_it_shows_what_the_gate_finds_in_the_newest_draft_and_what_stops_first(
    guide: Guide, admin_client: Client
) -> None:
    page = guide.article()
    page.summary = "A miracle, so they say."
    page.save_revision()
    found = sorted(findings(page), key=lambda one: one.level)
    shown = _shown(panel_of(page, admin_client))
    assert shown == [_as_shown(one) for one in found]
    assert any("miracle" in message for _place, message, _mend in shown)


def test_one_line_counts_what_there_is_to_do(guide: Guide, admin_client: Client) -> None:
    page = guide.article()
    found = findings(page)
    stops = sum(one.level == Level.BLOCKS for one in found)
    line = panel_of(page, admin_client).select_one("[role=status]")
    looks = len(found) - stops
    assert words(line) == (f"{stops} issues block sign-off. {looks} suggestions.")


def test_both_grades_are_shown_with_the_goal(guide: Guide, admin_client: Client) -> None:
    TermFactory(term="Metastasis", slug="metastasis")
    page = guide.article(bodies.text("You have a metastasis."))
    grades = words(panel_of(page, admin_client).select_one(".standard__grades"))
    assert "Body: reading grade" in grades
    assert "Summary: reading grade" in grades
    assert "8.0 or lower" in grades
    assert "including glossary terms" in grades


def test_each_finding_leads_to_its_row_in_the_guide(guide: Guide, admin_client: Client) -> None:
    panel = panel_of(guide.article(), admin_client)
    guide_page = visit(reverse("content_standard:guide"), admin_client)
    links = [str(link["href"]) for link in panel.select(".standard__finding a")]
    assert links
    for link in links:
        assert guide_page.find(id=link.partition("#")[2]), link


# While somebody writes ----------------------------------------------------------------------------


def test_a_battle_word_is_told_while_it_is_typed_and_nothing_is_saved(
    guide: Guide, admin_client: Client
) -> None:
    page = guide.article()
    said = judged(page, admin_client, **body_of(typed("They fight cancer.")))
    assert "They fight cancer." in said["html"]
    assert "block sign-off" in said["summary"]
    page.refresh_from_db()
    assert "fight" not in str(page.body)
    assert page.latest_revision_id is None


@pytest.mark.parametrize(
    ("factory", "changes"),
    [
        (QuestionFactory, {"short_answer": rich_text("<p>They fight cancer.</p>")}),
        (TermFactory, {"definition": "They fight cancer."}),
    ],
)
def test_it_is_told_in_questions_and_words_too(
    db: None, admin_client: Client, factory: Any, changes: dict[str, str]
) -> None:
    assert "They fight cancer." in judged(factory(), admin_client, **changes)["html"]


def test_a_source_that_is_chosen_for_a_word_counts(db: None, admin_client: Client) -> None:
    source = SourceFactory()
    term = TermFactory()
    assert "It has no source." in judged(term, admin_client)["html"]
    assert "It has no source." not in judged(term, admin_client, sources=[source.pk])["html"]
    assert list(GlossaryTerm.objects.get().sources.all()) == []


def test_what_cannot_be_saved_yet_is_judged_as_it_stands(
    guide: Guide, admin_client: Client
) -> None:
    page = guide.article()
    broken = body_of(typed("A [[word|word fights on."))
    html = judged(page, admin_client, title="", slug="", **broken)["html"]
    assert "fights on" in html
    assert "Say in 1 to 3 sentences" in judged(page, admin_client, **broken, summary="")["html"]


def test_every_block_can_be_judged(guide: Guide, admin_client: Client) -> None:
    page = guide.article(*every_block(guide))
    response = admin_client.post(
        panel_of(page, admin_client)["data-standard"], {"title": "No body at all"}, **XHR
    )
    assert response.status_code == 422
    assert "cannot be checked right now" in response.json()["summary"]


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (ArticlePage, "summary"),
        (StepPage, "summary"),
        (TreatmentPage, "how_given"),
        (AboutPage, "summary"),
        (FAQItem, "short_answer"),
        (GlossaryTerm, "definition"),
    ],
)
def test_the_checks_of_a_new_text_begin_with_its_first_sentence(
    guide: Guide, admin_client: Client, model: Any, field: str
) -> None:
    address = _form_for_new(model, guide)
    panel = visit(address, admin_client).select_one("[data-standard]")
    assert not panel.select(".standard__finding")
    form = filled(address, admin_client)
    before = admin_client.post(panel["data-standard"], form, **XHR).json()
    assert before["summary"] == words(panel.select_one("[role=status]"))
    sentence = "They fight cancer."
    form[field] = rich_text(f"<p>{sentence}</p>") if field == "short_answer" else sentence
    after = admin_client.post(panel["data-standard"], form, **XHR).json()
    assert sentence in after["html"]
    assert "block sign-off" in after["summary"]
    assert model.objects.count() == 0


def _form_for_new(model: Any, guide: Guide) -> str:
    if not issubclass(model, Page):
        return reverse(model.snippet_viewset.get_url_name("add"))
    places = {
        ArticlePage: guide.articles,
        StepPage: guide.steps,
        TreatmentPage: guide.treatments,
        AboutPage: guide.about,
    }
    return reverse(
        "wagtailadmin_pages:add", args=["content", model._meta.model_name, places[model].pk]
    )


def test_what_somebody_types_is_shown_as_text(guide: Guide, admin_client: Client) -> None:
    hostile = "They <b>fight</b> &lt;script&gt;x()&lt;/script&gt; on."
    said = judged(guide.article(), admin_client, summary=hostile)
    assert "<script>" not in said["html"]
    assert "&lt;script&gt;" in said["html"]


# Torn forms ---------------------------------------------------------------------------------------

FIELDS = ("title", "summary", "body-count", "body-0-type", "body-0-deleted", "body-0-order")
ODD = st.sampled_from(["", "0", "1", "text", "section", "-1", "9" * 40, "{}", "[]", "null", "\0"])


@settings(
    max_examples=examples(40),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(form=st.dictionaries(st.sampled_from((*FIELDS, "body-0-value", "body-0-id", "topics")), ODD))
def test_no_form_breaks_it(guide: Guide, admin_client: Client, form: dict[str, str]) -> None:
    address = reverse("content_standard:check_page", args=[guide.home.pk])
    assert admin_client.post(address, form, **XHR).status_code in {200, 422}


@pytest.mark.parametrize("value", ['{"blocks": 1}', '"x"', "[", '{"blocks": [{}]}', "null"])
def test_no_rich_text_breaks_it(guide: Guide, admin_client: Client, value: str) -> None:
    address = reverse("content_standard:check_page", args=[guide.home.pk])
    form = body_of(("text", value))
    assert admin_client.post(address, form, **XHR).status_code in {200, 422}


@pytest.mark.parametrize("value", ["x", "-1", "9" * 40, "1.5"])
def test_no_choice_breaks_it(guide: Guide, admin_client: Client, value: str) -> None:
    address = reverse("content_standard:check_page", args=[guide.home.pk])
    form = body_of(("definition", {"term": value}))
    assert admin_client.post(address, form, **XHR).status_code in {200, 422}
    word = reverse("content_standard:check_snippet", args=["glossary", "glossaryterm"])
    assert admin_client.post(word, {"sources": value}, **XHR).status_code in {200, 422}


# Who may ------------------------------------------------------------------------------------------


def _somebody(*codenames: str) -> Client:
    """Somebody who may use the editors' side and do this, signed in."""
    group, _created = Group.objects.get_or_create(name="Test")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    user = UserFactory(roles=["Test"])
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def places(guide: Guide) -> dict[str, tuple[str, list[Any]]]:
    """Each place to which a form can be sent, and the right that it asks for."""
    page, question = guide.article(), QuestionFactory()
    return {
        "page": ("content_standard:check_page", [page.pk]),
        "new page": (
            "content_standard:check_new_page",
            ["content", "articlepage", guide.articles.pk],
        ),
        "question": ("content_standard:check_snippet", ["faq", "faqitem", question.pk]),
        "new question": ("content_standard:check_snippet", ["faq", "faqitem"]),
    }


RIGHTS = {"question": "change_faqitem", "new question": "add_faqitem"}


@pytest.mark.parametrize("name", ["page", "new page", "question", "new question"])
def test_nobody_else_gets_an_answer(places: dict[str, Any], name: str) -> None:
    view, where = places[name]
    address = reverse(view, args=where)
    stranger, colleague = Client(), _somebody("add_glossaryterm", "change_glossaryterm")
    assert stranger.post(address, {}).status_code == 302
    assert stranger.post(address, {}, **XHR).status_code == 403
    assert colleague.post(address, {}).status_code == 302
    assert colleague.post(address, {}, **XHR).status_code == 403


@pytest.mark.parametrize("name", RIGHTS)
def test_who_may_edit_a_question_gets_an_answer(places: dict[str, Any], name: str) -> None:
    view, where = places[name]
    response = _somebody(RIGHTS[name]).post(reverse(view, args=where), {}, **XHR)
    assert response.status_code == 422


@pytest.mark.parametrize(("name", "right"), [("page", "change"), ("new page", "add")])
def test_who_may_edit_a_page_gets_an_answer(
    guide: Guide, places: dict[str, Any], name: str, right: str
) -> None:
    client = _somebody()
    permission = Permission.objects.get(
        content_type__app_label="wagtailcore", codename=f"{right}_page"
    )
    GroupPagePermission.objects.create(
        group=Group.objects.get(name="Test"), page=guide.home, permission=permission
    )
    view, where = places[name]
    assert client.post(reverse(view, args=where), {}, **XHR).status_code == 422


def test_nothing_but_a_form_gets_an_answer(guide: Guide, admin_client: Client) -> None:
    address = reverse("content_standard:check_page", args=[guide.home.pk])
    assert admin_client.get(address).status_code == 405


def test_a_form_from_elsewhere_is_refused(guide: Guide, admin_user: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    address = reverse("content_standard:check_page", args=[guide.home.pk])
    assert client.post(address, {}, **XHR).status_code == 403


@pytest.mark.parametrize(
    ("view", "where"),
    [
        ("content_standard:check_page", [999]),
        ("content_standard:check_new_page", ["content", "articlepage", 999]),
        ("content_standard:check_new_page", ["content", "topic", 1]),
        ("content_standard:check_new_page", ["content", "nothing", 1]),
        ("content_standard:check_snippet", ["content", "articlepage"]),
        ("content_standard:check_snippet", ["content", "picture"]),
        ("content_standard:check_snippet", ["faq", "faqitem", 999]),
    ],
)
def test_what_is_not_there_is_not_found(
    guide: Guide, admin_client: Client, view: str, where: list[Any]
) -> None:
    response = admin_client.post(reverse(view, args=where), {}, **XHR)
    assert response.status_code == 404


def test_a_page_is_judged_only_where_it_may_stand(guide: Guide, admin_client: Client) -> None:
    address = reverse(
        "content_standard:check_new_page", args=["content", "articlepage", guide.home.pk]
    )
    assert admin_client.post(address, {}, **XHR).status_code == 403


# Saving -------------------------------------------------------------------------------------------


def test_a_draft_that_breaks_every_rule_is_saved(guide: Guide, admin_client: Client) -> None:
    page = guide.article()
    changes = body_of(typed("They always fight this miracle breakthrough battle."))
    response = save(edit_of(page), admin_client, publish=False, summary="Lost. " * 80, **changes)
    assert response.status_code == 302
    assert "miracle" in str(ArticlePage.objects.get().get_latest_revision_as_object().body)
