from __future__ import annotations

import datetime as dt

from tests.seeding.seeds import Seed, with_surgery

RELATED_HOME = {"type": "related", "value": {"pages": ["home"]}}


def test_the_folders_are_the_addresses(seed: Seed) -> None:
    seed.write_article("One.")
    assert [(page.address, page.parent) for page in seed.load().pages] == [
        ("/", None),
        ("/understanding/", "/"),
        ("/understanding/why/", "/understanding/"),
        ("/faq/", "/"),
    ]


def test_pages_stand_in_their_order(seed: Seed) -> None:
    seed.write_article("One.", order="2")
    seed.write(
        "documents/understanding/zoo.md", (seed.root / "documents/understanding/why.md").read_text()
    )
    seed.change("documents/understanding/zoo.md", "order: 2", "order: 1")
    assert [page.slug for page in seed.load().pages][2:4] == ["zoo", "why"]


def test_a_page_says_what_its_front_matter_says(seed: Seed) -> None:
    seed.write_article("One.", medical_name="Metastasis", search_terms="[mets, spread]")
    page = seed.page()
    assert page.path == "fixtures/documents/understanding/why.md"
    assert page.kind == "article"
    assert page.title == "Why does cancer spread?"
    assert page.medical_name == "Metastasis"
    assert page.summary == "There is no single reason."
    assert page.search_description == "Why cancer spreads."
    assert page.topics == ("newly-told",)
    assert page.sources == ("S1",)
    assert page.search_terms == ("mets", "spread")


def test_a_page_has_the_codes_of_its_front_matter(seed: Seed) -> None:
    seed.write_article("One.", codes="[C79.51, C77 (2)]")
    assert seed.page().codes == ("C79.51", "C77 (2)")


def test_a_step_stands_at_its_number(seed: Seed) -> None:
    seed.change("documents/understanding/index.md", "article_index", "step_index")
    seed.write_article("One.", kind="step")
    seed.change("documents/understanding/why.md", "order: 1", "step: 3")
    page = seed.page()
    assert (page.step, page.order) == (3, 3)


def test_related_pages_of_the_front_matter_end_the_body(seed: Seed) -> None:
    assert seed.blocks("## What?\n\nOne.", related="[home]")[-1] == RELATED_HOME


def test_what_stands_before_the_slots_of_a_treatment_opens_it(seed: Seed) -> None:
    page = with_surgery(seed).page("surgery")
    assert [block["type"] for block in page.opening] == ["key_points"]


def test_a_treatment_has_six_slots(seed: Seed) -> None:
    page = with_surgery(seed).page("surgery")
    assert {name: blocks[0]["type"] for name, blocks in page.slots.items()} == {
        "how_it_works": "text",
        "benefits": "text",
        "risks": "text",
        "without": "gap",
        "alternatives": "text",
        "daily_life": "text",
    }


def test_what_follows_the_slots_of_a_treatment_is_its_body(seed: Seed) -> None:
    page = with_surgery(seed).page("surgery")
    assert [block["type"] for block in page.body] == ["questions"]


def test_a_treatment_says_where_and_how_it_works(seed: Seed) -> None:
    page = with_surgery(seed).page("surgery")
    assert (page.reach, page.how_given) == ("one-place", "In an operation")
    assert page.what_for == "To take out tumors"


def test_a_question_has_a_short_answer_and_a_full_one(seed: Seed) -> None:
    seed.write_question("It is *spread*. [S1]\n\n---\n\nMore.\n\n:::questions\n- Why?\n:::")
    question = seed.question()
    assert question.question == "What is metastasis?"
    assert question.short_answer == "<p>It is <i>spread</i>. [S1]</p>"
    assert [block["type"] for block in question.body] == ["text", "questions"]


def test_the_statements_of_both_answers_are_kept(seed: Seed) -> None:
    seed.write_question(
        "One.\n<!-- facts: definition -->\n\n---\n\nTwo.\n<!-- facts: routes -->",
        facts="[definition, routes]",
    )
    assert [statement.text for statement in seed.question().statements] == ["One.", "Two."]


def test_related_pages_of_a_question_end_its_full_answer(seed: Seed) -> None:
    seed.write_question("One.\n\n---\n\nTwo.", related="[home]")
    assert seed.question().body[-1] == RELATED_HOME


def test_questions_stand_in_the_order_of_their_categories(seed: Seed) -> None:
    seed.write_question("One.\n\n---\n\nTwo.", category="treatment")
    what = (seed.root / "documents/faq/what.md").read_text()
    seed.write("documents/faq/zoo.md", what.replace("category: treatment", "category: spread"))
    assert [question.slug for question in seed.load().questions] == ["zoo", "what"]


def test_alarm_words_are_read(seed: Seed) -> None:
    (alarm,) = seed.load().alarms
    assert (alarm.slug, alarm.words) == ("call-now", ("fever",))
    assert alarm.message == "Call {{ emergency_number }} now."


def test_sources_are_read(seed: Seed) -> None:
    source = seed.load().sources[0]
    assert (source.code, source.author) == ("S1", "")
    assert source.date_seen == dt.date(2026, 11, 21)


def test_words_are_read(seed: Seed) -> None:
    (term,) = seed.load().terms
    assert (term.slug, term.plain_word, term.topics) == (
        "tumor",
        "a growth of cells",
        ("newly-told",),
    )


def test_synonyms_are_read_with_what_to_confirm(seed: Seed) -> None:
    (group,) = seed.load().synonyms
    assert group.words == ("tumor", "growth")
    assert group.confirm == "A growth does not have to be a tumor."


def test_categories_and_topics_keep_their_order(seed: Seed) -> None:
    library = seed.load()
    assert [category.slug for category in library.categories] == ["spread", "treatment"]
    assert [topic.name for topic in library.topics] == ["When you have just been told"]


def test_pictures_name_their_drawings(seed: Seed) -> None:
    (picture,) = seed.load().pictures
    assert (picture.svg, picture.svg_narrow) == ("journey.svg", "")


def test_a_byte_order_mark_and_windows_lines_are_read(seed: Seed) -> None:
    seed.write_article("One.\n\nTwo.")
    file = seed.root / "documents/understanding/why.md"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert seed.page().body[0]["value"] == "<p>One.</p><p>Two.</p>"


def test_words_of_yaml_that_look_like_something_else_stay_words(seed: Seed) -> None:
    seed.write_article("One.", title="no")
    assert seed.page().title == "no"
