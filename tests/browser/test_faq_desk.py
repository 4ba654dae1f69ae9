"""A day of an FAQ admin: an answer that was missing, an order, twenty questions at once."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.documents import category_names
from tests.browser.editors import OVERTAKEN, TO_MEND, SignIn, review, sign, write_rich
from tests.browser.looking import reader
from tests.browser.serving import Portal

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIST = "/cms/snippets/faq/faqitem/"
REPORT = "/cms/reports/unanswered/"
# Nothing in the guide is about this: only what is unanswered stands in the report.
WANTED, QUESTION = "keeping bees", "Can I go on keeping bees?"
ADDRESS = "can-i-go-on-keeping-bees"
# Wagtail saves by itself, and is refused while a new question has no words yet.
_EMPTY = re.compile(r"status of 400 .*/faqitem/add/")
_OF_WAGTAIL = (_EMPTY, OVERTAKEN, TO_MEND)
_SEARCHED = f"""
from education.search.models import SearchQueryCount
from education.content.dates import this_month
SearchQueryCount.objects.create(
    words="{WANTED}", month=this_month(), count=9, without_result=9)
"""


@pytest.fixture
def desk(chromium: Browser, portal: Portal) -> Iterator[Page]:
    """The browser of an FAQ admin. What its console complains of fails the test."""
    how = {"viewport": {"width": 1280, "height": 1000}, "accept_downloads": True}
    with reader(chromium, portal.home, **how) as (page, watch):
        page.goto("/cms/")
        page.get_by_label("Username").fill("faq-admin")
        page.get_by_label("Password").fill(portal.password_of("faq-admin"))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/cms/")
        yield page
    heard = watch.complaints + watch.strangers
    assert [one for one in heard if not any(kind.search(one) for kind in _OF_WAGTAIL)] == []


def rows(page: Page) -> list[str]:
    """The questions of the list, in order."""
    return [one.strip() for one in page.locator("main .title-wrapper").all_inner_texts()]


def test_a_search_without_result_becomes_a_draft_and_an_answer(
    desk: Page, portal: Portal, sign_in: SignIn
) -> None:
    portal.manage("shell", "-c", _SEARCHED)
    desk.goto(REPORT)
    row = desk.get_by_role("row").filter(has_text=WANTED)
    row.get_by_role("link", name="Draft an answer").click()
    question = desk.get_by_role("textbox", name="Question")
    expect(question).to_have_value(f"{WANTED.capitalize()}?")
    question.fill(QUESTION)
    write_rich(desk, 0, "Some people can. Ask your care team what is safe for you. [S1]")
    write_rich(desk, 1, "What you can do may differ from day to day. [S1]")
    for number, words in enumerate(["Who do I ask?", "When do I ask?", "What do I bring?"]):
        desk.locator(f"[name=body-1-value-items-{number}-value]").fill(words)
    desk.get_by_role("button", name="Choose FAQ category").click()
    desk.get_by_role("link", name=category_names()[0], exact=True).click()
    expect(desk.get_by_role("dialog")).to_be_hidden()
    desk.get_by_role("tab", name="Address and search").click()
    expect(desk.get_by_role("textbox", name="Slug")).to_have_value(ADDRESS)
    expect(desk.get_by_role("textbox", name="Search terms")).to_have_value(WANTED)
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.locator(".messages .success")).to_be_visible()
    desk.goto(REPORT)
    expect(desk.get_by_role("link", name="Continue the draft")).to_be_visible()
    assert WANTED not in portal.get("/faq/").text
    desk.get_by_role("link", name="Continue the draft").click()
    reviewer = sign_in("reviewer")
    reviewer.goto(review(desk))
    sign(reviewer)
    assert QUESTION in portal.get("/faq/").text
    assert "Reviewed by a clinician" in portal.get(f"/faq/{ADDRESS}/").text
    desk.goto(REPORT)
    expect(desk.get_by_role("row").filter(has_text=WANTED)).to_have_count(0)


def test_somebody_who_types_a_known_question_is_told(desk: Page) -> None:
    desk.goto(f"{LIST}add/")
    desk.get_by_role("textbox", name="Question").press_sequentially("Is there a cure?")
    told = desk.get_by_role("status").filter(has_text="Similar questions already exist")
    expect(told.get_by_role("link", name="Can it be cured?")).to_be_visible()
    desk.get_by_role("textbox", name="Question").fill("Where do penguins live?")
    expect(told).to_be_hidden()


def test_the_order_of_a_category_is_changed_with_the_keyboard(desk: Page, portal: Portal) -> None:
    desk.goto(LIST)
    desk.get_by_role("button", name="Actions").click()
    desk.get_by_role("link", name="Order: How cancer spreads").click()
    handle = desk.locator("[data-w-orderable-target=handle]").first
    expect(handle).to_be_visible()
    first, second, *rest = rows(desk)
    handle.focus()
    desk.keyboard.press("ArrowDown")
    with desk.expect_response("**/reorder/**") as answer:
        desk.keyboard.press("Enter")
    assert answer.value.ok
    desk.reload()
    assert rows(desk) == [second, first, *rest]
    text = portal.get("/faq/").text
    assert text.index(second) < text.index(first)


def test_the_order_of_a_category_is_changed_by_dragging(desk: Page) -> None:
    desk.goto(LIST)
    desk.get_by_role("button", name="Actions").click()
    desk.get_by_role("link", name="Order: Treatment").click()
    handles = desk.locator("[data-w-orderable-target=handle]")
    expect(handles.first).to_be_visible()
    before = rows(desk)
    with desk.expect_response("**/reorder/**"):
        handles.nth(2).drag_to(handles.nth(0), target_position={"x": 2, "y": 2})
    desk.reload()
    assert rows(desk)[0] == before[2]
    assert sorted(rows(desk)) == sorted(before)


def test_twenty_questions_are_imported_and_three_are_handed_back(
    desk: Page, tmp_path: Path
) -> None:
    good = [f",Imported question {n}?,treatment,Answer {n}.,,," for n in range(17)]
    bad = [
        ",Imported without category?,nowhere,Answer.,,,",
        ",Imported with a wrong source?,treatment,Answer. [S99],,,",
        ",Imported without an answer?,treatment,,,,",
    ]
    head = "slug,question,category,short_answer,answer,topics,search_terms"
    file = Path(tmp_path, "twenty.csv")
    file.write_text("\n".join([head, *good[:9], *bad, *good[9:]]))
    desk.goto(LIST)
    desk.get_by_role("link", name="Import").click()
    desk.get_by_label("CSV file").set_input_files(file)
    desk.get_by_role("button", name="Preview", exact=True).click()
    lines = desk.get_by_role("row").filter(has_text="To fix").locator("td:first-child")
    expect(lines).to_have_text(["11", "12", "13"])
    with desk.expect_download() as handed_back:
        desk.get_by_role("button", name="Download 3 rows to fix").click()
    with handed_back.value.path().open(encoding="utf-8-sig") as sheet:
        problems = [row["problem"] for row in csv.DictReader(StringIO(sheet.read()))]
    assert ["category" in problems[0], "S99" in problems[1], "empty" in problems[2]] == [True] * 3
    desk.get_by_role("button", name="Save 17 drafts").click()
    expect(desk.locator(".messages .success")).to_contain_text("17 drafts saved.")
    expect(desk.get_by_role("button", name="Download 3 rows to fix")).to_be_visible()
    desk.goto(f"{LIST}?live=false&q=imported")
    assert len(rows(desk)) == 17
