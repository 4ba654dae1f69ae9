"""The shipped documents as the content standard and the register of facts see them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from education.content.markdown.body import Statement
from education.seeding.documents import PageDocument, QuestionDocument
from education.seeding.loader import Fixtures
from education.standard.document import Document, Kind
from education.standard.parts import Field
from tests.standard.documents import of_blocks

FIXTURES = Path(settings.FIXTURES_DIR)
KINDS: dict[str, Kind] = {
    "home": "home",
    "step_index": "index",
    "step": "step",
    "treatment_index": "index",
    "treatment": "treatment",
    "article_index": "index",
    "article": "article",
    "about_index": "about",
    "about": "about",
    "faq_index": "list",
    "glossary_index": "list",
    "topic_index": "list",
}


def drafts(library: Fixtures) -> Iterator[tuple[str, Document]]:
    """Every text that readers see, by its address."""
    for page in library.pages:
        yield page.address, of_page(page)
    for question in library.questions:
        yield question.address, of_question(question)
    for term in library.terms:
        draft = Document("term", term.term, term.definition, sources=term.sources)
        yield f"/glossary/{term.slug}/", draft


def of_page(page: PageDocument) -> Document:
    """A page as a draft."""
    glance = {
        Field("how_given", "How it is given"): page.how_given,
        Field("what_for", "What it is for"): page.what_for,
    }
    return of_blocks(
        kind=KINDS[page.kind],
        title=page.title,
        summary=page.summary,
        search_description=page.search_description,
        opening=page.opening,
        glance=glance if page.kind == "treatment" else None,
        slots=page.slots,
        blocks=page.body,
    )


def of_question(question: QuestionDocument) -> Document:
    """A question with its answers as a draft."""
    return of_blocks(
        kind="faq", title=question.question, summary=question.short_answer, blocks=question.body
    )


def stated(library: Fixtures) -> Iterator[tuple[str, PageDocument | QuestionDocument, Statement]]:
    """Each fact with each document and statement that states it."""
    for document in (*library.pages, *library.questions):
        for statement in document.statements:
            for fact in statement.facts:
                yield fact, document, statement
