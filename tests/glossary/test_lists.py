"""Words, topics and search words: their lists, one name for one thing, and topics that merge."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Revision

from education.content.models import Topic
from education.feedback.enums import Answer
from education.feedback.models import Feedback
from education.search.models import SynonymGroup
from tests.factories import (
    Guide,
    QuestionFactory,
    SynonymFactory,
    TermFactory,
    TopicFactory,
    publish,
    sign_off,
)
from tests.faq.people import ADMIN, AUTHOR, FAQ, REVIEWER, TRANSLATOR, signed_in
from tests.forms import complaints, save
from tests.html import visit, words

SNIPPETS = "/cms/snippets/"
WORDS, TOPICS, SYNONYMS = (
    f"{SNIPPETS}{name}/"
    for name in ("glossary/glossaryterm", "content/topic", "search/synonymgroup")
)


def table(page: BeautifulSoup) -> list[dict[str, str]]:
    """The rows of a list, by the headings of their columns."""
    heads = [words(one) for one in page.select("main thead th")]
    return [
        {head: words(cell) for head, cell in zip(heads, row.select("td"), strict=True)}
        for row in page.select("main tbody tr")
    ]


# The lists ----------------------------------------------------------------------------------------


def test_the_list_of_words_tells_review_and_feedback(faq_admin: Client) -> None:
    word = publish(TermFactory(term="Lesion"))
    sign_off(word)
    Feedback.add(word, Answer.NO)
    (row,) = table(visit(WORDS, faq_admin))
    assert row["Clinical review"] == "Reviewed"
    assert row["Did it help?"] == "0 yes, 1 no"


@pytest.mark.usefixtures("admin_search")
def test_words_are_found_by_topic_and_review(faq_admin: Client) -> None:
    topic = TopicFactory()
    signed = publish(TermFactory(term="Lesion", topics=[topic]))
    sign_off(signed)
    TermFactory(term="Biopsy")
    for query in (f"topics={topic.pk}", "review=reviewed", "q=lesi"):
        (row,) = table(visit(f"{WORDS}?{query}", faq_admin))
        assert "Lesion" in row["Term"]


def test_the_list_of_topics_tells_how_much_is_about_each(guide: Guide, faq_admin: Client) -> None:
    topic = TopicFactory(name="Scans")
    guide.article(topics=[topic])
    QuestionFactory(topics=[topic])
    QuestionFactory(topics=[topic])
    (row,) = table(visit(TOPICS, faq_admin))
    assert (row["Pages"], row["Questions"], row["Terms"]) == ("1", "2", "0")


def test_the_list_of_search_words_tells_them_all(faq_admin: Client) -> None:
    SynonymFactory(preferred="tumor", words="tumour\ngrowth")
    (row,) = table(visit(SYNONYMS, faq_admin))
    assert row["Found by"] == "tumour, growth"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "factory"),
    [(WORDS, TermFactory), (TOPICS, TopicFactory), (SYNONYMS, SynonymFactory)],
)
def test_a_long_list_asks_no_more_than_a_short_one(
    faq_admin: Client, address: str, factory: Any
) -> None:
    counts = []
    for number in (10, 190):
        locale = factory().locale
        model = factory._meta.model
        model.objects.bulk_create(factory.build_batch(number, locale=locale, live=False))
        faq_admin.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert faq_admin.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] < 20


# One name for one thing ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "new"),
    [
        ("Biopsy", "biopsies"), ("Scans", "scan"), ("Metastasis", "METASTASES"),
        ("Circulating tumor DNA (ctDNA)", "ctDNA"),
    ],
)  # fmt: skip
def test_no_name_differs_from_another_by_case_or_number_alone(
    db: None, there: str, new: str
) -> None:
    TopicFactory(name=there)
    with pytest.raises(ValidationError, match="already exists"):
        TopicFactory.build(name=new, locale=TopicFactory().locale).full_clean()
    SynonymFactory(preferred=there)
    with pytest.raises(ValidationError, match="already exists"):
        SynonymFactory.build(preferred=new, locale=SynonymFactory().locale).full_clean()


def test_different_words_of_one_family_are_no_doubles(db: None) -> None:
    TermFactory(term="Oncology")
    TermFactory.build(term="Oncologist", locale=TermFactory().locale).full_clean()


def test_a_thing_may_keep_its_own_name(db: None) -> None:
    for thing in (TermFactory(), TopicFactory(), SynonymFactory()):
        thing.full_clean()


@pytest.mark.parametrize(
    ("address", "fields", "model"),
    [
        (TOPICS, {"name": "scan", "slug": "scan", "lead": "Scans."}, Topic),
        (SYNONYMS, {"preferred": "scan", "words": "x-ray"}, SynonymGroup),
    ],
)
def test_the_form_says_what_is_there_already(
    faq_admin: Client, address: str, fields: dict[str, str], model: Any
) -> None:
    TopicFactory(name="Scans")
    SynonymFactory(preferred="Scans")
    response = save(f"{address}add/", faq_admin, publish=False, **fields)
    assert "“Scans” already exists" in complaints(response)
    assert model.objects.count() == 1


# Topics that merge --------------------------------------------------------------------------------


def merge(client: Client, old: Topic, into: object) -> Any:
    return client.post(f"{TOPICS}merge/{old.pk}/", {"into": into})


@pytest.fixture
def two(db: None) -> tuple[Topic, Topic]:
    return TopicFactory(name="Imaging", slug="imaging"), TopicFactory(name="Scans", slug="scans")


def test_pages_questions_and_words_follow(
    guide: Guide, faq_admin: Client, two: tuple[Topic, Topic]
) -> None:
    old, into = two
    things = [
        guide.article(topics=[old]),
        QuestionFactory(topics=[old]),
        TermFactory(topics=[old]),
        QuestionFactory(topics=[old, into]),
    ]
    assert merge(faq_admin, old, into.pk).status_code == 302
    for thing in things:
        assert list(type(thing).objects.get(pk=thing.pk).topics.all()) == [into]
    assert not Topic.objects.filter(pk=old.pk).exists()


def test_drafts_and_signed_versions_follow(
    guide: Guide, faq_admin: Client, two: tuple[Topic, Topic]
) -> None:
    old, into = two
    item = publish(QuestionFactory(topics=[into]))
    item.topics.set([old])
    item.question = "New?"
    version = item.save_revision()
    sign_off(item, revision=version)
    page = publish(guide.article(topics=[old]))
    merge(faq_admin, old, into.pk)
    assert list(Revision.objects.get(pk=version.pk).as_object().topics.all()) == [into]
    Revision.objects.get(pk=version.pk).publish()
    item.refresh_from_db()
    assert item.question == "New?"
    assert list(type(item).objects.get().topics.all()) == [into]
    page.latest_revision.refresh_from_db()
    page.latest_revision.publish()
    assert list(type(page).objects.get(pk=page.pk).topics.all()) == [into]


def test_a_topic_whose_number_begins_the_same_is_left_alone(
    faq_admin: Client, two: tuple[Topic, Topic]
) -> None:
    old, into = two
    other = TopicFactory(id=old.pk * 10)
    version = QuestionFactory(topics=[other]).save_revision()
    merge(faq_admin, old, into.pk)
    assert list(Revision.objects.get(pk=version.pk).as_object().topics.all()) == [other]


def test_readers_of_the_old_address_are_sent_on(
    guide: Guide, faq_admin: Client, two: tuple[Topic, Topic]
) -> None:
    old, into = two
    assert guide.topics.live
    QuestionFactory(topics=[old], question="Can I travel?")
    assert Client().get("/topics/imaging/").status_code == 200
    merge(faq_admin, old, into.pk)
    response = Client().get("/topics/imaging/")
    assert (response.status_code, response.headers["Location"]) == (301, "/topics/scans/")
    assert "Can I travel?" in words(visit("/topics/scans/").main)


def test_a_name_that_comes_back_is_no_circle(
    guide: Guide, faq_admin: Client, two: tuple[Topic, Topic]
) -> None:
    assert guide.topics.live
    merge(faq_admin, two[0], two[1].pk)
    back = TopicFactory(name="Imaging", slug="imaging")
    merge(faq_admin, two[1], back.pk)
    assert Client().get("/topics/scans/").headers["Location"] == "/topics/imaging/"
    assert Client().get("/topics/imaging/").status_code == 200
    assert Redirect.objects.count() == 1


def test_the_search_finds_by_the_topic_that_stays(
    guide: Guide, faq_admin: Client, two: tuple[Topic, Topic]
) -> None:
    old, into = two
    QuestionFactory(topics=[old], question="Can I travel?")
    merge(faq_admin, old, into.pk)
    assert "Can I travel?" in words(visit("/search/?q=travel&topic=scans").main)


@pytest.mark.parametrize("role", [AUTHOR, REVIEWER, TRANSLATOR, FAQ, ADMIN])
def test_only_who_may_change_and_delete_topics_merges_them(
    roles: None, two: tuple[Topic, Topic], role: str
) -> None:
    client, may = signed_in(role), role in {FAQ, ADMIN}
    address = f"{TOPICS}merge/{two[0].pk}/"
    assert client.get(address).status_code == (200 if may else 302)
    merge(client, two[0], two[1].pk)
    assert Topic.objects.filter(pk=two[0].pk).exists() is not may
    assert ("/merge/" in client.get(TOPICS).content.decode()) is may


@pytest.mark.parametrize("into", ["", "x", "999999", "itself"])
def test_a_nasty_choice_merges_nothing(
    faq_admin: Client, two: tuple[Topic, Topic], into: str
) -> None:
    chosen = two[0].pk if into == "itself" else into
    assert merge(faq_admin, two[0], chosen).status_code == 200
    assert Topic.objects.count() == 2


def test_an_unknown_topic_cannot_be_merged(faq_admin: Client) -> None:
    assert faq_admin.get(f"{TOPICS}merge/12345/").status_code == 404
