"""A draft is saved whatever it holds; what is wrong is a finding, which blocks a sign-off."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from education.content.enums import Step
from education.content.models import TreatmentPage
from education.faq.models import FAQItem
from education.review.registry import review_url
from education.review.sign_off import SignOffError, sign_off
from education.standard.results import Level
from education.standard.text_findings import findings
from tests import bodies
from tests.content.test_editing import edit_of
from tests.factories import (
    Guide,
    QuestionFactory,
    SourceFactory,
    StepPageFactory,
    TermFactory,
    TreatmentPageFactory,
)
from tests.forms import complaints, filled, save
from tests.html import visit, words
from tests.review.people import REVIEWER, attestation, person

NO_TABLE = {
    "caption": "",
    "column-count": "2",
    "column-0-type": "text",
    "column-0-order": "0",
    "column-0-deleted": "",
    "column-0-heading": "A",
    "column-1-type": "text",
    "column-1-order": "1",
    "column-1-deleted": "",
    "column-1-heading": "",
    "row-count": "1",
    "row-0-order": "0",
    "row-0-deleted": "",
    "cell-0-0": rich_text("<p>1</p>"),
    "cell-0-1": rich_text(""),
}


def _text(words: str) -> list[tuple[str, Any]]:
    return [("text", rich_text(f"<p>{words}</p>"))]


def _note(heading: str, words: str) -> tuple[str, Any]:
    return ("note", {"heading": heading, "text": rich_text(f"<p>{words}</p>")})


BODIES = {
    "[[lesion|a lesion": _text("It is [[lesion|a lesion in the bone."),
    "[[lesion]]": _text("It is [[lesion]] in the bone."),
    "[S1, S2]": _text("It spreads. [S1, S2]"),
    "[s1]": _text("It spreads. [s1]"),
    "[S1": _text("It spreads. [S1 and grows."),
    "{{emergency_number}": _text("Call {{emergency_number} now."),
    "{ {emergency_number} }": _text("Call { {emergency_number} } now."),
    "((breeth))": _text("((breeth)) You cannot breathe."),
    "[S 1]": _text("It spreads. [S 1]"),
    "Delete it, and paste this as plain text: [S1]": _text("It spreads. [<b>S1</b>]"),
    "as plain text: [[lesion|x]]": _text("It is [[<i>lesion</i>|x]]."),
    "still to be written": _text("It spreads. To write: how."),
    "“no-such” is not in the glossary": _text("It is [[no-such|this]]."),
    "S99 is not in the register": _text("It spreads. [S99]"),
    "A table has no caption": [("table", NO_TABLE)],
    "A column has no heading": [("table", NO_TABLE)],
    "already a heading of this page": [_note("Rest", "One."), _note("Rest", "Two.")],
    "“Heading” is empty": [_note("", "Some words.")],
    "“Text” is empty": [_note("Rest", "")],
}


def told(thing: Any) -> str:
    """Return what blocks a sign-off of the newest version."""
    return told_of(type(thing).objects.get(pk=thing.pk).get_latest_revision_as_object())


def told_of(version: Any) -> str:
    """Return what blocks a sign-off of a version."""
    found = [one for one in findings(version) if one.level == Level.BLOCKS]
    return " ".join(f"{one.place}: {one.message} {one.mend}" for one in found)


@pytest.mark.parametrize("problem", BODIES)
@pytest.mark.parametrize("kind", ["page", "question"])
def test_a_draft_with_a_problem_is_saved_and_cannot_be_signed(
    guide: Guide, roles: None, admin_client: Client, kind: str, problem: str
) -> None:
    text = guide.article() if kind == "page" else QuestionFactory()
    data = nested_form_data({"body": streamfield(BODIES[problem])})
    response = save(edit_of(text), admin_client, publish=False, **data)
    assert response.status_code == 302, complaints(response)
    assert problem in told(text)
    panel = visit(edit_of(text), admin_client).select_one("[data-standard]")
    assert problem in words(panel)
    saved = type(text).objects.get(pk=text.pk)
    with pytest.raises(SignOffError, match="content standard"):
        sign_off(saved, person(REVIEWER), attestation(saved))


@pytest.mark.parametrize("words", ["It spreads. (S1)", "It spreads (S1, s2).", "So ((S 1))."])
def test_a_source_in_round_brackets_is_found_if_the_register_has_it(
    guide: Guide, words: str
) -> None:
    page = guide.article(bodies.text(words))
    assert "(S1)" not in told_of(page)
    SourceFactory(code="S1")
    SourceFactory(code="S2")
    assert "Write: [S1]" in told_of(page)


def test_a_second_page_of_a_step_is_saved_and_cannot_be_signed(
    guide: Guide, roles: None, admin_client: Client
) -> None:
    first = StepPageFactory(parent=guide.steps, step=Step.INVASION, title="How it starts")
    second = StepPageFactory(parent=guide.steps, step=Step.CIRCULATION)
    assert "How it starts" not in told_of(first)
    response = save(edit_of(second), admin_client, publish=False, step=Step.INVASION)
    assert response.status_code == 302, complaints(response)
    assert "Position in the journey: “How it starts” is the page of this step." in told(second)
    with pytest.raises(SignOffError, match="content standard"):
        sign_off(second, person(REVIEWER), attestation(second))


@pytest.mark.parametrize(
    ("there", "new"),
    [
        ("Biopsy", "biopsies"), ("Scans", "scan"), ("Metastasis", "METASTASES"),
        ("Circulating tumor DNA (ctDNA)", "ctDNA"),
    ],
)  # fmt: skip
def test_a_second_term_of_one_name_is_saved_and_cannot_be_signed(
    roles: None, admin_client: Client, guide: Guide, there: str, new: str
) -> None:
    TermFactory(term=there)
    term = TermFactory(term="Another")
    response = save(edit_of(term), admin_client, publish=False, term=new)
    assert response.status_code == 302, complaints(response)
    assert f"Term: “{there}” is in the glossary already." in told(term)
    with pytest.raises(SignOffError, match="content standard"):
        sign_off(term, person(REVIEWER), attestation(term))


@pytest.mark.parametrize("mark", ["[[lesion|a lesion", "[[lesion]]", "{{ phone }}", "[S1; S2]"])
def test_a_short_answer_with_a_problem_is_saved(
    admin_client: Client, guide: Guide, mark: str
) -> None:
    item = QuestionFactory()
    answer = rich_text(f"<p>So {mark} it is.</p>")
    response = save(edit_of(item), admin_client, publish=False, short_answer=answer, question="")
    assert response.status_code == 302, complaints(response)
    assert mark in told(item)
    assert "Question: This is empty." in told(item)


def test_a_definition_with_a_problem_is_saved(admin_client: Client, guide: Guide) -> None:
    term = TermFactory()
    changes = {"term": "", "definition": "A spot. [s1]", "plain_word": ""}
    response = save(edit_of(term), admin_client, publish=False, **changes)
    assert response.status_code == 302, complaints(response)
    assert "[s1]" in told(term)
    assert "Plain word: This is empty." in told(term)
    assert "Term: This is empty." in told(term)


def test_a_question_without_category_is_saved_and_cannot_be_signed(
    admin_client: Client, guide: Guide
) -> None:
    address = reverse(FAQItem.snippet_viewset.get_url_name("add"))
    response = save(address, admin_client, publish=False, question="Does it hurt?", slug="hurt")
    assert response.status_code == 302, complaints(response)
    item = FAQItem.objects.get(slug="hurt")
    assert "Category: This is empty." in told(item)
    assert admin_client.get(edit_of(item)).status_code == 200
    listed = admin_client.get(reverse(FAQItem.snippet_viewset.get_url_name("list")))
    assert "Does it hurt?" in listed.content.decode()
    assert ">None<" not in listed.content.decode().replace(" ", "").replace("\n", "")
    exported = admin_client.get("/cms/snippets/faq/faqitem/?export=csv")
    assert b"Does it hurt?" in b"".join(exported.streaming_content)


def test_the_category_stands_beside_the_question(admin_client: Client, db: None) -> None:
    page = visit(reverse(FAQItem.snippet_viewset.get_url_name("add")), admin_client)
    first = page.select_one("[role=tabpanel]")
    assert first.select_one("[name=question]")
    assert first.select_one("[name=category]")


@pytest.mark.parametrize(
    ("place", "model", "label"),
    [
        ("treatments", "treatmentpage", "Where it works"),
        ("steps", "steppage", "Position in the journey"),
    ],
)
def test_a_page_that_lacks_a_choice_is_saved_and_cannot_be_signed(
    guide: Guide, admin_client: Client, place: str, model: str, label: str
) -> None:
    parent = getattr(guide, place)
    address = reverse("wagtailadmin_pages:add", args=["content", model, parent.pk])
    response = save(address, admin_client, publish=False, title="New", slug="new")
    assert response.status_code == 302, complaints(response)
    page = apps.get_model("content", model).objects.get(slug="new")
    assert f"{label}: This is empty." in told(page)
    assert page.make_preview_request().status_code == 200


def test_a_problem_is_linked_to_its_block_in_the_editor(guide: Guide, admin_client: Client) -> None:
    page = guide.article()
    data = nested_form_data({"body": streamfield(BODIES["[S1, S2]"])})
    save(edit_of(page), admin_client, publish=False, **data)
    newest = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    (block,) = newest.body
    panel = visit(edit_of(page), admin_client).select_one("[data-standard]")
    assert panel.select_one(f"a[href='#block-{block.id}-section']")
    sheet = visit(review_url(page), admin_client)
    assert sheet.select_one(f"a[href$='#block-{block.id}-section']")


@pytest.mark.parametrize(
    ("factory", "label", "field"),
    [
        (QuestionFactory, "Question", "question"),
        (QuestionFactory, "Short answer", "short_answer"),
        (TermFactory, "Term", "term"),
        (TermFactory, "Definition", "definition"),
    ],
)
def test_a_problem_of_a_field_has_its_label_and_a_link_to_it(
    db: None, admin_client: Client, factory: Any, label: str, field: str
) -> None:
    thing = factory(**{field: "A miracle?"})
    editor = visit(edit_of(thing), admin_client)
    link = editor.select_one(f"[data-standard] a[href='#:w:contentpath={field}']")
    assert words(link) == label
    place = editor.select_one(f"[data-contentpath='{field}']")
    assert label in words(place.find_parent("section"))


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("title", "Title"),
        ("summary", "Summary"),
        ("search_description", "description"),
        ("how_given", "How it is given"),
        ("risks", "What are the possible risks and side effects?"),
    ],
)
def test_a_problem_of_a_field_of_a_page_has_a_link_to_it(
    guide: Guide, admin_client: Client, field: str, label: str
) -> None:
    page = TreatmentPageFactory(parent=guide.treatments)
    if field != "risks":
        setattr(page, field, "A miracle cure.")
        page.save_revision()
    editor = visit(edit_of(page), admin_client)
    link = editor.select_one(f"[data-standard] a[href='#:w:contentpath={field}']")
    assert label in words(link)
    assert editor.select_one(f"[data-contentpath='{field}']")
    sheet = visit(review_url(page), admin_client)
    assert sheet.select_one(f"a[href$='#:w:contentpath={field}']")


def test_a_problem_of_the_whole_text_says_so(guide: Guide, admin_client: Client) -> None:
    panel = visit(edit_of(guide.article(bodies.text("Hm."))), admin_client)
    places = panel.select("[data-standard] .standard__place")
    assert {words(one) for one in places if not one.select_one("a")} == {"Whole text"}


def test_a_treatment_without_a_place_shows_no_drawing_of_it(db: None) -> None:
    assert TreatmentPage(reach="").reach_mark == ""


def test_the_form_of_a_draft_is_whole(guide: Guide, admin_client: Client) -> None:
    assert filled(edit_of(guide.article()), admin_client)["body-count"] == "0"
