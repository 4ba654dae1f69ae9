from __future__ import annotations

import pytest

from tests.seeding.seeds import Seed

WHY = "fixtures/documents/understanding/why.md"


@pytest.mark.parametrize(
    ("words", "stray"),
    [
        ("a * b", "*"),
        ("a **b", "**"),
        ("[words]", "["),
        ("[words](", "["),
        ("[[tumor]]", "[["),
        ("a `b`", "`"),
        ("{{ no", "{{"),
        ("a <!-- b", "<!--"),
    ],
)
def test_a_mark_that_stands_alone(seed: Seed, words: str, stray: str) -> None:
    problem = seed.complaints(f"One.\n\n{words}")[0]
    assert problem.startswith(f'{WHY}:13: "{stray}" stands alone; allowed: **bold**, *italic*, ')


def test_an_unknown_source(seed: Seed) -> None:
    assert seed.complaints("It spreads. [S9]") == [
        f"{WHY}:11: cites [S9], but the front matter lists S1",
        f'{WHY}:11: unknown source "S9"; allowed: S1, S2',
    ]


def test_a_source_that_the_front_matter_does_not_list(seed: Seed) -> None:
    problem = f"{WHY}:11: cites [S2], but the front matter lists S1"
    assert seed.complaints("It spreads. [S2]") == [problem]


def test_an_unknown_word(seed: Seed) -> None:
    problem = f'{WHY}:12: unknown word "tumr"; allowed: tumor'
    assert seed.complaints("\nA [[tumr|tumor]].") == [problem]


def test_an_unknown_page(seed: Seed) -> None:
    (problem,) = seed.complaints("See [it](page:hom).")
    assert problem == f'{WHY}:11: unknown page "hom"; allowed: faq, home, understanding, why'


def test_an_unknown_question(seed: Seed) -> None:
    problem = f'{WHY}:11: unknown question "why"; allowed: none, as there is none yet'
    assert seed.complaints("See [it](faq:why).") == [problem]


def test_of_many_names_the_near_ones_are_told(seed: Seed) -> None:
    topics = "".join(f"  - {{slug: topic-{n}, name: N, lead: L}}\n" for n in range(25))
    seed.write("topics.yaml", f"topics:\n  - {{slug: newly-told, name: N, lead: L}}\n{topics}")
    (problem,) = seed.complaints("One.", topics="[newly-tod]")
    assert problem == f'{WHY}:7: unknown topic "newly-tod"; near to it: newly-told'


@pytest.mark.parametrize("target", ["/faq/", "http://example.org", "javascript:alert", "why"])
def test_a_link_to_anywhere_else(seed: Seed, target: str) -> None:
    problem = f'{WHY}:11: a link to "{target}"; allowed: page:slug, page:slug#section, faq:slug, https://…'
    assert seed.complaints(f"See [it]({target}).") == [problem]


def test_an_unknown_token(seed: Seed) -> None:
    known = "contact, crisis_number, emergency_number, help_line, site_name"
    problem = f'{WHY}:11: unknown token "phone"; allowed: {known}'
    assert seed.complaints("Call {{ phone }}.") == [problem]


def test_marks_in_a_heading(seed: Seed) -> None:
    problem = f'{WHY}:11: "[S1]" cannot stand here: this text takes no marks'
    assert seed.complaints("## Why? [S1]\n\nOne.") == [problem]


@pytest.mark.parametrize(
    "line", ["> quoted", "* item", "+ item", "1) item", "```", "![x](y)", "-item", "  more"]
)
def test_markdown_that_is_not_ours(seed: Seed, line: str) -> None:
    problems = "\n".join(seed.complaints(f"One.\n\n{line}"))
    assert f"{WHY}:13: is neither a paragraph nor an item of a list; lists have " in problems


def test_a_list_without_an_empty_line_before_it(seed: Seed) -> None:
    (problem,) = seed.complaints("One:\n- two")
    assert problem.startswith(f"{WHY}:12: is neither a paragraph nor an item of a list")


def test_a_list_that_counts_wrong(seed: Seed) -> None:
    problem = f"{WHY}:11: the numbers of a list must be 1, 2, 3 and so on"
    assert seed.complaints("1. one\n3. two") == [problem]


@pytest.mark.parametrize("heading", ["# One", "#### Four", "##Two", "##"])
def test_a_heading_of_another_level(seed: Seed, heading: str) -> None:
    problem = f"{WHY}:11: headings are ## and ###; the title is the one above them"
    assert seed.complaints(f"{heading}\n\nOne.") == [problem]


def test_a_level_that_is_skipped(seed: Seed) -> None:
    problem = f"{WHY}:11: ### needs a ## above it: no level may be skipped"
    assert seed.complaints("### Why?\n\nOne.") == [problem]


