"""Test what of a text can be found."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest

from education.glossary.models import GlossaryTerm
from education.search import tokenizer
from education.search.documents import Line, Role, page_lines, question_lines, term_lines
from education.search.scoring import compute_weights, exact_key, name_key
from tests import bodies
from tests.factories import (
    ArticlePageFactory,
    Guide,
    PictureFactory,
    QuestionFactory,
    SourceFactory,
    TreatmentPageFactory,
    publish,
)


def said(lines: Iterable[Line], *roles: Role) -> list[str]:
    return [line.words for line in lines if not roles or line.role in roles]


def lines_of(guide: Guide, *blocks: bodies.Block) -> list[str]:
    return said(page_lines(publish(guide.article(*blocks))))


def test_marks_are_read_as_their_words(guide: Guide) -> None:
    SourceFactory(code="S1")
    text = "Tumors [[metastasis|that spread]] &amp; grow. [S1] <b>Ask</b>, please ."
    assert "Tumors that spread & grow. Ask, please." in lines_of(guide, bodies.text(text))


def test_headings_captions_and_the_words_of_pictures_are_found(guide: Guide) -> None:
    figure = bodies.figure(PictureFactory(), caption="Two cells", words="One is round.")
    found = lines_of(guide, bodies.section("How do they look?", figure))
    assert {"How do they look?", "Two cells", "One is round."} <= {*found}


def test_a_part_that_readers_choose_to_open_cannot_be_found(guide: Guide) -> None:
    hidden = bodies.reveal("Something hard", bodies.text("It cannot be cured."))
    found = lines_of(guide, bodies.section("Outlook", hidden, bodies.text("Ask.")))
    assert found[-2:] == ["Outlook", "Ask."]
    assert not {"Something hard", "It cannot be cured."} & {*found}


def test_questions_to_ask_and_tables_are_found_but_not_shown(guide: Guide) -> None:
    page = guide.article(
        bodies.questions("Will it hurt?"), bodies.table("Words", ["You hear"], ["Mets"])
    )
    assert {"Will it hurt?", "Mets"} <= {*said(page_lines(page), Role.ASIDE)}


def test_the_answers_of_a_treatment_stand_under_their_headings(guide: Guide) -> None:
    page = publish(TreatmentPageFactory(parent=guide.treatments), risks=[bodies.text("Some.")])
    found = said(page_lines(page))
    assert found[found.index("Some.") - 1] == "What are the possible risks and side effects?"


def test_an_empty_answer_of_a_treatment_has_no_heading(guide: Guide) -> None:
    page = TreatmentPageFactory(parent=guide.treatments)
    assert not said(page_lines(page), Role.HEADING)


def test_a_question_is_found_by_its_answers(db: None) -> None:
    item = QuestionFactory(
        question="Can I?",
        short_answer="<p>Yes. [S1]</p>",
        body=json.dumps([bodies.text("You can.")]),
        search_terms="May I\nshall I",
    )
    assert said(question_lines(item)) == ["Can I?", "May I", "shall I", "Yes.", "You can."]


@pytest.mark.parametrize(
    "name", ["Circulating tumor DNA (ctDNA)", "circulating tumor DNA", "ctdna"]
)
def test_a_word_is_called_by_each_of_its_names(name: str) -> None:
    term = GlossaryTerm(term="Circulating tumor DNA (ctDNA)", definition="DNA from a tumor.")
    assert name_key(tokenizer.stems(name)) in compute_weights(term_lines(term))


def test_a_title_weighs_more_than_a_mention(guide: Guide) -> None:
    titled = ArticlePageFactory(parent=guide.articles, title="Biopsy")
    mentioned = guide.article(bodies.text("A biopsy may help."))
    assert (
        compute_weights(page_lines(titled))["biopsi"]
        > compute_weights(page_lines(mentioned))["biopsi"]
        > 0
    )


def test_a_long_text_does_not_win_by_its_length(guide: Guide) -> None:
    short = guide.article(bodies.text("A biopsy may help."))
    long = guide.article(bodies.text("A biopsy may help. " + "Other words stand here. " * 200))
    assert (
        compute_weights(page_lines(short))["biopsi"] > compute_weights(page_lines(long))["biopsi"]
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Our sources do not say how long it lasts.",
        "This page does not cover giraffes.",
        "This guide gives no figures.",
        "The article gives no numbers.",
        "It names no studies.",
        "Call {{ crisis_number }} at any hour.",
    ],
)
def test_a_sentence_that_tells_what_is_not_told_is_never_shown(guide: Guide, sentence: str) -> None:
    page = guide.article(bodies.text(f"Giraffes are tall. {sentence} They eat leaves."))
    lines = [(line.role, line.words) for line in page_lines(page)]
    assert (Role.BODY, "Giraffes are tall. They eat leaves.") in lines
    assert (Role.NOT_COVERED, sentence) in lines


def test_a_gap_is_never_shown(guide: Guide) -> None:
    page = guide.article(bodies.gap("Giraffes differ.", heading="Not covered on this page"))
    assert "Giraffes differ." in said(page_lines(page), Role.NOT_COVERED)
    assert "Not covered on this page" not in said(page_lines(page), Role.HEADING)


def test_what_is_not_told_weighs_less_than_any_mention(guide: Guide) -> None:
    gap = guide.article(bodies.gap("A biopsy differs.", heading="Not covered on this page"))
    aside = guide.article(bodies.questions("Do I need a biopsy?"))
    assert (
        0
        < compute_weights(page_lines(gap))["biopsi"]
        < compute_weights(page_lines(aside))["biopsi"]
    )


def test_letters_that_nobody_sees_are_taken_out(guide: Guide) -> None:
    page = guide.article(bodies.text("Chemo\u00adtherapy."))
    assert "Chemotherapy." in said(page_lines(page))


def test_a_form_that_is_only_matched_finds_a_word(db: None) -> None:
    term = GlossaryTerm(term="Biopsy", definition="A sample.", matched="biopsies")
    assert said(term_lines(term), Role.MATCHED) == ["biopsies"]
    assert exact_key(["biopsies"]) in compute_weights(term_lines(term))
