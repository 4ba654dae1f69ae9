from __future__ import annotations

import pytest

from tests.seeding.seeds import ARTICLE, SURGERY, Seed, with_surgery

DOCUMENTS = "fixtures/documents"
WHY = f"{DOCUMENTS}/understanding/why.md"
WHAT = f"{DOCUMENTS}/faq/what.md"
SURGERY_FILE = f"{DOCUMENTS}/treatments/surgery.md"
ORDER = (
    "; the order is: How does it work? What are the possible benefits? "
    "What are the possible risks and side effects? What if I choose not to have it? "
    "What other choices are there? What might daily life be like?"
)


def test_all_problems_are_told_at_once(seed: Seed) -> None:
    seed.write_article("One. [S9]", topics="[odd]")
    seed.change("documents/home.md", "summary: This", "sumary: This")
    assert [problem.partition(": ")[0] for problem in seed.problems()] == [
        f"{DOCUMENTS}/home.md:2",
        f"{DOCUMENTS}/home.md:4",
        f"{WHY}:7",
        f"{WHY}:11",
        f"{WHY}:11",
    ]


def test_an_unknown_key(seed: Seed) -> None:
    (problem,) = seed.complaints("One.", subtitle="More")
    assert problem.startswith(f'{WHY}:10: unknown key "subtitle"; allowed: kind, ')


def test_a_missing_key(seed: Seed) -> None:
    seed.write_article("One.")
    seed.change("documents/understanding/why.md", "title: Why does cancer spread?\n", "")
    assert seed.problems() == [f'{WHY}:2: the key "title" is missing']


def test_a_key_that_stands_twice(seed: Seed) -> None:
    seed.write_article("One.")
    seed.change("documents/understanding/why.md", "order: 1\n", "order: 1\norder: 2\n")
    assert seed.problems() == [f'{WHY}:5: the key "order" stands twice']


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}", '""', ""])
def test_a_text_that_is_none(seed: Seed, value: str) -> None:
    problem = f'{WHY}:3: "title" must be a text, and not empty'
    assert seed.complaints("One.", title=value) == [problem]


@pytest.mark.parametrize("value", ["first", "0", "-1", "1.5"])
def test_a_number_that_is_none(seed: Seed, value: str) -> None:
    problem = f'{WHY}:4: "order" is "{value}"; allowed: a whole number from 1 to 999'
    assert seed.complaints("One.", order=value) == [problem]


def test_a_list_that_is_none(seed: Seed) -> None:
    problem = f'{WHY}:7: "topics" must be a list, as [one, two]'
    assert seed.complaints("One.", topics="newly-told") == [problem]


def test_a_list_with_something_that_is_no_text(seed: Seed) -> None:
    problem = f'{WHY}:10: "also_searched" must be a list of texts, none of them empty'
    assert seed.complaints("One.", also_searched="[mets, [a]]") == [problem]


def test_a_list_with_something_twice(seed: Seed) -> None:
    problem = f'{WHY}:7: "topics" has "newly-told" twice'
    assert seed.complaints("One.", topics="[newly-told, newly-told]") == [problem]


def test_marks_in_the_front_matter(seed: Seed) -> None:
    problem = f'{WHY}:5: "summary" has "[S1]": this text takes no marks'
    assert seed.complaints("One.", summary="It spreads. [S1]") == [problem]


def test_a_character_that_an_escape_brings_in(seed: Seed) -> None:
    problem = f'{WHY}:3: "title" has a character that cannot be printed'
    assert seed.complaints("One.", title=r'"Why\0"') == [problem]


def test_an_unknown_kind(seed: Seed) -> None:
    (problem,) = seed.complaints("One.", kind="essay")
    assert problem.startswith(f'{WHY}:2: "kind" is "essay"; allowed: home, step_index, step, ')


def test_an_unknown_topic(seed: Seed) -> None:
    problem = f'{WHY}:7: unknown topic "odd"; allowed: newly-told'
    assert seed.complaints("One.", topics="[odd]") == [problem]


def test_an_unknown_source_in_the_front_matter(seed: Seed) -> None:
    problem = f'{WHY}:9: unknown source "S9"; allowed: S1, S2'
    assert seed.complaints("One.", sources="[S9]") == [problem]


def test_an_unknown_related_page(seed: Seed) -> None:
    problem = f'{WHY}:10: unknown page "hm"; allowed: faq, home, understanding, why'
    assert seed.complaints("One.", related="[hm]") == [problem]


