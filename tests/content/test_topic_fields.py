"""Topics are chosen beside the text, and one that is gone is not dropped without a word."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import Guide, QuestionFactory, TopicFactory
from tests.forms import filled
from tests.html import visit, words


@pytest.fixture
def address(guide: Guide, request: pytest.FixtureRequest) -> str:
    if request.param == "page":
        return f"/cms/pages/{guide.article().pk}/edit/"
    return f"/cms/snippets/faq/faqitem/edit/{QuestionFactory().pk}/"


def test_topics_of_a_page_stand_on_the_first_tab(guide: Guide, admin_client: Client) -> None:
    TopicFactory(name="Pain")
    for page in (guide.article(), guide.home):
        form = visit(f"/cms/pages/{page.pk}/edit/", admin_client)
        box = form.select_one("input[name=topics]")
        assert box
        assert box.find_parent(id="tab-content")


@pytest.mark.parametrize("address", ["page", "question"], indirect=True)
def test_a_topic_that_was_deleted_meanwhile_is_told(address: str, admin_client: Client) -> None:
    TopicFactory(name="Pain")
    gone = TopicFactory(name="Sleep")
    sent = {**filled(address, admin_client), "topics": ["Pain", "Sleep"]}
    gone.delete()
    admin_client.post(address, sent)
    page = visit(address, admin_client)
    assert "“Sleep” does not exist any more" in words(page.select_one(".messages .warning"))
    assert [one["value"] for one in page.select("input[name=topics][checked]")] == ["Pain"]
    admin_client.post(address, filled(address, admin_client))
    assert "does not exist" not in words(visit(address, admin_client).select_one(".messages"))