def test_a_level_that_is_skipped_after_a_block_of_the_page(seed: Seed) -> None:
    body = "## Why?\n\nOne.\n\n:::questions\n- Two?\n:::\n\n### Three?\n\nFour."
    assert seed.complaints(body) == [f"{WHY}:19: ### needs a ## above it: no level may be skipped"]


def test_a_heading_with_nothing_under_it(seed: Seed) -> None:
    problem = f'{WHY}:13: nothing stands under "And then?"'
    assert seed.complaints("One.\n\n## And then?") == [problem]


def test_two_sections_of_one_name(seed: Seed) -> None:
    problem = f'{WHY}:15: a second section is called "Why?"'
    assert seed.complaints("## Why?\n\nOne.\n\n## Why?\n\nTwo.") == [problem]


@pytest.mark.parametrize("body", ["## In short\n\nOne.", "## In short\n\n## Why?\n\nOne."])
def test_in_short_without_points(seed: Seed, body: str) -> None:
    assert seed.complaints(body) == [f'{WHY}:11: "In short" needs one list of "- words"']


def test_a_second_list_of_questions(seed: Seed) -> None:
    body = ":::questions\n- Why?\n:::\n\n:::questions\n- How?\n:::"
    problem = f"{WHY}:15: a second list of questions under one heading; join the two"
    assert seed.complaints(body) == [problem]


def test_in_short_twice(seed: Seed) -> None:
    body = "## In short\n\n- One.\n\n## In short\n\n- Two."
    assert seed.complaints(body) == [f'{WHY}:17: a second "key points"; a text has one at most']


def test_an_unknown_directive(seed: Seed) -> None:
    (problem,) = seed.complaints(":::box Well\nOne.\n:::")
    assert problem.startswith(f"{WHY}:11: unknown directive :::box; allowed: care, do, dont, ")


def test_a_directive_that_is_not_closed(seed: Seed) -> None:
    problem = f"{WHY}:13: :::note is not closed with :::"
    assert problem in seed.complaints("One.\n\n:::note Well\nTwo.\n")


def test_a_directive_that_another_opens_in(seed: Seed) -> None:
    problem = f"{WHY}:11: :::note is not closed with :::"
    assert seed.complaints(":::note Well\nOne.\n\n:::do\n- Ask.\n:::") == [problem]


def test_a_close_of_nothing(seed: Seed) -> None:
    assert seed.complaints("One.\n\n:::") == [f'{WHY}:13: ":::" closes nothing that is open']


def test_a_directive_without_a_name(seed: Seed) -> None:
    problem = f'{WHY}:11: a directive opens with ":::name words" and closes ":::"'
    assert problem in seed.complaints("::: Well\nOne.\n:::")


def test_a_directive_that_needs_words(seed: Seed) -> None:
    problem = f"{WHY}:11: :::note needs words after its name"
    assert seed.complaints(":::note\nOne.\n:::") == [problem]


def test_a_directive_that_takes_no_words(seed: Seed) -> None:
    problem = f"{WHY}:11: :::do takes no words after its name"
    assert seed.complaints(":::do this\n- Ask.\n:::") == [problem]


def test_a_directive_that_is_empty(seed: Seed) -> None:
    assert seed.complaints(":::note Well\n:::") == [f"{WHY}:11: :::note is empty"]


def test_a_heading_inside_a_directive(seed: Seed) -> None:
    problem = f"{WHY}:13: :::note holds paragraphs and lists only"
    assert seed.complaints(":::note Well\nOne.\n## Two\n:::") == [problem]


def test_numbers_inside_a_directive(seed: Seed) -> None:
    problem = f'{WHY}:12: a numbered list cannot stand here; allowed: "- words"'
    assert seed.complaints(":::note Well\n1. one\n:::") == [problem]


def test_do_with_more_than_a_list(seed: Seed) -> None:
    problem = f'{WHY}:11: :::do holds one list of "- words"'
    assert seed.complaints(":::do\nOne.\n\n- Ask.\n:::") == [problem]


@pytest.mark.parametrize("inside", ["Much.", 'You could ask: "Why?"'])
def test_a_gap_without_text_or_question(seed: Seed, inside: str) -> None:
    problem = f'{WHY}:12: :::gap needs a text, then a last paragraph "You could ask: …"'
    assert seed.complaints(f":::gap\n{inside}\n:::") == [problem]


def test_a_care_card_that_lacks_an_urgency(seed: Seed) -> None:
    (problem,) = seed.complaints(":::care\n- urgent: Call.\n- emergency: Run.\n:::")
    assert problem.startswith(f'{WHY}:11: :::care needs "- routine: …", "- urgent: …", ')


def test_a_row_of_another_length(seed: Seed) -> None:
    body = ":::table Ways\n| Way | Where |\n|---|---|\n| Blood | All over |\n| Lymph |\n:::"
    assert seed.complaints(body) == [f"{WHY}:15: the row has 1 cells; the table has 2 columns"]


