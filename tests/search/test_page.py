"""Test what a reader meets on the search page."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from django.test import Client

from education.content.models import SiteSettings
from tests import bodies
from tests.factories import (
    AboutPageFactory,
    ArticlePageFactory,
    Guide,
    QuestionFactory,
    StepPageFactory,
    SynonymFactory,
    TermFactory,
    TopicFactory,
    TreatmentPageFactory,
    publish,
)
from tests.html import visit, words


def search(text: str, **more: object) -> BeautifulSoup:
    return visit("/search/?" + urlencode({"q": text, **more}))


def titles(page: BeautifulSoup) -> list[str]:
    return [words(link) for link in page.select(".results h2 a")]


def excerpt(page: BeautifulSoup) -> str:
    return words(page.select_one(".results .label ~ p"))


def section(page: BeautifulSoup) -> tuple[str, str] | None:
    link = page.select_one(".results p + a")
    return (words(link), str(link["href"])) if link else None


def status(page: BeautifulSoup) -> str:
    return words(page.select_one('[role="status"]'))


def filters(page: BeautifulSoup) -> dict[str, Tag]:
    return {words(link): link for link in page.select(".search-filters ul:first-of-type a")}


def by_topic(page: BeautifulSoup) -> dict[str, Tag]:
    return {words(link): link for link in page.select(".search-filters ul:nth-of-type(2) a")}


def box(page: BeautifulSoup) -> str:
    return words(page.select_one(".definition dfn"))


def test_a_result_has_kind_title_address_and_excerpt(guide: Guide) -> None:
    guide.article(title="Giraffes", slug="giraffes", summary="Giraffes are tall.")
    result = search("giraffe").select_one(".results li")
    assert result is not None
    assert words(result.select_one(".label")) == "Article"
    assert words(result.h2) == "Giraffes"
    assert result.a is not None
    assert result.a["href"] == "/understanding/giraffes/"
    assert words(result.select(":scope > p")[-1]) == "Giraffes are tall."


def test_every_kind_of_text_is_found_at_its_address(guide: Guide) -> None:
    named = {"title": "Giraffe", "slug": "giraffe"}
    StepPageFactory(parent=guide.steps, **named)
    TreatmentPageFactory(parent=guide.treatments, **named)
    ArticlePageFactory(parent=guide.articles, **named)
    AboutPageFactory(parent=guide.about, **named)
    QuestionFactory(question="Giraffe?", slug="giraffe")
    TermFactory(term="Giraffe and zebra", slug="giraffe")
    page = search("giraffe")
    assert {
        (words(one.select_one(".label")), one.a["href"]) for one in page.select(".results li")
    } == {
        ("Step", "/how-cancer-spreads/giraffe/"),
        ("Treatment", "/treatments/giraffe/"),
        ("Article", "/understanding/giraffe/"),
        ("About this guide", "/about/giraffe/"),
        ("Question", "/faq/giraffe/"),
        ("Word", "/glossary/giraffe/"),
    }


def test_the_found_words_are_marked(guide: Guide) -> None:
    guide.article(summary="They saw tall giraffes today.")
    assert [words(one) for one in search("tall giraffe").select("mark")] == ["tall giraffes"]


def test_the_excerpt_comes_from_where_the_words_stand(guide: Guide) -> None:
    guide.article(
        bodies.section("Animals", bodies.text("A lion sleeps."), bodies.text("A giraffe eats."))
    )
    assert excerpt(search("giraffe")) == "A giraffe eats."


def test_a_result_leads_to_the_section_that_answers_best(guide: Guide) -> None:
    body = [
        bodies.section("What is a lion?", bodies.text("A lion sleeps.")),
        bodies.section("What do giraffes eat?", bodies.text("Giraffes eat leaves.")),
    ]
    page = guide.article(*body, title="Animals", slug="animals")
    link = "Go to: What do giraffes eat?", f"{page.url}#what-do-giraffes-eat"
    assert section(search("giraffe leaves")) == link


def test_what_the_summary_answers_needs_no_section(guide: Guide) -> None:
    guide.article(
        bodies.section("Eating", bodies.text("A giraffe eats.")), summary="A giraffe is tall."
    )
    assert section(search("giraffe")) is None


def test_every_heading_of_a_text_can_be_jumped_to(guide: Guide) -> None:
    guide.article(
        bodies.section(
            "One",
            bodies.subsection("Two", bodies.text("Lion.")),
            bodies.note("Three & four", "Zebra."),
            bodies.warning("Five", "Rhino."),
        ),
        slug="animals",
    )
    places = {"lion": "two", "zebra": "three-four", "rhino": "five"}
    for animal, anchor in places.items():
        found = section(search(animal))
        assert found is not None
        assert found[1] == f"/understanding/animals/#{anchor}"
        assert visit(found[1]).select_one(f"#{anchor}")


def test_an_answer_of_a_treatment_can_be_jumped_to(guide: Guide) -> None:
    risks = [bodies.text("A giraffe.")]
    page = TreatmentPageFactory(parent=guide.treatments, slug="rest", risks=risks)
    found = section(search("giraffe"))
    assert found == ("Go to: What are the possible risks and side effects?", f"{page.url}#risks")
    assert visit(page.url).select_one("#risks")


def test_a_body_that_is_not_shown_is_not_found(guide: Guide) -> None:
    publish(guide.faq, body=[bodies.section("Giraffes", bodies.text("A giraffe."))])
    assert not titles(search("giraffe"))


def test_the_excerpt_of_a_question_is_its_short_answer(guide: Guide) -> None:
    QuestionFactory(question="Do giraffes sleep?", short_answer="<p>Yes, they do.</p>")
    assert excerpt(search("giraffe sleep")) == "Yes, they do."


def test_an_excerpt_holds_no_markup_of_the_text(guide: Guide) -> None:
    guide.article(summary="A giraffe <script>alert(1)</script> & more")
    page = search("giraffe alert")
    assert not page.select(".results script")
    assert "<script>alert(1)</script> & more" in words(page.select_one(".results li"))


def test_an_excerpt_is_short(guide: Guide) -> None:
    guide.article(bodies.text("A lion sleeps there. " * 50 + "A giraffe eats. " + "Much. " * 200))
    found = excerpt(search("giraffe"))
    assert found.startswith("… A giraffe eats.")
    assert len(found) < 200


def test_what_a_setting_says_stands_in_an_excerpt(guide: Guide) -> None:
    guide.article(bodies.text("A giraffe? Call {{ emergency_number }}."))
    found = excerpt(search("giraffe"))
    assert found == "A giraffe? Call your local emergency number."


@pytest.mark.parametrize("asked", ["biopsy", "What is a biopsy?", "biopsies"])
def test_a_definition_of_just_what_was_asked_is_a_box_above_the_list(
    guide: Guide, asked: str
) -> None:
    guide.article(title="About a biopsy", summary="A biopsy, then another biopsy.")
    TermFactory(
        term="Biopsy", slug="biopsy", definition="A small [[cell|sample]].", matched="biopsies"
    )
    page = search(asked)
    assert box(page) == "Biopsy"
    assert "A small sample." in words(page.select_one(".definition dd"))
    assert page.select_one(".definition a")["href"] == "/glossary/biopsy/"  # type: ignore[index]
    assert titles(page) == ["About a biopsy"]


def test_a_box_is_shown_without_any_result(guide: Guide) -> None:
    TermFactory(term="Biopsy")
    page = search("biopsy")
    assert box(page) == "Biopsy"
    assert not titles(page)
    assert not page.select(".search-filters")


def test_a_box_stands_on_the_first_page_only_and_not_among_the_words(guide: Guide) -> None:
    TermFactory(term="Giraffe")
    TermFactory.create_batch(12, definition="A giraffe.")
    assert box(search("giraffe")) == "Giraffe"
    assert not search("giraffe", page=2).select(".definition")
    only_words = search("giraffe", kind="word")
    assert not only_words.select(".definition")
    assert titles(only_words)[0] == "Giraffe"


def test_a_word_that_only_contains_what_was_asked_is_no_box(guide: Guide) -> None:
    TermFactory(term="Liquid biopsy")
    assert not search("biopsy").select(".definition")


def test_a_word_that_says_what_something_is_not_is_no_box_for_it(guide: Guide) -> None:
    TermFactory(term="Benign", matched="not cancer")
    assert not search("cancer").select(".definition")


def test_a_word_folds_into_the_page_of_its_name(guide: Guide) -> None:
    TreatmentPageFactory(parent=guide.treatments, title="Chemotherapy", summary="Tall drugs.")
    TermFactory(term="Chemotherapy", definition="Tall drugs.")
    page = search("tall chemotherapy")
    assert titles(page) == ["Chemotherapy"]
    assert words(page.select_one(".results .label")) == "Treatment"
    assert titles(search("tall chemotherapy", kind="word")) == ["Chemotherapy"]
    assert [*filters(page)] == ["All 1", "Pages 1", "Words 1"]


def test_a_form_that_only_finds_a_word_is_never_shown(guide: Guide) -> None:
    TermFactory(term="Metastasis", matched="zebrafication")
    assert box(search("zebrafication")) == "Metastasis"
    misspelled = search("zebraficatiom")
    assert "zebrafication" not in words(misspelled.main)


def test_the_definition_of_an_abbreviation_is_a_box(guide: Guide) -> None:
    guide.article(title="CTC and other tests", search_terms="CTC")
    TermFactory(term="Circulating tumor cell", also_known_as="CTC\nCTCs")
    assert box(search("ctcs")) == "Circulating tumor cell"


@pytest.mark.parametrize("name", ["Stage", "Staging", "grade", "grading"])
def test_an_exact_name_comes_before_a_like_one(guide: Guide, name: str) -> None:
    TermFactory(term="Stage", also_known_as="grading")
    TermFactory(term="Staging", also_known_as="grade")
    wanted = "Stage" if name in {"Stage", "grading"} else "Staging"
    assert box(search(name.lower())) == wanted


def test_a_text_with_all_the_words_comes_before_one_with_some(guide: Guide) -> None:
    guide.article(title="Tall lions", summary="Lions, lions, lions.")
    guide.article(title="Animals", summary="A tall giraffe eats leaves.")
    guide.article(title="Leaves", summary="Green leaves, more leaves.")
    assert titles(search("tall giraffe leaves"))[0] == "Animals"


def test_a_text_with_some_of_the_words_is_found_too(guide: Guide) -> None:
    guide.article(title="Giraffes")
    assert titles(search("giraffes in boats")) == ["Giraffes"]


def test_a_question_in_plain_language_is_understood(guide: Guide) -> None:
    guide.article(title="How is spread found?")
    guide.article(title="What is it?")
    assert titles(search("how do doctors find out if it has spread"))[0] == "How is spread found?"


def test_a_synonym_finds_the_word_of_the_guide(guide: Guide) -> None:
    SynonymFactory(preferred="chemotherapy", words="chemo")
    guide.article(title="Chemotherapy")
    page = search("chemo")
    assert titles(page) == ["Chemotherapy"]
    assert "We also looked for “chemotherapy”." in status(page)


def test_an_unpublished_group_of_synonyms_does_nothing(guide: Guide) -> None:
    SynonymFactory(preferred="chemotherapy", words="kem", live=False)
    guide.article(title="Chemotherapy")
    assert titles(search("kem")) == []


def test_a_misspelled_word_finds_what_was_meant_and_says_so(guide: Guide) -> None:
    guide.article(title="Side effects")
    page = search("side efects")
    assert titles(page) == ["Side effects"]
    assert status(page) == "We found nothing for “efects”. These are for “side effects”."


def test_a_word_that_only_the_synonyms_have_is_mended_as_loudly(guide: Guide) -> None:
    SynonymFactory(preferred="money", words="insurance")
    guide.article(title="Money")
    page = search("insurrance")
    assert titles(page) == ["Money"]
    assert status(page) == "We found nothing for “insurrance”. These are for “insurance”."


def test_words_run_together_are_found_and_said(guide: Guide) -> None:
    guide.article(title="Bone pain")
    page = search("bonepain")
    assert titles(page) == ["Bone pain"]
    assert status(page) == "We found nothing for “bonepain”. These are for “bone pain”."


def test_a_word_of_outlook_is_put_into_nobodys_mouth(guide: Guide) -> None:
    SynonymFactory(preferred="cure", words="incurable", guess=False)
    guide.article(title="Incurable zebras", summary="Incurable.")
    page = search("incureable")
    assert titles(page) == titles(search("incurable")) == ["Incurable zebras"]
    assert not page.select(".did-you-mean, .definition")
    assert "looked for" not in words(page.main)


@pytest.mark.parametrize("typed", ["hospise", "hopsice", "hospicecare"])
def test_a_misspelled_word_of_outlook_finds_its_texts_and_is_shown_nowhere_else(
    guide: Guide, typed: str
) -> None:
    SynonymFactory(preferred="hospice", words="hospice care", guess=False)
    TermFactory(term="Hospice", definition="Care.")
    page = search(typed)
    assert titles(page) == ["Hospice"]
    assert not page.select(".did-you-mean, .definition")
    assert "looked for" not in words(page.main)


def test_what_was_not_found_is_said_beside_the_results(guide: Guide) -> None:
    guide.article(title="Giraffes")
    page = search("giraffe wombat")
    assert titles(page) == ["Giraffes"]
    assert "nothing on “wombat”" in words(page.main)
    assert "nothing on" not in words(search("the giraffes").main)


@pytest.mark.parametrize("asked", ["wombats for cancer", "stage 4 wombats", "wombats cáncer"])
def test_a_word_that_is_in_every_text_is_no_answer_alone(guide: Guide, asked: str) -> None:
    guide.article(title="Stages of cancer", body=[])
    assert titles(search("cancer stage"))[0] == "Stages of cancer"
    page = search(asked)
    assert not titles(page)
    assert f"We found nothing for “{asked}”" in status(page)


def test_the_topic_counts_more_than_a_word_of_every_text(guide: Guide) -> None:
    guide.article(title="Cancer, stage 4", summary="Cancer at stage 4.")
    guide.article(title="Giraffes", summary="Feeding giraffes.")
    assert titles(search("giraffes when you have stage 4 cancer"))[0] == "Giraffes"


@pytest.mark.parametrize("asked", ["hair grow back", "zebra left"])
def test_a_word_that_needs_its_neighbors_finds_nothing_alone(guide: Guide, asked: str) -> None:
    guide.article(title="Turned back", summary="It is left and right, and goes back.")
    assert not titles(search(asked))


def test_a_word_that_needs_its_neighbors_finds_texts_with_them(guide: Guide) -> None:
    guide.article(title="Back pain")
    assert titles(search("back pain")) == ["Back pain"]


def test_who_asks_about_outlook_is_not_told_how_cells_die(guide: Guide) -> None:
    SynonymFactory(preferred="dying", words="will I die\ndie", guess=False)
    guide.article(title="Zebras", body=[bodies.text("Most of these cells die on the way.")])
    guide.article(title="Dying", summary="When people die.")
    assert titles(search("will I die")) == ["Dying"]
    assert titles(search("die")) == ["Dying"]


def test_outlook_is_no_excerpt_for_who_asks_something_else(guide: Guide) -> None:
    guide.article(
        title="Zebras",
        summary="A zebra has stripes.",
        body=[bodies.text("A zebra with stripes cannot be cured.")],
    )
    assert "cured" not in excerpt(search("zebra stripes cannot"))


def test_a_long_query_is_searched_as_far_as_it_goes_and_that_is_said(guide: Guide) -> None:
    guide.article(title="Giraffes")
    long = "giraffe " + "and so on " * 60
    page = search(long)
    assert titles(page) == ["Giraffes"]
    assert "That was long, so we searched for the first 497 letters of it." in words(page.main)
    assert "That was long" not in words(search("giraffe " + "and so on " * 40).main)
    assert not page.select("#q[maxlength]")  # A sign of danger may stand at the end.


def test_every_word_of_500_letters_counts(guide: Guide) -> None:
    guide.article(title="Giraffes")
    assert titles(search("xy " * 160 + "giraffe")) == ["Giraffes"]


@pytest.mark.parametrize("asked", ["fiebre", "los huesos", "¿qué es?", "tengo dolor"])
def test_who_types_spanish_gets_a_line_in_spanish(guide: Guide, asked: str) -> None:
    guide.article(title="Giraffe fiebre huesos dolor")
    assert search(asked).select('main [lang="es"]')


@pytest.mark.parametrize("asked", ["giraffe", "fever and pain", "chemo", "metastasis"])
def test_who_types_english_gets_none(guide: Guide, asked: str) -> None:
    assert not search(asked).select('main [lang="es"]')


@pytest.mark.parametrize(("number", "shown"), [(2, [2]), (3, [3]), (12, [3, 7])])
def test_the_care_card_follows_the_first_three_results(
    guide: Guide, number: int, shown: list[int]
) -> None:
    for place in range(number):
        guide.article(title=f"Giraffe {place}")
    page = search("giraffe")
    (card,) = page.select(".results:first-of-type + .care")
    lists = page.select("main .results")
    assert [len(one.select("li")) for one in lists] == shown
    assert [int(one["start"]) for one in lists] == [1, 4][: len(lists)]
    assert card.find_previous(class_="results") == lists[0]


def test_the_care_card_follows_a_definition_that_stands_alone(guide: Guide) -> None:
    TermFactory(term="giraffe")
    assert search("giraffe").select("main .definition ~ .care")


def test_the_care_card_comes_first_where_nothing_was_found(guide: Guide) -> None:
    page = search("xylophone")
    assert page.select("main [role=status] ~ .care")
    assert not page.select("main h2 ~ .wide ~ .care")
    assert "do not go on searching" in words(page.main)


def test_a_word_that_is_spelled_well_is_not_questioned(guide: Guide) -> None:
    guide.article(title="Side effects")
    assert not search("side effects").select(".did-you-mean")


def test_the_number_of_results_is_announced(guide: Guide) -> None:
    guide.article(title="Giraffes")
    assert status(search("giraffes")) == "1 result."
    guide.article(title="More giraffes")
    assert status(search("giraffes")) == "2 results, best first."


def current(page: BeautifulSoup) -> list[str]:
    return [words(link) for link in page.select('.search-filters [aria-current="true"]')]


@pytest.mark.parametrize(
    ("kind", "chosen", "title"),
    [("page", "Pages 2", "Steps"), ("faq", "Questions 1", "Why?"), ("word", "Words 1", "Neck")],
)
def test_results_can_be_narrowed_to_a_kind(
    guide: Guide, kind: str, chosen: str, title: str
) -> None:
    guide.article(title="Article", summary="A giraffe.")
    StepPageFactory(parent=guide.steps, title="Steps", summary="A giraffe.")
    QuestionFactory(question="Why?", short_answer="<p>A giraffe.</p>")
    TermFactory(term="Neck", definition="A giraffe has one.")
    assert [*filters(search("giraffe"))] == ["All 4", "Pages 2", "Questions 1", "Words 1"]
    page = search("giraffe", kind=kind)
    assert title in titles(page)
    assert current(page) == [chosen]
    assert status(page).startswith(chosen[-1])


def test_a_filter_keeps_the_query(guide: Guide) -> None:
    guide.article(title="Giraffes & more")
    address = str(filters(search("giraffes & more?"))["Pages 1"]["href"])
    assert parse_qs(address[1:]) == {"q": ["giraffes & more?"], "kind": ["page"]}


@pytest.mark.parametrize("kind", ["x", "", "word", "\0", "WORD", "article' OR 1=1"])
def test_a_kind_that_is_none_shows_all(guide: Guide, kind: str) -> None:
    guide.article(title="Giraffes")
    page = search("giraffes", kind=kind)
    assert titles(page) == ["Giraffes"]
    assert current(page) == ["All 1"]


@pytest.fixture
def tagged(guide: Guide) -> None:
    tall, old = TopicFactory(name="Tall", slug="tall"), TopicFactory(name="Old", slug="old")
    TopicFactory(name="Unused", slug="unused")
    guide.article(title="Giraffes", topics=[tall, old])
    QuestionFactory(question="Giraffes?", topics=[tall])
    TermFactory(
        term="Tall giraffe", topics=[TopicFactory(name="Secret", slug="secret", live=False)]
    )


def test_results_can_be_narrowed_to_a_topic_that_they_have(tagged: None) -> None:
    assert [*by_topic(search("giraffe"))] == ["All topics 3", "Tall 2", "Old 1"]
    page = search("giraffe", topic="old")
    assert titles(page) == ["Giraffes"]
    assert current(page) == ["All 1", "Old 1"]
    assert status(page) == "1 result."


def test_kind_and_topic_keep_each_other_and_the_query(tagged: None) -> None:
    page = search("giraffe", kind="faq", topic="tall")
    assert titles(page) == ["Giraffes?"]
    assert current(page) == ["Questions 1", "Tall 1"]
    ways = {**filters(page), **by_topic(page)}
    assert {name: parse_qs(str(way["href"])[1:]) for name, way in ways.items()} == {
        "All 2": {"q": ["giraffe"], "topic": ["tall"]},
        "Pages 1": {"q": ["giraffe"], "topic": ["tall"], "kind": ["page"]},
        "Questions 1": {"q": ["giraffe"], "topic": ["tall"], "kind": ["faq"]},
        "All topics 1": {"q": ["giraffe"], "kind": ["faq"]},
        "Tall 1": {"q": ["giraffe"], "kind": ["faq"], "topic": ["tall"]},
    }


@pytest.mark.parametrize("topic", ["x", "", "unused", "secret", "\0", "tall' OR 1=1", "a" * 5000])
def test_a_topic_that_no_result_has_shows_all(tagged: None, topic: str) -> None:
    page = search("giraffe", topic=topic)
    assert len(titles(page)) == 3
    assert current(page) == ["All 3", "All topics 3"]


def test_a_topic_that_no_result_of_the_kind_has_shows_the_kind(tagged: None) -> None:
    page = search("giraffe", kind="faq", topic="old")
    assert titles(page) == ["Giraffes?"]
    assert current(page) == ["Questions 1", "All topics 1"]


def test_results_on_a_topic_have_their_excerpts_on_every_page(guide: Guide) -> None:
    topic = TopicFactory(slug="tall")
    for number in range(30):
        TermFactory(definition="A giraffe.", topics=[topic] if number % 2 else [])
    page = search("giraffe", topic="tall", page=2)
    assert status(page) == "15 results, best first. These are 11 to 15."
    assert {words(one) for one in page.select(".results .label ~ p")} == {"A giraffe."}
    assert parse_qs(str(page.select_one('[rel="prev"]')["href"])[1:]) == {  # type: ignore[index]
        "q": ["giraffe"],
        "topic": ["tall"],
    }


def test_only_the_commonest_topics_are_offered_and_the_chosen_one(guide: Guide) -> None:
    topics = [TopicFactory(name=f"Topic {number}", slug=f"topic-{number}") for number in range(8)]
    for number in range(1, 9):
        TermFactory(definition="A giraffe.", topics=topics[:number])
    assert len(by_topic(search("giraffe"))) == 7
    assert "Topic 7 1" in by_topic(search("giraffe", topic="topic-7"))


def test_without_topics_no_topic_is_offered(guide: Guide) -> None:
    guide.article(title="Giraffes")
    assert not by_topic(search("giraffe"))


@pytest.fixture
def many(guide: Guide) -> None:
    TermFactory.create_batch(23, definition="A giraffe.")


def test_a_page_has_ten_results(many: None) -> None:
    page = search("giraffe")
    assert len(titles(page)) == 10
    assert status(page) == "23 results, best first. These are 1 to 10."
    assert words(page.select_one(".pages .text-small")) == "Page 1 of 3"


def test_the_pages_hold_every_result_once(many: None) -> None:
    found = [title for number in (1, 2, 3) for title in titles(search("giraffe", page=number))]
    assert len(found) == len({*found}) == 23


def test_the_ways_to_other_pages_keep_query_and_kind(many: None) -> None:
    page = search("giraffe", page=2, kind="word")
    before, after = (page.select_one(f'[rel="{rel}"]') for rel in ("prev", "next"))
    assert before is not None
    assert after is not None
    assert parse_qs(str(before["href"])[1:]) == {"q": ["giraffe"], "kind": ["word"]}
    assert parse_qs(str(after["href"])[1:]) == {"q": ["giraffe"], "kind": ["word"], "page": ["3"]}


@pytest.mark.parametrize("number", ["99999", "4", "3"])
def test_a_page_beyond_the_last_is_the_last(many: None, number: str) -> None:
    assert status(search("giraffe", page=number)) == "23 results, best first. These are 21 to 23."


@pytest.mark.parametrize("number", ["0", "-1", "abc", "1.5", "", "٣", "²", "1" * 5000, "\0"])
def test_a_page_that_is_none_is_the_first(many: None, number: str) -> None:
    assert status(search("giraffe", page=number)) == "23 results, best first. These are 1 to 10."


def test_who_finds_nothing_gets_ways_on(guide: Guide) -> None:
    TopicFactory(name="Animals", slug="animals")
    page = search("giraffes")
    assert status(page) == "We found nothing for “giraffes”"
    assert "/topics/animals/" in [link["href"] for link in page.select("main a")]


def test_who_finds_nothing_is_told_whom_to_ask(guide: Guide) -> None:
    SiteSettings.objects.create(site=guide.site, contact="guide@example.org")
    page = words(search("giraffes").main)
    assert "take it to your care team" in page
    assert "Is something missing from this guide? Tell guide@example.org." in page
    guide.article(title="Giraffes")
    assert "guide@example.org" not in words(search("giraffes").main)


def test_nobody_is_sent_to_people_without_a_name(guide: Guide) -> None:
    assert "Is something missing" not in words(search("giraffes").main)


def test_who_finds_nothing_is_led_to_the_parts_of_the_guide(guide: Guide) -> None:
    publish(guide.treatments, show_in_menus=True)
    links = [link["href"] for link in search("giraffes").select("main .link-list a")]
    assert "/treatments/" in links


def test_a_misspelled_word_beside_an_unknown_one_is_understood(guide: Guide) -> None:
    guide.article(title="Side effects")
    page = search("xylophone efects")
    assert titles(page) == ["Side effects"]
    assert status(page) == "We found nothing for “efects”. These are for “xylophone effects”."


def test_who_asks_nothing_gets_ways_in(guide: Guide) -> None:
    TopicFactory(name="Animals", slug="animals")
    page = visit("/search/")
    assert not page.select('[role="status"]')
    assert "/topics/animals/" in [link["href"] for link in page.select("main a")]


def test_the_query_stands_in_the_field_and_in_the_title(guide: Guide) -> None:
    page = search('tall "giraffe" <b>')
    field = page.select_one("#q")
    assert field is not None
    assert field["value"] == 'tall "giraffe" <b>'
    assert words(page.title) == 'tall "giraffe" <b> · Search · When cancer spreads'


def test_search_engines_are_kept_away_from_what_somebody_asked(guide: Guide) -> None:
    robots = search("giraffe").select_one('meta[name="robots"]')
    assert robots is not None
    assert robots["content"] == "noindex"
    assert visit("/search/").select_one('meta[name="robots"]') is None


def suggested(page: BeautifulSoup) -> list[str]:
    field = page.find(id="q")
    assert field is not None
    offered = page.find(id=str(field.get("list")))
    return [words(one) for one in offered.select("option")] if offered else []


def test_words_and_questions_are_suggested_while_somebody_types(guide: Guide) -> None:
    TermFactory(term="Lesion")
    TermFactory(term="Biopsy")
    QuestionFactory(question="Can it be cured?")
    QuestionFactory(question="Is it withdrawn?", live=False)
    assert suggested(visit("/search/")) == ["Biopsy", "Lesion", "Can it be cured?"]
    assert suggested(search("xylophone")) == ["Biopsy", "Lesion", "Can it be cured?"]


def test_a_reader_gets_no_cookie(guide: Guide) -> None:
    response = Client().get("/search/?q=giraffe")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_search_changes_nothing(guide: Guide) -> None:
    assert Client().post("/search/?q=giraffe").status_code == 405
