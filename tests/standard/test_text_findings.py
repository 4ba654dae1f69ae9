"""Pages, questions and words of the database, as the content standard sees them."""

from __future__ import annotations

from typing import Any

import pytest

from education.content.models import ContentPage, HomePage
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.standard.results import Level
from education.standard.text_findings import findings
from tests import bodies
from tests.factories import (
    Guide,
    QuestionFactory,
    SourceFactory,
    TermFactory,
    TreatmentPageFactory,
)
from tests.guide.texts.shipped import FIXTURES, drafts


def live_texts() -> dict[str, Any]:
    """Each text of the guide by its address."""
    pages = ContentPage.objects.live().specific()
    site_root = HomePage.objects.get().url_path
    return {
        **{page.url_path.replace(site_root, "/", 1): page for page in pages},
        **{one.get_absolute_url(): one for one in FAQItem.objects.all()},
        **{one.get_absolute_url(): one for one in GlossaryTerm.objects.all()},
    }


@pytest.mark.slow
def test_every_seeded_text_passes_the_gate(shipped_guide: None) -> None:
    for address, text in live_texts().items():
        assert [one for one in findings(text) if one.level == Level.BLOCKS] == [], address


@pytest.mark.slow
def test_a_text_reads_the_same_in_the_database_as_in_its_document(shipped_guide: None) -> None:
    from education.seeding.loader import load_fixtures  # noqa: PLC0415 - only this test wants it

    texts = live_texts()
    for address, draft in drafts(load_fixtures(FIXTURES)):
        assert texts[address].get_standard_document().plain_text() == draft.plain_text(), address


def test_a_question_is_judged_by_its_short_answer_and_its_body(db: None) -> None:
    item = QuestionFactory(short_answer="<p>Yes.</p>")
    draft = item.get_standard_document()
    assert (draft.kind, draft.title, draft.summary_text()) == ("faq", item.question, "Yes.")
    assert "At length" in draft.plain_text()


def test_a_word_is_judged_by_its_meaning_and_its_sources(db: None) -> None:
    term = TermFactory(definition="A changed part.")
    term.sources = [SourceFactory(code="Z9")]
    draft = term.get_standard_document()
    assert (draft.kind, draft.summary_text(), draft.sources) == ("term", "A changed part.", ("Z9",))


def test_a_treatment_is_judged_by_its_six_answers(guide: Guide) -> None:
    page = TreatmentPageFactory(parent=guide.treatments, how_given="By a nurse")
    page.risks = [("text", "<p>It can hurt.</p>")]
    places = {one.place: one.text for one in page.get_standard_document().passages()}
    assert "It can hurt." in places.values()
    assert "By a nurse" in places.values()


@pytest.mark.parametrize("changed", ["title", "body"])
def test_what_is_not_saved_yet_is_judged_too(guide: Guide, changed: str) -> None:
    page = guide.article()
    value = {"title": "A miracle?", "body": [("text", "<p>A miracle happens.</p>")]}[changed]
    setattr(page, changed, value)
    assert 10 in {one.row for one in findings(page)}


def test_a_citation_of_a_known_source_is_accepted(guide: Guide) -> None:
    SourceFactory(code="K1")
    page = guide.article(body=[bodies.text("Cells move. [K1]")])
    rows = {one.row for one in findings(page) if "K1" in one.message}
    assert rows == set()


def test_two_queries_tell_all_that_the_standard_must_know(
    guide: Guide, django_assert_num_queries: Any
) -> None:
    page = guide.article()
    with django_assert_num_queries(2):
        findings(page)
