"""The page of a word leads to the texts that explain it."""

from __future__ import annotations

import pytest

from education.glossary.models import GlossaryTerm
from tests import bodies
from tests.factories import (
    ArticlePageFactory,
    CategoryFactory,
    Guide,
    HomePageFactory,
    QuestionFactory,
    SourceFactory,
    StepPageFactory,
    TermFactory,
    keep_private,
    publish,
)
from tests.html import visit, words
from tests.sql import queries_of

MARK = bodies.text("Many [[lesion|lesions]].")


@pytest.fixture
def term(guide: Guide) -> GlossaryTerm:
    assert guide.glossary.live
    return TermFactory(term="Lesion", slug="lesion")


def uses() -> dict[str, str]:
    links = visit("/glossary/lesion/").select("#used + ul a")
    return {words(link): str(link["href"]) for link in links}


def test_pages_come_in_the_order_of_the_tree_and_then_questions(
    guide: Guide, term: GlossaryTerm
) -> None:
    second, first = CategoryFactory(sort_order=2), CategoryFactory(sort_order=1)
    answer = f"<p>{bodies.word(term, 'It')} grows.</p>"
    for category, place in ((second, 1), (first, 2), (first, 1)):
        name = f"question-{category.sort_order}-{place}"
        QuestionFactory(
            question=name, slug=name, category=category, sort_order=place, short_answer=answer
        )
    assert guide.steps.live
    guide.article(MARK, title="An article", slug="article")
    StepPageFactory(parent=guide.steps, title="A step", slug="step", body=[MARK])
    assert [*uses().items()] == [
        ("A step", "/how-cancer-spreads/step/"),
        ("An article", "/understanding/article/"),
        ("question-1-1", "/faq/question-1-1/"),
        ("question-1-2", "/faq/question-1-2/"),
        ("question-2-1", "/faq/question-2-1/"),
    ]


def test_a_definition_that_stands_by_itself_is_a_use(guide: Guide, term: GlossaryTerm) -> None:
    guide.article(bodies.definition(term), title="An article")
    assert [*uses()] == ["An article"]


def test_the_word_alone_is_no_use(guide: Guide, term: GlossaryTerm) -> None:
    guide.article(bodies.text("A lesion and a [[mass|lesion]]."))
    assert not visit("/glossary/lesion/").select("#used")


def test_what_is_not_public_is_no_use(guide: Guide, term: GlossaryTerm) -> None:
    answer = bodies.word(term, "It")
    guide.article(MARK, live=False)
    keep_private(guide.article(MARK))
    QuestionFactory(short_answer=answer, live=False)
    QuestionFactory(short_answer=answer, category=CategoryFactory(live=False))
    assert not uses()


def test_what_was_withdrawn_behind_the_back_of_the_index_is_no_use(
    guide: Guide, term: GlossaryTerm
) -> None:
    page, item = guide.article(MARK), QuestionFactory(short_answer=bodies.word(term, "It"))
    for thing in (page, item):
        type(thing).objects.filter(pk=thing.pk).update(live=False)
    assert not uses()


def test_a_mark_in_a_draft_is_no_use_until_it_is_published(
    guide: Guide, term: GlossaryTerm
) -> None:
    page = guide.article(title="An article")
    page.body = [("text", "<p>A [[lesion|lesion]].</p>")]
    revision = page.save_revision()
    assert not uses()
    revision.publish()
    assert [*uses()] == ["An article"]


def test_a_mark_that_was_taken_out_is_no_use(guide: Guide, term: GlossaryTerm) -> None:
    page = guide.article(MARK)
    publish(page, body=[bodies.text("Nothing.")])
    assert not uses()


def test_a_page_of_another_site_is_no_use(guide: Guide, term: GlossaryTerm) -> None:
    other = HomePageFactory(title="Elsewhere", slug="elsewhere")
    ArticlePageFactory(parent=other, body=[MARK])
    assert not uses()


def test_a_body_that_is_not_shown_is_no_use(guide: Guide, term: GlossaryTerm) -> None:
    publish(guide.faq, body=[MARK])
    assert not uses()


@pytest.mark.slow
def test_many_uses_cost_no_query_more(guide: Guide, term: GlossaryTerm) -> None:
    _use(guide, term, times=1)
    before = len(queries_of("/glossary/lesion/"))
    _use(guide, term, times=19)
    assert len(uses()) == 40
    assert len(queries_of("/glossary/lesion/")) == before


def _use(guide: Guide, term: GlossaryTerm, *, times: int) -> None:
    for _number in range(times):
        guide.article(MARK)
        QuestionFactory(short_answer=bodies.word(term, "It"))


def test_words_to_see_as_well_and_sources_have_an_order_of_their_own(term: GlossaryTerm) -> None:
    """A database gives rows in any order, and another one after it was restored."""
    for name in ("Tumor", "Abscess", "Nodule"):
        term.see_also.add(TermFactory(term=name))
    for code in ("B3", "B1", "B2"):
        term.sources.add(SourceFactory(code=code, title=f"Title {code}"))
    publish(term)
    page = visit("/glossary/lesion/")
    assert [words(one) for one in page.select("#see-also + ul a")] == ["Abscess", "Nodule", "Tumor"]
    titles = [words(one) for one in page.select(".sources cite")]
    assert titles[-3:] == ["Title B1", "Title B2", "Title B3"]
