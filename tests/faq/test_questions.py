"""The list of questions: what an editor sees at a glance, and the order by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision, Workflow

from education.content.dates import this_month
from education.faq.models import FAQItem
from education.feedback.enums import Answer
from education.feedback.models import Feedback
from education.review.enums import ReviewState
from education.review.models import filter_by_review_state
from education.review.tables import add_reviews
from education.search.models import SearchQueryCount
from tests.factories import (
    CategoryFactory,
    QuestionFactory,
    TopicFactory,
    publish,
    sign_off,
    withdrawal,
)
from tests.faq.people import ADMIN, AUTHOR, FAQ, REVIEWER, TRANSLATOR, signed_in
from tests.forms import save
from tests.html import visit, words

LIST = "/cms/snippets/faq/faqitem/"
LABELS = {
    ReviewState.NOT_REVIEWED: "Not reviewed",
    ReviewState.REVIEWED: "Reviewed",
    ReviewState.CHANGED: "Changed since review",
    ReviewState.OVERDUE: "Review is overdue",
    ReviewState.WITHDRAWN: "Withdrawn",
}
# Everything that the list asks, whatever its length.
QUERIES = [
    "session", "person", "own permissions", "permissions of roles", "profile",
    "number of questions", "questions: categories, feedback, schedules", "their workflows",
    "their sign-offs", "their withdrawals", "searches", "locales",
    "rights on pages, for the menu", "on collections, for the menu", "on sites, for the menu",
    "categories to filter by", "topics to filter by", "categories to put in order",
]  # fmt: skip


def table(page: BeautifulSoup) -> list[dict[str, str]]:
    """The rows of a list, by the headings of their columns."""
    heads = [words(one) for one in page.select("main thead th")]
    return [
        {head: words(cell) for head, cell in zip(heads, row.select("td"), strict=True)}
        for row in page.select("main tbody tr")
    ]


def listed(client: Client, query: str = "") -> list[str]:
    """The questions of a list, in order."""
    page = visit(f"{LIST}{query}", client)
    return [words(one) for one in page.select("main tbody .title .title-wrapper")]


# What it shows ------------------------------------------------------------------------------------


def test_a_row_tells_group_place_review_feedback_searches_and_status(faq_admin: Client) -> None:
    category = CategoryFactory(name="Daily life")
    item = QuestionFactory(question="Can I travel?", category=category, sort_order=3)
    for answer in (Answer.YES, Answer.YES, Answer.NO):
        Feedback.add(item, answer)
    SearchQueryCount.objects.create(words="travels", month=this_month(), count=4)
    (row,) = table(visit(LIST, faq_admin))
    assert row["Category"] == "Daily life"
    assert row["Place"] == "3"
    assert row["Clinical review"] == "Not reviewed"
    assert row["Did it help?"] == "2 yes, 1 no"
    assert row["Related searches"] == "4"
    assert row["Status"] == "live"


def test_a_search_counts_when_all_its_words_stand_in_the_question(faq_admin: Client) -> None:
    QuestionFactory(question="Can I travel?", search_terms="going on holiday\nflights")
    for searched, count in {
        "travelling": 1,
        "can i travel": 2,
        "flight holidays": 4,
        "travel insurance": 8,
        "the": 16,
        "": 32,
    }.items():
        SearchQueryCount.objects.create(words=searched, month=this_month(), count=count)
    SearchQueryCount.objects.create(words="travel", month=dt.date(2020, 1, 1), count=64)
    (row,) = table(visit(LIST, faq_admin))
    assert row["Related searches"] == "7"


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (FAQ, {"Did it help?", "Related searches"}),
        (ADMIN, {"Did it help?", "Related searches"}),
        (AUTHOR, {"Did it help?"}),
        (REVIEWER, {"Did it help?"}),
        (TRANSLATOR, set()),
    ],
)
def test_numbers_are_for_those_who_may_see_the_reports(
    roles: None, role: str, sees: set[str]
) -> None:
    QuestionFactory()
    (row,) = table(visit(LIST, signed_in(role)))
    assert {"Did it help?", "Related searches"} & {*row} == sees


def _in_each_state() -> dict[ReviewState, FAQItem]:
    items = {state: publish(QuestionFactory()) for state in ReviewState}
    sign_off(items[ReviewState.REVIEWED])
    sign_off(items[ReviewState.CHANGED])
    items[ReviewState.CHANGED].save_revision()
    sign_off(items[ReviewState.OVERDUE], next_review_on=dt.date(2026, 11, 2))
    withdrawal(items[ReviewState.WITHDRAWN], restored_on=None)
    return items


@time_machine.travel("2026-11-22")
@pytest.mark.parametrize("state", ReviewState)
def test_the_list_tells_and_finds_each_state_of_review(
    admin_client: Client, state: ReviewState
) -> None:
    items = _in_each_state()
    (row,) = table(visit(f"{LIST}?review={state}", admin_client))
    assert row["Clinical review"] == LABELS[state]
    assert items[state].question in row["Question"]


@time_machine.travel("2026-11-22")
@pytest.mark.parametrize("state", ReviewState)
def test_sql_and_python_agree_on_a_review(db: None, state: ReviewState) -> None:
    items = _in_each_state()
    QuestionFactory()
    only_minor, minor_after = publish(QuestionFactory()), items[ReviewState.REVIEWED]
    sign_off(only_minor, scope="minor")
    sign_off(publish(minor_after), scope="minor", signed_on=dt.date(2026, 11, 3))
    rows = list(FAQItem.objects.all())
    add_reviews(rows)
    told = {row.pk for row in rows if row.review.state == state}
    assert {one.pk for one in filter_by_review_state(FAQItem.objects.all(), state)} == told


def test_a_draft_over_a_reviewed_text_reads_as_changed(faq_admin: Client) -> None:
    item = publish(QuestionFactory())
    sign_off(item)
    save(f"{LIST}edit/{item.pk}/", faq_admin, publish=False, question="And now?")
    (row,) = table(visit(LIST, faq_admin))
    assert row["Clinical review"] == "Changed since review"
    assert row["Status"] == "live + draft"


def test_the_status_tells_of_schedules_and_workflows(roles: None, admin_client: Client) -> None:
    planned, waiting = (QuestionFactory(live=False) for _time in range(2))
    planned.go_live_at = timezone.now() + dt.timedelta(days=2)
    planned.save_revision().publish()
    waiting.save_revision()
    Workflow.objects.get().start(waiting, None)
    assert {row["Status"] for row in table(visit(LIST, admin_client))} == {
        "scheduled",
        "in moderation",
    }


@pytest.mark.usefixtures("admin_search")
def test_questions_are_found_by_category_topic_status_and_words(faq_admin: Client) -> None:
    topic, category = TopicFactory(), CategoryFactory()
    QuestionFactory(question="By group?", category=category)
    QuestionFactory(question="By topic?", topics=[topic])
    QuestionFactory(question="A draft?", live=False)
    assert listed(faq_admin, f"?category={category.pk}") == ["By group?"]
    assert listed(faq_admin, f"?topics={topic.pk}") == ["By topic?"]
    assert listed(faq_admin, "?live=false") == ["A draft?"]
    assert listed(faq_admin, "?q=topic") == ["By topic?"]


@pytest.mark.usefixtures("admin_search")
@pytest.mark.parametrize(
    "query",
    ["live=true", "review=not-reviewed", "topics={topic}", "category={category}",
     "ordering=-answered_no", "ordering=-_updated_at", "export=csv"],
)  # fmt: skip
def test_a_search_goes_with_every_filter_and_order(faq_admin: Client, query: str) -> None:
    item = QuestionFactory(question="Can I travel?", topics=[TopicFactory()])
    keys = {"topic": item.topics.get().pk, "category": item.category_id}
    response: Any = faq_admin.get(f"{LIST}?q=travel&{query.format(**keys)}")
    assert b"Can I travel?" in response.getvalue()


def test_what_helped_least_can_come_first(faq_admin: Client) -> None:
    good, bad = QuestionFactory(question="Good?"), QuestionFactory(question="Bad?")
    Feedback.add(good, Answer.YES)
    Feedback.add(bad, Answer.NO)
    assert listed(faq_admin, "?ordering=-answered_no") == ["Bad?", "Good?"]


@pytest.mark.parametrize("query", ["review=x", "category=x", "ordering=x", "topics=0", "p=99"])
def test_a_nasty_choice_is_no_error(faq_admin: Client, query: str) -> None:
    QuestionFactory()
    assert faq_admin.get(f"{LIST}?{query}").status_code == 200


# What it costs ------------------------------------------------------------------------------------


def _queries(client: Client, query: str = "") -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{LIST}{query}").status_code == 200
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.slow
def test_a_list_of_a_thousand_asks_no_more_than_one_of_ten(faq_admin: Client) -> None:
    category = CategoryFactory()
    rows = QuestionFactory.build_batch(10, category=category, locale=category.locale, live=False)
    FAQItem.objects.bulk_create(rows)
    faq_admin.get(LIST)
    few = _queries(faq_admin)
    rows = QuestionFactory.build_batch(990, category=category, locale=category.locale, live=False)
    FAQItem.objects.bulk_create(rows)
    many = _queries(faq_admin)
    assert len(many) == len(few) == len(QUERIES), "\n".join(many)


# The order by hand --------------------------------------------------------------------------------


@pytest.fixture
def three(db: None) -> list[FAQItem]:
    category = CategoryFactory()
    return [QuestionFactory(question=f"{name}?", category=category, sort_order=7) for name in "ABC"]


def _order(item: FAQItem) -> str:
    rows = FAQItem.objects.filter(category=item.category).order_by("sort_order", "pk")
    return "".join(row.question[0] for row in rows)


@pytest.mark.parametrize(
    ("name", "position", "order"),
    [
        ("A", "1", "BAC"), ("A", "2", "BCA"), ("C", "0", "CAB"), ("B", "1", "ABC"),
        ("A", "99", "BCA"), ("A", "", "BCA"), ("A", "x", "BCA"), ("A", "-1", "BCA"),
    ],
)  # fmt: skip
def test_a_question_moves_to_the_position_where_it_is_put(
    faq_admin: Client, three: list[FAQItem], name: str, position: str, order: str
) -> None:
    moved = three["ABC".index(name)]
    response = faq_admin.post(f"{LIST}reorder/{moved.pk}/?position={position}")
    assert response.json() == {"success": True}
    assert _order(moved) == order
    assert sorted(FAQItem.objects.values_list("sort_order", flat=True)) == [1, 2, 3]


def test_other_categories_keep_their_order(faq_admin: Client, three: list[FAQItem]) -> None:
    other = QuestionFactory(sort_order=5)
    faq_admin.post(f"{LIST}reorder/{three[0].pk}/?position=2")
    other.refresh_from_db()
    assert other.sort_order == 5


@pytest.mark.parametrize("role", [AUTHOR, REVIEWER, FAQ, TRANSLATOR, ADMIN])
def test_whoever_may_change_questions_may_order_them(
    roles: None, three: list[FAQItem], role: str
) -> None:
    signed_in(role).post(f"{LIST}reorder/{three[2].pk}/?position=0")
    assert _order(three[0]) == "CAB"


def test_someone_without_rights_orders_nothing(roles: None, three: list[FAQItem]) -> None:
    for client in (Client(), signed_in()):
        assert client.post(f"{LIST}reorder/{three[2].pk}/?position=0").status_code == 302
    assert _order(three[0]) == "ABC"


def test_an_unknown_question_cannot_be_moved(faq_admin: Client) -> None:
    assert faq_admin.post(f"{LIST}reorder/12345/?position=0").status_code == 404


def test_the_list_of_one_category_offers_its_order(faq_admin: Client, three: list[FAQItem]) -> None:
    category = three[0].category
    QuestionFactory()
    page = visit(f"{LIST}?category={category.pk}&ordering=sort_order", faq_admin)
    assert len(page.select("[data-w-orderable-item-id]")) == 3
    assert f"category={category.pk}&ordering=sort_order" in "".join(
        str(link["href"]) for link in visit(LIST, faq_admin).select("a[href]")
    )


@pytest.mark.parametrize("query", ["ordering=sort_order", "ordering=sort_order&live=true"])
def test_several_categories_at_once_cannot_be_ordered(
    faq_admin: Client, three: list[FAQItem], query: str
) -> None:
    assert not visit(f"{LIST}?{query}", faq_admin).select("[data-w-orderable-item-id]")


def test_a_sign_off_of_an_older_version_keeps_the_place_of_today(
    db: None, three: list[FAQItem]
) -> None:
    first = three[0]
    version = first.save_revision()
    FAQItem.objects.move(first, "2")
    version.publish()
    assert _order(first) == "BCA"


def test_a_question_that_changes_its_category_stands_last_there(
    db: None, three: list[FAQItem]
) -> None:
    comer = QuestionFactory(question="D?", sort_order=1)
    comer.category = three[0].category
    version = comer.save_revision()
    Revision.objects.get(pk=version.pk).publish()
    assert _order(three[0]) == "ABCD"


def test_a_new_question_stands_last(faq_admin: Client, three: list[FAQItem]) -> None:
    save(
        f"{LIST}add/",
        faq_admin,
        publish=False,
        question="New?",
        slug="new",
        category=str(three[0].category_id),
    )
    assert _order(three[0]) == "ABCN"


def test_the_form_has_no_number_to_type(faq_admin: Client) -> None:
    assert not visit(f"{LIST}add/", faq_admin).select("[name=sort_order]")


# What Wagtail brings ------------------------------------------------------------------------------


def test_history_comparison_preview_and_usage_open_for_faq_admins(faq_admin: Client) -> None:
    item = publish(publish(QuestionFactory()), question="And now?")
    for address in (
        f"history/{item.pk}/",
        f"history/{item.pk}/revisions/compare/earliest...latest/",
        f"history/{item.pk}/revisions/{item.latest_revision_id}/view/",
        f"usage/{item.pk}/",
        f"workflow_history/{item.pk}/",
    ):
        assert faq_admin.get(LIST + address).status_code == 200, address


def test_faq_admins_plan_the_day_on_which_a_sign_off_will_publish(faq_admin: Client) -> None:
    item = publish(QuestionFactory())
    day = "2030-01-02 10:00"
    response: Any = save(
        f"{LIST}edit/{item.pk}/", faq_admin, publish=False, question="Later?", go_live_at=day
    )
    assert response.status_code == 302
    draft = FAQItem.objects.get().get_latest_revision_as_object()
    assert draft.go_live_at == dt.datetime(2030, 1, 2, 10, tzinfo=dt.UTC)
    sign_off(draft, revision=Revision.objects.latest("pk"))
    draft.latest_revision.publish(user=None)
    assert FAQItem.objects.get().question == item.question
    assert FAQItem.objects.get().approved_schedule