def test_related_pages_in_two_places(seed: Seed) -> None:
    body = ":::related\n- [Home](page:home)\n:::"
    problem = f'{WHY}:10: "related" stands as :::related too; keep one of the two'
    assert seed.complaints(body, related="[home]") == [problem]


def test_an_unknown_category(seed: Seed) -> None:
    seed.write_question("One.\n\n---\n\nTwo.", category="spred")
    assert seed.problems() == [f'{WHAT}:4: unknown category "spred"; allowed: spread, treatment']


def test_an_unknown_reach(seed: Seed) -> None:
    with_surgery(seed)
    seed.change("documents/treatments/surgery.md", "one-place", "everywhere")
    assert seed.problems() == [
        f'{SURGERY_FILE}:5: "reach" is "everywhere"; allowed: one-place, whole-body, support'
    ]


def test_yaml_that_cannot_be_read(seed: Seed) -> None:
    assert seed.complaints("One.", title="Step 1: invasion") == [
        (
            f"{WHY}:3: is not valid YAML: mapping values are not allowed here "
            "(a text with a colon or a # in it needs quotes)"
        )
    ]


def test_front_matter_that_is_no_mapping(seed: Seed) -> None:
    seed.write("documents/understanding/why.md", "---\n- kind\n---\nOne.")
    assert seed.problems() == [f"{WHY}:2: must be a mapping of keys and values"]


def test_front_matter_that_is_empty(seed: Seed) -> None:
    seed.write("documents/understanding/why.md", "---\n---\nOne.")
    assert seed.problems() == [f"{WHY}:1: is empty; it needs keys and values"]


def test_a_document_without_front_matter(seed: Seed) -> None:
    seed.write("documents/understanding/why.md", "One.")
    assert seed.problems() == [f"{WHY}:1: needs front matter first, between two lines of ---"]


def test_front_matter_that_is_not_closed(seed: Seed) -> None:
    seed.write("documents/understanding/why.md", ARTICLE.removesuffix("---\n"))
    assert seed.problems() == [f"{WHY}:1: the front matter is not closed with ---"]


def test_a_document_without_text(seed: Seed) -> None:
    problem = f"{WHY}:11: the document has no text under its front matter"
    assert seed.complaints("") == [problem]


def test_a_file_that_is_not_utf_8(seed: Seed) -> None:
    seed.write_article("One.\nTwo: ")
    file = seed.root / "documents/understanding/why.md"
    file.write_bytes(file.read_bytes() + "é".encode("latin-1"))
    assert seed.problems() == [f"{WHY}:12: is not UTF-8; save the file with that encoding"]


def test_a_file_that_is_no_document(seed: Seed) -> None:
    seed.write("documents/understanding/why.txt", "One.")
    problem = f"{DOCUMENTS}/understanding/why.txt:1: is no document; allowed: files that end in .md"
    assert seed.problems() == [problem]


def test_a_file_name_that_is_no_address(seed: Seed) -> None:
    seed.write("documents/understanding/Why_now.md", ARTICLE + "One.")
    assert seed.problems() == [
        (
            f'{DOCUMENTS}/understanding/Why_now.md:1: "Why_now" cannot be part of an address; '
            "allowed: small letters, digits and single hyphens"
        )
    ]


def test_a_slug_that_another_page_has(seed: Seed) -> None:
    with_surgery(seed)
    article = ARTICLE.replace("order: 1", "order: 2") + "One."
    seed.write("documents/understanding/surgery.md", article)
    assert seed.problems() == [
        f'{DOCUMENTS}/understanding/surgery.md:1: the slug "surgery" is taken by {SURGERY_FILE}'
    ]


def test_a_question_may_have_the_slug_of_a_page(seed: Seed) -> None:
    seed.write_article("One.")
    seed.write_question("One.\n\n---\n\nTwo.")
    (seed.root / "documents/faq/what.md").rename(seed.root / "documents/faq/why.md")
    assert seed.question().slug == seed.page().slug


def test_a_place_among_siblings_that_is_taken(seed: Seed) -> None:
    seed.write_article("One.")
    seed.write("documents/understanding/zoo.md", ARTICLE + "One.")
    problem = f'{DOCUMENTS}/understanding/zoo.md:4: "order" is 1, as in {WHY}'
    assert seed.problems() == [problem]


