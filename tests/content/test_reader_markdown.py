"""Test what readers of Markdown get of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory
from markdown_it import MarkdownIt

from education.content.blocks.base import read, walk
from education.content.models import ArticlePage, ContentPage, SiteSettings
from education.content.models.snippet_index import SnippetIndexPage
from education.content.reader_markdown import to_markdown
from education.content.rendering import ContentRenderer
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.standard.parts import Passage
from tests import bodies, factories
from tests.factories import Guide, PictureFactory, QuestionFactory, SourceFactory, TermFactory


def markdown(text: ArticlePage, *, opened: bool = False) -> str:
    """Return a text as Markdown."""
    return to_markdown(ContentRenderer(text, RequestFactory().get("/"), opened=opened))


def in_words(text: str) -> str:
    """Return Markdown as words, one space between two."""
    plain = re.sub(r"<[^>]*>", "", MarkdownIt().enable("table").render(text))
    return " ".join(plain.replace("&quot;", '"').split())


def headings_of(text: Any) -> Iterator[str]:
    """Yield the headings that the authors of a text have typed, and those of its answers."""
    yield from (str(slot.heading) for slot in getattr(text, "slots", []))
    for one in (part for stream in text.get_stream_values() for part in walk(read(stream))):
        if one.name in {"section", "subsection", "note", "warning", "gap"} and one.value["heading"]:
            yield one.value["heading"]


def test_every_sentence_of_every_block_is_there(guide: Guide) -> None:
    SiteSettings.objects.create(site=guide.site, emergency_number="112")
    page = guide.article(body=factories.every_block(guide))
    text = in_words(markdown(page, opened=True))
    read = [one for one in page.get_standard_document().parts if isinstance(one, Passage)]
    missing = [
        one.text for one in read if one.text.replace("{{ emergency_number }}", "112") not in text
    ]
    assert not missing


def test_headings_go_down_with_their_sections(guide: Guide) -> None:
    inner = bodies.subsection("Inside", bodies.note("Take time", "You can."))
    page = guide.article(body=[bodies.section("Outside", inner)])
    assert markdown(page) == "## Outside\n\n### Inside\n\n#### Take time\n\nYou can."


def test_citations_stay_and_terms_are_words_and_settings_are_filled_in(guide: Guide) -> None:
    SiteSettings.objects.create(site=guide.site, emergency_number="112")
    term = TermFactory(slug="cell")
    SourceFactory(code="S1")
    words = f"A {bodies.word(term, 'cells')} moves. [S1] [S2] Call {{{{ emergency_number }}}}."
    assert markdown(guide.article(body=[bodies.text(words)])) == "A cells moves. [S1] Call 112."


def test_a_table_is_a_table(guide: Guide) -> None:
    page = guide.article(body=[bodies.table("Words", ["One", "Two"], ["a", "b | c"])])
    assert markdown(page).splitlines()[2:] == ["| One | Two |", "|---|---|", r"| a | b \| c |"]


def test_what_a_reader_opens_by_choice_is_closed_until_asked_for(guide: Guide) -> None:
    page = guide.article(body=[bodies.reveal("About numbers.", bodies.text("One in ten."))])
    assert markdown(page) == "About numbers."
    assert markdown(page, opened=True) == "About numbers.\n\nOne in ten."


def test_what_readers_cannot_see_is_not_told(guide: Guide) -> None:
    draft, question = (
        guide.article(slug="draft", title="Secret"),
        QuestionFactory(question="Secret?"),
    )
    picture = PictureFactory(title="Secret")
    page = guide.article(
        body=[
            bodies.text(f"Read {bodies.link(draft, 'more')}."),
            bodies.related(draft),
            bodies.faq(question),
            bodies.figure(picture, "Secret", "Secret."),
        ]
    )
    draft.unpublish()
    question.unpublish()
    picture.delete()
    assert markdown(page) == "Read more."


@pytest.mark.parametrize(
    "words",
    ["2 * 3 * 4", "a_b_c", "1. Not a list", "- no", "## no", "A & B <b>", "back\\slash", "`x`"],
)
def test_signs_of_markdown_in_a_text_stay_as_they_are(guide: Guide, words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    html = MarkdownIt().render(markdown(guide.article(body=[bodies.text(escaped)])))
    assert html.replace("&gt;", ">") == f"<p>{escaped}</p>\n"


@pytest.mark.slow
def test_every_heading_and_cited_source_of_the_guide_is_in_its_markdown(
    shipped_guide: None, db: None
) -> None:
    pages = [one for one in ContentPage.objects.specific() if not isinstance(one, SnippetIndexPage)]
    for text in [*pages, *FAQItem.objects.all(), *GlossaryTerm.objects.all()]:
        renderer = ContentRenderer(text, RequestFactory().get("/"), opened=True)
        lines = to_markdown(renderer).splitlines()
        cited = {code for line in lines for code in re.findall(r"\[([A-Z]\d+)\]", line)}
        assert cited == {*renderer.references.sources}
        written = {line.lstrip("#").strip() for line in lines if line.startswith("#")}
        assert {*headings_of(text)} <= written