def test_a_row_without_its_bars(seed: Seed) -> None:
    body = ":::table Ways\n| Way | Where |\n|---|---|\n| Blood | All over\n:::"
    assert f'{WHY}:14: a row of a table starts and ends with "|"' in seed.complaints(body)


def test_a_table_without_rows(seed: Seed) -> None:
    problem = f"{WHY}:11: :::table needs a row of names, a line as |---|---| and rows under it"
    assert seed.complaints(":::table Ways\n| Way | Where |\n|---|---|\n:::") == [problem]


def test_an_unknown_picture(seed: Seed) -> None:
    body = ":::figure jurney.svg\nCaption: The journey.\nIn words: Five steps.\n:::"
    assert seed.complaints(body) == [f'{WHY}:11: unknown picture "jurney"; allowed: journey']


def test_a_figure_without_words(seed: Seed) -> None:
    problem = f'{WHY}:11: :::figure needs a line "Caption: …", then one "In words: …"'
    assert seed.complaints(":::figure journey.svg\nCaption: The journey.\n:::") == [problem]


def test_a_related_page_that_is_no_link(seed: Seed) -> None:
    problem = f'{WHY}:12: allowed here: "- [words](page:slug)"'
    assert seed.complaints(":::related\n- Home\n:::") == [problem]


def test_a_chosen_question_that_is_a_page(seed: Seed) -> None:
    problem = f'{WHY}:12: allowed here: "- [words](faq:slug)"'
    assert seed.complaints(":::faq\n- [Home](page:home)\n:::") == [problem]


def test_a_door_without_words(seed: Seed) -> None:
    problem = f'{WHY}:12: allowed here: "- [what a reader says](page:slug) words"'
    assert seed.complaints(":::doors Begin\n- [Home](page:home)\n:::") == [problem]


def test_a_list_that_fills_itself_with_something_in_it(seed: Seed) -> None:
    problem = f"{WHY}:12: :::steps-of-spread fills itself; leave it empty"
    assert seed.complaints(":::steps-of-spread\n- One.\n:::") == [problem]


def test_a_heading_inside_a_reveal(seed: Seed) -> None:
    problem = f"{WHY}:13: a heading cannot stand inside :::reveal"
    assert seed.complaints(":::reveal Hard.\nOne.\n## Two\n:::") == [problem]


def test_an_empty_reveal(seed: Seed) -> None:
    assert seed.complaints(":::reveal Hard.\n:::") == [f"{WHY}:11: :::reveal is empty"]


def test_a_rule_in_a_page(seed: Seed) -> None:
    problem = f"{WHY}:13: --- stands only in a question, after its short answer"
    assert seed.complaints("One.\n\n---\n\nTwo.") == [problem]


@pytest.mark.parametrize("comment", ["<!-- note: x -->", "<!-- facts: x", "<!-- facts: -->"])
def test_a_comment_of_another_form(seed: Seed, comment: str) -> None:
    problem = seed.complaints(f"One.\n{comment}")[0]
    assert problem.startswith(f"{WHY}:12: comments stand on one line; allowed: <!-- facts: … -->")


def test_an_unknown_fact(seed: Seed) -> None:
    problems = seed.complaints("One.\n<!-- facts: defnition -->", facts="[defnition]")
    assert problems == [
        f'{WHY}:8: unknown fact "defnition"; allowed: definition, routes',
        f'{WHY}:12: unknown fact "defnition"; allowed: definition, routes',
    ]


def test_facts_that_follow_no_text(seed: Seed) -> None:
    body = "One.\n\n## Why?\n<!-- facts: definition -->\n\nTwo."
    problem = f"{WHY}:14: these facts follow no text that could state them"
    assert problem in seed.complaints(body, facts="[definition]")


def test_a_fact_that_is_listed_and_not_stated(seed: Seed) -> None:
    problem = f'{WHY}:8: "facts" lists "routes", but no comment in the text names it'
    assert seed.complaints("One.", facts="[routes]") == [problem]


def test_a_fact_that_is_stated_and_not_listed(seed: Seed) -> None:
    problem = f'{WHY}:11: states "routes", but the front matter does not list it'
    assert seed.complaints("One.\n<!-- facts: routes -->") == [problem]


def test_a_character_that_cannot_be_printed(seed: Seed) -> None:
    problem = f"{WHY}:11: has the unprintable character '\\x00'; take it out"
    assert seed.complaints("One\0.") == [problem]


def test_a_link_to_a_section_that_a_page_lacks(seed: Seed) -> None:
    seed.write_question("Yes.\n\n---\n\nRead [why](page:why#who).")
    (problem,) = seed.complaints("## Why is it so?\n\nOne.")
    assert problem.startswith('fixtures/documents/faq/what.md:15: unknown section "why#who"; ')