def test_a_step_that_is_taken(seed: Seed) -> None:
    seed.change("documents/understanding/index.md", "article_index", "step_index")
    step = ARTICLE.replace("kind: article", "kind: step").replace("order", "step") + "One."
    seed.write("documents/understanding/why.md", step)
    seed.write("documents/understanding/zoo.md", step)
    problem = f'{DOCUMENTS}/understanding/zoo.md:4: "step" is 1, as in {WHY}'
    assert seed.problems() == [problem]


def test_a_place_among_the_questions_of_a_category_that_is_taken(seed: Seed) -> None:
    seed.write_question("One.\n\n---\n\nTwo.")
    what = (seed.root / "documents/faq/what.md").read_text()
    seed.write("documents/faq/zoo.md", what)
    assert seed.problems() == [f'{DOCUMENTS}/faq/zoo.md:5: "order" is 1, as in {WHAT}']


def test_a_page_under_a_folder_without_a_page(seed: Seed) -> None:
    seed.write("documents/research/why.md", ARTICLE + "One.")
    problem = f"{DOCUMENTS}/research/why.md:1: the page above it, /research/, has no document"
    assert seed.problems() == [problem]


def test_a_page_under_the_wrong_page(seed: Seed) -> None:
    seed.write("documents/faq/why.md", ARTICLE + "One.")
    assert seed.problems() == [
        (
            f'{DOCUMENTS}/faq/why.md:2: "kind" is "article", which stands under "article_index"; '
            'above it is "faq_index"'
        )
    ]


def test_a_second_first_page(seed: Seed) -> None:
    index = (seed.root / "documents/understanding/index.md").read_text()
    seed.write("documents/zoo/index.md", index.replace("order: 1", "order: 3"))
    assert seed.problems() == [
        (
            f'{DOCUMENTS}/zoo/index.md:2: "kind" is "article_index", as in '
            f"{DOCUMENTS}/understanding/index.md; allowed once"
        )
    ]


def test_a_seed_without_home(seed: Seed) -> None:
    (seed.root / "documents/home.md").unlink()
    assert f"{DOCUMENTS}/home.md:1: is missing; the seed needs this document" in seed.problems()


def test_a_home_of_another_kind(seed: Seed) -> None:
    seed.change("documents/home.md", "kind: home", "kind: about")
    problem = f'{DOCUMENTS}/home.md:2: "kind" is "home" in documents/home.md, and only there'
    assert problem in seed.problems()


def test_a_question_without_a_rule(seed: Seed) -> None:
    seed.write_question("One.\n\nTwo.")
    problem = f"{WHAT}:11: a question needs a line of --- between its short answer and its full one"
    assert problem in seed.problems()


def test_a_question_without_a_full_answer(seed: Seed) -> None:
    seed.write_question("One.\n\n---\n")
    assert seed.problems() == [f"{WHAT}:13: the full answer is missing after ---"]


@pytest.mark.parametrize("short", ["", "- One.", ":::do\n- Ask.\n:::", "## Why?\n\nOne."])
def test_a_short_answer_that_is_no_paragraph(seed: Seed, short: str) -> None:
    seed.write_question(f"{short}\n\n---\n\nTwo.")
    problem = f"{WHAT}:11: the short answer must be paragraphs, before the line of ---"
    assert problem in seed.problems()


def test_a_slot_that_is_missing(seed: Seed) -> None:
    with_surgery(seed)
    benefits = "## What are the possible benefits?\n\nThree.\n\n"
    seed.write("documents/treatments/surgery.md", SURGERY.replace(benefits, ""))
    missing = 'the section "What are the possible benefits?" is missing'
    assert seed.problems() == [f"{SURGERY_FILE}:14: {missing}{ORDER}"]


def test_slots_in_another_order(seed: Seed) -> None:
    with_surgery(seed)
    benefits = "## What are the possible benefits?\n\nThree.\n\n"
    text = SURGERY.replace(benefits, "").replace(
        "## What if I choose", f"{benefits}## What if I choose"
    )
    seed.write("documents/treatments/surgery.md", text)
    assert seed.problems() == [
        (
            f'{SURGERY_FILE}:26: "What are the possible benefits?" cannot follow '
            f'"What are the possible risks and side effects?"{ORDER}'
        )
    ]


def test_something_between_two_slots(seed: Seed) -> None:
    with_surgery(seed)
    seed.change("documents/treatments/surgery.md", "Three.\n", "Three.\n\n## More?\n\nYes.\n")
    assert seed.problems() == [
        (
            f"{SURGERY_FILE}:26: stands between two of the six sections, before "
            '"What are the possible risks and side effects?"; move it out'
        )
    ]
