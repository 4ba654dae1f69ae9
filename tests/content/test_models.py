"""Small facts that pages and snippets know about themselves."""

from __future__ import annotations

import pytest

from education.content.enums import Reach, Step
from education.content.models import ArticlePage, Source, Topic, TreatmentPage
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.review.enums import ReviewState
from education.review.models import review_status
from education.search.models import SynonymGroup
from tests import bodies
from tests.factories import Guide, SourceFactory, SynonymFactory


@pytest.mark.parametrize(
    ("summary", "first"),
    {
        "One. Two. Three.": "One.",
        "Only one.": "Only one.",
        "No stop": "No stop",
        "About 1.5 cells. More.": "About 1.5 cells.",
        "": "",
    }.items(),
)
def test_a_list_shows_the_first_sentence_of_a_summary(db: None, summary: str, first: str) -> None:
    assert ArticlePage(summary=summary).first_sentence == first


def test_words_to_search_with_stand_one_a_line(db: None) -> None:
    typed = "chemo\n\n  chemo drip  \r\nkemo"
    expected = ["chemo", "chemo drip", "kemo"]
    assert ArticlePage(search_terms=typed).get_search_keywords() == expected
    assert FAQItem(search_terms=typed).get_search_keywords() == expected
    assert GlossaryTerm(also_known_as=typed).get_aliases() == expected


def test_a_group_of_synonyms_names_each_word_once() -> None:
    group = SynonymGroup(preferred="chemotherapy", words="chemo\nchemotherapy\nchemo")
    assert group.all_words == ["chemotherapy", "chemo"]


@pytest.mark.parametrize(
    ("thing", "address"),
    [
        (FAQItem(slug="one"), "/faq/one/"),
        (GlossaryTerm(slug="one"), "/glossary/one/"),
        (Topic(slug="one"), "/topics/one/"),
    ],
)
def test_a_snippet_knows_its_address(thing: object, address: str) -> None:
    assert thing.get_absolute_url() == address


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        (FAQItem(question="What?"), "What?"),
        (GlossaryTerm(term="Lesion"), "Lesion"),
        (Topic(name="Scans"), "Scans"),
        (Source(code="B1", title="Where from"), "B1: Where from"),
        (SynonymGroup(preferred="chemo"), "chemo"),
    ],
)
def test_an_editor_sees_a_snippet_by_its_name(thing: object, name: str) -> None:
    assert str(thing) == name


def test_a_word_stands_under_its_first_letter_in_capitals() -> None:
    assert GlossaryTerm(term="tumor").letter == "T"


def test_every_reach_is_explained_and_drawn() -> None:
    assert len({str(reach.explanation) for reach in Reach}) == 3
    assert len({reach.mark for reach in Reach}) == 3


def test_there_are_five_steps_of_spread() -> None:
    assert list(Step) == [1, 2, 3, 4, 5]


def test_a_treatment_owes_six_answers(db: None) -> None:
    slots = TreatmentPage(reach=Reach.SUPPORT).slots
    assert len({slot.name for slot in slots}) == len({slot.heading for slot in slots}) == 6


def test_without_a_sign_off_nothing_is_reviewed() -> None:
    assert review_status([], 1).state is ReviewState.NOT_REVIEWED
    assert review_status([], None).state is ReviewState.NOT_REVIEWED


def test_a_page_lists_its_headings_with_their_anchors(guide: Guide) -> None:
    page = guide.article(
        bodies.text("x"), bodies.section("How does it grow?", bodies.text("x")), bodies.care()
    )
    anchors = [anchor for anchor, _words in page.headings]
    assert anchors == ["help", "how-does-it-grow"]


def test_a_snippet_keeps_its_history(db: None) -> None:
    source = SourceFactory()
    source.save_revision()
    source.save_revision()
    assert source.revisions.count() == 2


def test_a_snippet_has_a_language(db: None) -> None:
    assert SynonymFactory().locale.language_code == "en"
