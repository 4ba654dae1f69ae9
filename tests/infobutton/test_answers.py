"""Test what an answer holds, and what it never holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from wagtail.models import Locale, Page

from education.review.sign_off import withdraw
from education.search.indexing import rebuild
from tests.factories import (
    ArticlePageFactory,
    Guide,
    TermFactory,
    UserFactory,
    keep_private,
    publish,
    sign_off,
)
from tests.html import read as parsed
from tests.infobutton.reading import PAGE, ask, ask_code, ask_words, read

pytestmark = pytest.mark.django_db

BONES = {"mainSearchCriteria.v.c": "C79.51", "mainSearchCriteria.v.cs": "ICD10CM"}
JSON = {"knowledgeResponseType": "application/json"}


@pytest.fixture
def bones(guide: Guide) -> Any:
    """A page about metastasis in bones."""
    page = guide.article(title="Cancer in the bones", slug="bones", codes="C79.51")
    return publish(page, summary="What it is.")


# Which texts --------------------------------------------------------------------------------------


def test_the_nearest_code_comes_first(guide: Guide, bones: Any) -> None:
    wide = publish(guide.article(codes="C79"))
    narrow = publish(guide.article(codes="C79.511"))
    assert ask_code("C79.51").paths == [bones.url, narrow.url, wide.url]
    assert ask_code("C79").paths[0] == wide.url


def test_a_group_that_no_text_has_leads_one_step_down_and_a_category_nowhere(guide: Guide) -> None:
    page = publish(guide.article(codes="Z79.81"))
    assert [ask_code(code).paths for code in ("Z79", "Z79.8", "Z79.81")] == [
        [], [page.url], [page.url],
    ]  # fmt: skip
    wide = publish(guide.article(codes="Z79"))
    assert ask_code("Z79").paths == [wide.url, page.url]


def test_of_two_texts_with_the_same_code_the_number_behind_it_decides(guide: Guide) -> None:
    second = publish(guide.article(codes="C77 (2)"))
    first = publish(guide.article(codes="C77"))
    assert ask_code("C77.3").paths == [first.url, second.url]


def test_a_change_in_the_editor_changes_the_answer(bones: Any) -> None:
    publish(bones, codes="C78.7\nD009362")
    assert ask_code("C79.51").paths == []
    assert ask_code("C78.7").paths == [bones.url]
    assert ask_code("D009362", "MeSH").paths == [bones.url]


def test_a_term_answers_too(guide: Guide) -> None:
    guide.glossary  # noqa: B018 - makes it
    term = TermFactory(slug="emt", codes="D058750", definition="A [[metastasis|change]].")
    found = ask_code("D058750", "MeSH")
    assert found.paths == [term.get_absolute_url()]
    assert found.summaries[0].endswith("<p>A change.</p>")


def test_an_answer_has_at_most_three_texts(guide: Guide) -> None:
    for _time in range(5):
        publish(guide.article(codes="C79.51"))
    assert len(ask_code("C79.51").links) == 3


def test_a_line_that_is_no_code_spoils_nothing(guide: Guide) -> None:
    page = publish(guide.article(codes="bones, C79.51\n\nC79.51\n(2)"))
    assert ask_code("C79.51").paths == [page.url]


def test_a_text_in_spanish_is_for_who_asks_in_spanish(guide: Guide, bones: Any) -> None:
    spanish = Locale.objects.create(language_code="es")
    page = ArticlePageFactory(parent=guide.articles, locale=spanish, codes="C79.51")
    for name in ("es", "sp", "es-MX", "ES_us"):
        found = ask_code("C79.51", **{"informationRecipient.languageCode.c": name})
        assert (found.paths, found.language) == ([page.url], "es")
    assert ask_code("C79.51").paths == [bones.url]


@pytest.mark.parametrize("name", ["fr", "French", "français", "fr-CA,en;q=0.5"])
def test_who_asks_in_another_language_gets_no_english(bones: Any, name: str) -> None:
    assert ask_code("C79.51", **{"performer.languageCode.c": name}).paths == []


@pytest.mark.parametrize("name", ["", "UNK", "und", "English", "?"])
def test_who_names_no_other_language_gets_english(bones: Any, name: str) -> None:
    assert ask_code("C79.51", **{"performer.languageCode.c": name}).paths == [bones.url]


# Only what is public ------------------------------------------------------------------------------


def test_a_draft_a_private_page_and_a_term_without_its_list_are_left_out(guide: Guide) -> None:
    guide.article(live=False, codes="C79.51")
    keep_private(publish(guide.article(codes="C79.51")))
    TermFactory(slug="emt", codes="C79.51")
    assert ask_code("C79.51").paths == []


def test_a_code_of_a_draft_does_not_count_yet(bones: Any) -> None:
    bones.codes = "C78.7"
    bones.save_revision()
    assert ask_code("C78.7").paths == []
    assert ask_code("C79.51").paths == [bones.url]


def test_a_page_of_another_site_is_left_out(guide: Guide) -> None:
    elsewhere = ArticlePageFactory(parent=Page.get_first_root_node(), codes="C79.51")
    assert elsewhere.live
    assert ask_code("C79.51").paths == []


@pytest.mark.parametrize("is_signed", [False, True])
def test_a_withdrawn_text_is_left_out_at_once(bones: Any, roles: None, *, is_signed: bool) -> None:
    reviewer = UserFactory(roles=["Reviewing clinicians"])
    if is_signed:
        sign_off(bones, reviewer=reviewer)
    before = ask(BONES)
    withdraw(type(bones).objects.get(pk=bones.pk), reviewer, "The dose is wrong.")
    assert ask_code("C79.51").paths == []
    after = ask(BONES, **{"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert read(after).paths == []


# The state of the review --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["page", "term"])
def test_each_text_begins_with_the_state_of_its_review(guide: Guide, kind: str) -> None:
    guide.glossary  # noqa: B018 - makes it
    text = publish(guide.article(codes="C79.51") if kind == "page" else TermFactory(codes="C79.51"))
    assert ask_code("C79.51").summaries[0].startswith("Not yet reviewed by a clinician. <p>")
    sign_off(text)
    now = ask_code("C79.51").summaries[0]
    assert now.startswith("Reviewed by a clinician. Last signed off by Ada Nurse, RN")
    publish(text, codes="C79.51\nC79.3")
    assert ask_code("C79.51").summaries[0].startswith("Changed since review. ")
    sign_off(text, revision=type(text).objects.get(pk=text.pk).live_revision, scope="minor")
    assert ask_code("C79.51").summaries[0].startswith("Reviewed by a clinician. ")


def test_a_review_is_overdue_after_the_days_of_grace(bones: Any) -> None:
    today = dt.datetime.now(dt.UTC).date()
    begun = {"signed_on": today - dt.timedelta(days=400)}
    sign = sign_off(bones, next_review_on=today - dt.timedelta(days=29), **begun)
    assert ask_code("C79.51").summaries[0].startswith("Reviewed by a clinician.")
    type(sign).objects.update(next_review_on=today - dt.timedelta(days=32))
    assert ask_code("C79.51").summaries[0].startswith("Review is overdue.")


# The shape ----------------------------------------------------------------------------------------


def test_links_are_absolute_and_the_values_are_where_clients_read_them(bones: Any) -> None:
    feed = ask({**BONES, **JSON, "mainSearchCriteria.v.dn": "Bones"}).json()["feed"]
    (entry,) = feed["entry"]
    assert entry["title"]["_value"] == "Cancer in the bones"
    assert entry["link"][0]["href"] == settings.WAGTAILADMIN_BASE_URL + bones.url
    assert entry["id"]["_value"]
    assert entry["updated"]["_value"]
    assert entry["summary"]["_value"].endswith("<p>What it is.</p>")
    assert {"scheme": "mainSearchCriteria.v.c", "term": "C79.51"} in feed["category"]
    assert {"scheme": "informationRecipient", "term": "PAT"} in feed["category"]


def test_what_was_asked_is_repeated_without_harm(bones: Any) -> None:
    nasty = "<script>alert(1)</script>\x00\x0b\ufffe & \"'"
    for kind in ("application/json", "text/xml", "text/html"):
        asked = {**BONES, "mainSearchCriteria.v.dn": nasty, "knowledgeResponseType": kind}
        answer = ask(asked)
        assert b"<script>alert" not in answer.content
        assert read(answer).paths == [bones.url] or kind == "text/html"


def test_nothing_of_the_patient_or_of_the_password_is_repeated(bones: Any) -> None:
    secret = {"holder.assignedEntity.certificateText": "hunter2", "age.v.v": "4711"}
    for kind in ("application/json", "text/xml", "text/html"):
        body = ask({**BONES, **secret, "knowledgeResponseType": kind}).content
        assert b"hunter2" not in body
        assert b"4711" not in body


def test_the_page_is_stored_under_the_title_of_its_texts(guide: Guide, bones: Any) -> None:
    answer = ask(BONES, PAGE)
    found = read(answer)
    assert (found.kind, found.titles) == ("html", ["Cancer in the bones"])
    assert found.links == [settings.WAGTAILADMIN_BASE_URL + bones.url]
    assert [one.get_text(strip=True) for one in parsed(answer).select("main h2")] == found.titles
    assert found.summaries[0].startswith("Not yet reviewed by a clinician")
    title = answer.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert title.startswith("Cancer in the bones")


def test_a_page_without_texts_leads_on(guide: Guide) -> None:
    answer = ask({**BONES, "mainSearchCriteria.v.c": "A00"}, PAGE)
    assert answer.status_code == 200
    assert 'action="/search/"' in answer.content.decode()


# Words --------------------------------------------------------------------------------------------


def test_words_find_texts_with_codes_that_they_name(guide: Guide) -> None:
    page = publish(guide.article(title="Palliative care", codes="Z51.5"))
    publish(guide.article(title="Palliative care at home"))
    rebuild()
    assert ask_words("Encounter for palliative care").paths == [page.url]
    assert ask_words("Palliative sedation").paths == []
    assert ask_words("of the").paths == []


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("Bone mets", True),
        ("Carcinomatosis", True),
        ("No evidence of metastasis", False),
        ("Family history of metastatic cancer", False),
        ("Metastatic calcification", False),
    ],
)
def test_words_find_metastasis_where_they_mean_it(
    guide: Guide, words: str, *, is_found: bool
) -> None:
    page = publish(guide.article(title="Metastasis", codes="C79"))
    rebuild()
    assert ask_words(words).paths == ([page.url] if is_found else [])


def test_a_text_about_a_subtopic_alone_answers_no_words(guide: Guide) -> None:
    page = publish(guide.article(title="Surgery", codes="Q000601"))
    spread = publish(guide.article(title="Metastasis", codes="C79"))
    rebuild()
    assert ask_words("Surgery").paths == []
    asked = {"subTopic.v.c": "Q000601", "subTopic.v.cs": "MeSH"}
    assert ask_code("C79.2", **asked).paths == [page.url, spread.url]


def test_a_code_without_a_text_is_not_answered_by_its_name(guide: Guide) -> None:
    publish(guide.article(title="Palliative care", codes="Z51.5"))
    rebuild()
    assert ask_code("A00", **{"mainSearchCriteria.v.dn": "Palliative care"}).paths == []
