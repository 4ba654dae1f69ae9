from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Locale

from education.api.documents import TextDocument
from education.api.texts import find_public_text
from education.speech import recordings as module
from education.speech.lexicon import Lexicon, with_phonemes
from education.speech.recordings import name_of
from education.speech.sentences import Sentence, get_document, get_sentences
from portal.static_pages.rendering import make_request
from tests import bodies
from tests.factories import Guide, QuestionFactory, TermFactory, one_of_each, publish
from tests.html import visit

pytestmark = pytest.mark.django_db


def sentences_of(text: Any, lexicon: Lexicon | None = None) -> list[Sentence]:
    return get_sentences(get_document(text, make_request("/")), lexicon or {})


def shown(text: Any) -> list[str]:
    return [one.shown for one in sentences_of(text)]


def without_spaces(words: str) -> str:
    return "".join(words.replace("\u2060", "").split())


@pytest.fixture
def full(guide: Guide) -> Any:
    """A page with every block."""
    one_of_each(guide)
    guide.home.refresh_from_db()
    return guide.home


def test_each_sentence_of_a_script_stands_on_its_page(full: Any) -> None:
    page = visit(full.url).select_one("main")
    assert page is not None
    for mark in page.select(".cite"):
        mark.decompose()
    text = without_spaces(page.get_text())
    assert [one for one in shown(full) if without_spaces(one) not in text] == []


def test_a_script_says_every_word_of_the_document(full: Any, guide: Guide) -> None:
    public = find_public_text(guide.site, full.url)
    assert public is not None
    document = TextDocument(public, make_request(full.url))
    lines = [line for part in document.sections for line in (part.heading, *part.lines)]
    said = " ".join(one.said for one in sentences_of(full))
    kept = [line for line in lines if "opens on the page" not in line]
    words = {word for line in kept for word in without_marks(line).split()}
    assert [word for word in words if word not in without_marks(said)] == []
    assert " ".join(shown(full)).startswith(f"{full.title} {full.summary} ")


def without_marks(words: str) -> str:
    return words.translate(dict.fromkeys(map(ord, '.,:;?!()“”"')))


def test_what_a_reader_chooses_to_open_is_not_read(guide: Guide) -> None:
    closed = bodies.reveal("You may leave this shut.", bodies.text("What is hard to read."))
    page = guide.article(bodies.section("How long?", closed, bodies.text("Ask your team.")))
    assert shown(page)[-3:] == ["How long?", "This part opens when you choose.", "Ask your team."]


def test_no_mark_of_a_source_is_read(full: Any) -> None:
    assert not [one for one in sentences_of(full) if "[1]" in one.said or "Source 1" in one.said]


def test_a_cell_is_said_after_the_heading_of_its_column(guide: Guide) -> None:
    rows = ["Lesion", "A changed part"]
    table = bodies.table("Words you may hear", ["Word", "Meaning"], rows)
    page = guide.article(bodies.section("Which words?", table))
    assert [(one.shown, one.said) for one in sentences_of(page)[-3:]] == [
        ("Words you may hear", "Words you may hear."),
        ("Lesion", "Lesion."),
        ("A changed part", "Meaning: A changed part."),
    ]


def test_of_a_term_its_word_and_its_meaning_are_read(guide: Guide) -> None:
    term = TermFactory(term="Oedema", plain_word="swelling", definition="<p>Water in tissue.</p>")
    assert shown(term) == ["Oedema", "swelling", "Water in tissue."]


@pytest.mark.parametrize(
    "change",
    [{"question": "Is it so??"}, {"short_answer": "<p>Yes!</p>"}],
)
def test_a_changed_letter_changes_the_name(guide: Guide, change: dict[str, str]) -> None:
    question = QuestionFactory(question="Is it so?", short_answer="<p>Yes.</p>")
    before = name_of(sentences_of(question))
    assert name_of(sentences_of(question)) == before
    assert name_of(sentences_of(publish(question, **change))) != before


def test_another_voice_changes_the_name(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = sentences_of(QuestionFactory())
    before = name_of(sentences)
    monkeypatch.setattr(module, "VOICE", "another")
    assert name_of(sentences) != before


def test_the_lexicon_changes_the_name_of_what_has_its_word(guide: Guide) -> None:
    question = QuestionFactory(question="What is a Lesion?")
    before = name_of(sentences_of(question))
    assert name_of(sentences_of(question, {"lesion": "liZn"})) != before
    assert name_of(sentences_of(question, {"les": "les", "biopsy": "bI"})) == before


def test_the_longest_term_of_the_lexicon_is_said_as_a_whole() -> None:
    lexicon = {"lymph": "limf", "lymph node": "limf nod"}
    assert with_phonemes("Lymph nodes or a lymph node", lexicon) == (
        "[Lymph](/limf/) nodes or a [lymph node](/limf nod/)"
    )


def test_a_script_is_in_the_language_of_its_text(guide: Guide) -> None:
    spanish = Locale.objects.create(language_code="es")
    term = TermFactory(term="Masa", locale=spanish)
    assert shown(term)[0] == "Masa"
