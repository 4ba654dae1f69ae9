"""Help comes first: the line under the mast, the help lines, the care card, Spanish."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from education.content.models import SiteSettings
from education.content.models.topics import WITHOUT_CARE_CARD
from education.content.phone import before_brackets
from tests import bodies
from tests.factories import ArticlePageFactory, Guide, QuestionFactory, TermFactory, TopicFactory
from tests.html import addresses, read, visit, words

LINE = {
    "name": "Cancer line",
    "number": "1-800-4-CANCER",
    "hours": "day and night",
    "language": "English, Spanish",
    "for_whom": "for everybody",
    "url": "https://www.example.org/line",
}


def with_settings(guide: Guide, **fields: object) -> SiteSettings:
    """Save settings of the site; help lines as plain values."""
    if "help_lines" in fields:
        lines = [{"type": "line", "value": line} for line in fields["help_lines"]]
        fields["help_lines"] = json.dumps(lines)
    return SiteSettings.objects.create(site=guide.site, **fields)


def call_line(page: BeautifulSoup) -> list[tuple[str, str]]:
    """Return words and address of each link in the line under the mast."""
    return [(words(link), link["href"]) for link in page.select("header + aside.help-bar a")]


# The line under the mast --------------------------------------------------------------------------


def test_the_line_under_the_mast_leads_to_help_and_dials(guide: Guide) -> None:
    help_page = ArticlePageFactory(parent=guide.articles, slug="when-to-call")
    with_settings(
        guide,
        help_page=help_page,
        emergency_number="911",
        crisis_number="988 (call, text or chat)",
        care_team_number="555 0100",
    )
    expected = [
        ("Worried now? When to call", "/understanding/when-to-call/"),
        ("Emergency 911", "tel:911"),
        ("Crisis line 988", "tel:988"),
        ("Care team 555 0100", "tel:5550100"),
    ]
    for address in ("/", "/understanding/", "/search/", "/booklet/"):
        assert call_line(visit(address)) == expected, address
    assert call_line(read(Client().get("/nothing/"))) == expected


def test_a_setting_that_is_words_is_left_out_of_the_line(guide: Guide) -> None:
    page = visit("/")
    assert call_line(page) == []
    line = page.select_one("aside.help-bar")
    assert "Call your care team, day or night." in words(line)
    assert "your local emergency number" not in words(line)
    assert line.select_one(".write-line")  # to write the number on, on paper


@pytest.mark.parametrize("why", ["draft", "private"])
def test_a_help_page_that_readers_cannot_see_is_not_offered(guide: Guide, why: str) -> None:
    help_page = ArticlePageFactory(parent=guide.articles, slug="when-to-call")
    with_settings(guide, help_page=help_page)
    if why == "draft":
        help_page.unpublish()
    else:
        PageViewRestriction.objects.create(page=help_page, restriction_type="login")
    page = visit("/")
    assert help_page.url not in addresses(page)


def test_brackets_after_a_number_are_left_out_where_room_is_scarce() -> None:
    assert before_brackets("988 (call, text or chat)") == "988"
    assert before_brackets("(555) 0100") == "(555) 0100"


def test_search_is_one_tap_away_without_opening_the_contents(guide: Guide) -> None:
    link = visit("/understanding/" if guide.articles.live else "/").select_one(
        "header .search-link"
    )
    assert link["href"] == "/search/"
    assert link.find_parent("nav") is None


# The foot -----------------------------------------------------------------------------------------


def test_each_help_line_is_told_with_a_number_that_dials(guide: Guide) -> None:
    with_settings(guide, help_lines=[LINE])
    foot = visit("/").footer
    told = words(foot.select_one("dl.help-lines"))
    for fact in ("Cancer line", "day and night", "English, Spanish", "for everybody"):
        assert fact in told
    assert {"tel:18004226237", "https://www.example.org/line"} <= {*addresses(foot)}


def test_without_help_lines_no_list_of_them_is_begun(guide: Guide) -> None:
    foot = visit("/").footer
    assert not foot.select(".help-lines")
    assert "Someone to ask" not in words(foot)


def test_every_page_says_in_spanish_where_spanish_is_spoken(guide: Guide) -> None:
    with_settings(guide, help_lines=[LINE], emergency_number="911")
    for page in (visit("/"), read(Client().get("/nothing/"))):
        line = page.select_one("footer [lang=es]")
        assert "solo en inglés" in words(line)
        assert "Cancer line, que atiende en español: 1-800-4-CANCER" in words(line)
        assert "llame al 911" in words(line)


def test_a_line_that_knows_no_spanish_is_not_offered_in_spanish(guide: Guide) -> None:
    with_settings(guide, help_lines=[{**LINE, "language": "English"}])
    line = words(visit("/").select_one("footer [lang=es]"))
    assert "solo en inglés" in line
    assert "También" not in line
    assert "llame al" not in line


# The care card ------------------------------------------------------------------------------------


def has_card(address: str) -> bool:
    """Return whether the page at an address shows the care card."""
    return "When should I get help?" in words(visit(address).main)


def test_a_topic_about_a_symptom_or_a_treatment_shows_the_care_card(guide: Guide) -> None:
    assert guide.topics.live
    for slug in ("side-effects", "a-new-topic", *WITHOUT_CARE_CARD):
        TopicFactory(slug=slug)
        assert has_card(f"/topics/{slug}/") == (slug not in WITHOUT_CARE_CARD), slug


def test_a_word_about_a_symptom_or_a_treatment_shows_the_care_card(guide: Guide) -> None:
    assert guide.glossary.live
    treatment, genes = TopicFactory(slug="surgery"), TopicFactory(slug="genes-and-cells")
    TermFactory(slug="operation", topics=[genes, treatment])
    TermFactory(slug="gene", topics=[genes])
    TermFactory(slug="untold")
    assert has_card("/glossary/operation/")
    assert has_card("/glossary/untold/")
    assert not has_card("/glossary/gene/")


def test_the_care_card_stands_above_the_lists_of_questions_topics_and_terms(guide: Guide) -> None:
    topic = TopicFactory(slug="surgery")
    assert guide.topics.live
    assert guide.glossary.live
    TermFactory(slug="operation", topics=[topic])
    QuestionFactory(topics=[topic])
    for address in (guide.faq.url, "/topics/surgery/", "/glossary/operation/"):
        main = visit(address).main
        assert main.select_one(".care, section")["class"][0] == "care", address


# The first page -----------------------------------------------------------------------------------


def test_the_first_page_begins_with_ways_in_and_a_search(guide: Guide) -> None:
    first, second = ArticlePageFactory.create_batch(2, parent=guide.articles)
    guide.home.summary = "Who the guide is for. One calm sentence."
    guide.home.body = json.dumps(
        [bodies.link_cards("Begin", first, second), bodies.section("Tonight", bodies.steps("One."))]
    )
    guide.home.save_revision().publish()
    page = visit("/")
    cover = page.select_one(".cover")
    assert words(cover.select_one(".lead")) == "Who the guide is for. One calm sentence."
    assert addresses(cover) == [first.url]  # "Start here" is where the first way in leads
    text = words(page.main)
    assert text.index("Begin") < text.index("Or look for a word") < text.index("Tonight")
    assert page.select_one(".home form[role=search]")


def test_a_first_page_without_ways_in_has_a_cover_without_buttons(guide: Guide) -> None:
    assert not visit("/").select(".cover a")


# Lists --------------------------------------------------------------------------------------------


def test_the_questions_of_a_topic_stand_in_the_order_of_their_editors(guide: Guide) -> None:
    topic = TopicFactory(slug="scans")
    for question, place in (("A later one?", 2), ("Zuerst?", 1)):
        one = QuestionFactory(question=question, topics=[topic])
        one.category.sort_order = place
        one.category.save()
    assert guide.topics.live
    links = visit("/topics/scans/").select("section[aria-labelledby=questions] a")
    assert [words(link) for link in links] == ["Zuerst?", "A later one?"]
