from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from education.booklet.selection import MOST_PAGES, Selection


def _of(query: str) -> Selection:
    return Selection.of(QueryDict(query))


def test_an_address_holds_pages_questions_and_what_is_opened() -> None:
    selection = _of("p=treatments/surgery&p=/faq/why/&ask=what-is-the-aim&open=1")
    assert selection == Selection(("treatments/surgery", "faq/why"), ("what-is-the-aim",), True)


def test_its_address_brings_the_same_selection_back() -> None:
    selection = Selection(("treatments/surgery", "faq/what-if?&how"), ("a", "b"), True)
    assert _of(selection.query) == selection


def test_slashes_stay_readable_in_an_address() -> None:
    assert Selection(("treatments/surgery",)).query == "p=treatments/surgery"


@pytest.mark.parametrize("key", ["", "/", " ", "\0", "."])
def test_what_nobody_could_mean_is_left_out(key: str) -> None:
    data = QueryDict(mutable=True)
    data.setlist("p", [key, "faq/why"])
    assert Selection.of(data).pages == ("faq/why",)


def test_a_page_stands_in_it_once() -> None:
    assert _of("p=a&p=b&p=a").pages == ("a", "b")


def test_it_has_an_end() -> None:
    selection = _of("&".join(f"p=page-{n}" for n in range(99)))
    assert len(selection.pages) == MOST_PAGES
    assert [*selection.pages, *selection.extra_pages] == [f"page-{n}" for n in range(99)]


def test_a_key_that_is_too_long_stays_to_be_named() -> None:
    assert _of(f"p={'x' * 500}").pages == ("x" * 100 + "…",)


@pytest.mark.parametrize(
    ("key", "by", "order"),
    [
        ("b", -1, ("b", "a", "c")),
        ("b", 1, ("a", "c", "b")),
        ("a", -1, ("a", "b", "c")),
        ("c", 1, ("a", "b", "c")),
        ("nowhere", 1, ("a", "b", "c")),
    ],
)
def test_a_page_moves_one_place(key: str, by: int, order: tuple[str, ...]) -> None:
    assert Selection(("a", "b", "c")).moved(key, by).pages == order


def test_a_page_is_taken_out() -> None:
    assert Selection(("a", "b")).without("a").pages == ("b",)


def test_more_pages_come_at_its_end() -> None:
    assert Selection(("b",)).with_pages(["a", "b", "c"]).pages == ("b", "a", "c")


@given(st.lists(st.text()), st.lists(st.text()))
def test_any_address_is_read(pages: list[str], asks: list[str]) -> None:
    data = QueryDict(mutable=True)
    data.setlist("p", pages)
    data.setlist("ask", asks)
    selection = Selection.of(data)
    assert Selection.of(QueryDict(selection.query.encode("utf-8", "replace"))).pages is not None
