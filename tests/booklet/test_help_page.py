"""The page about when to call: its finder, its bar to call from, its levels."""

from __future__ import annotations

from education.content.models import ArticlePage
from tests import bodies
from tests.booklet.conftest import change, help_line
from tests.factories import Guide
from tests.html import visit, words

ADDRESS = "/understanding/when-to-call/"


def test_the_finder_leads_to_each_section(help_page: ArticlePage) -> None:
    page = visit(ADDRESS)
    links = page.select(".sign-finder li a")
    assert [words(one) for one in links] == ["I am short of breath", "What can wait?"]
    assert all(page.select_one(one["href"]).name == "h2" for one in links)


def test_the_finder_says_a_section_in_few_words(help_page: ArticlePage) -> None:
    section = bodies.section("I am short of breath", bodies.level("now", "Call", "x"))
    section["value"]["short"] = "Breath"
    help_page.body = [section]
    help_page.save()
    link = visit(ADDRESS).select_one(".sign-finder li a")
    assert (words(link), link["href"]) == ("Breath", "#i-am-short-of-breath")


def test_the_finder_stands_before_the_text(help_page: ArticlePage) -> None:
    main = visit(ADDRESS).main
    assert "sign-finder" in main.select_one(".sign-finder, .level")["class"]
    assert main.select_one(".sign-finder details") is None


def test_the_levels_of_a_section_stand_in_order_of_urgency(help_page: ArticlePage) -> None:
    levels = [one["class"][1] for one in visit(ADDRESS).select(".level")]
    assert levels == ["level-now", "level-soon", "level-soon", "level-later"]


def test_the_bar_to_call_dials_each_number_that_is_set(help_page: ArticlePage) -> None:
    change(emergency_number="911", crisis_number="988", care_team_number="555-0100")
    bar = visit(ADDRESS).select_one("main > .call-bar")
    assert [one["href"] for one in bar.select("a")] == ["tel:911", "tel:5550100", "tel:988"]
    assert words(bar).startswith("Call 911")


def test_the_bar_to_call_is_the_last_thing_of_the_page_text(help_page: ArticlePage) -> None:
    change(emergency_number="911")
    assert visit(ADDRESS).main.find_all(recursive=False)[-1]["class"] == ["call-bar"]


def test_there_is_no_bar_while_no_number_is_set(help_page: ArticlePage) -> None:
    assert visit(ADDRESS).select(".call-bar") == []


def test_only_the_page_that_the_settings_name_has_finder_and_bar(
    help_page: ArticlePage, guide: Guide
) -> None:
    change(emergency_number="911")
    section = bodies.section("I am ill", bodies.level("now", "Call now", "x"))
    guide.article(slug="other", body=[section])
    other = visit("/understanding/other/")
    assert other.select(".sign-finder, .call-bar") == []
    assert other.select(".level")


def test_it_does_not_say_how_long_it_takes_to_read(help_page: ArticlePage) -> None:
    assert "minute read" not in words(visit(ADDRESS))


def test_it_has_no_care_card_beside_its_levels(help_page: ArticlePage) -> None:
    assert visit(ADDRESS).select(".care") == []


def test_it_lists_the_help_lines_of_the_settings(help_page: ArticlePage) -> None:
    change(help_lines=[help_line(name="Cancer line", number="1-800-4-CANCER")])
    listed = visit(ADDRESS).select_one("section[aria-labelledby=lines]")
    assert "Cancer line" in words(listed)
    assert listed.select_one("a")["href"] == "tel:18004226237"


def test_it_leads_to_the_sheet(help_page: ArticlePage) -> None:
    page = visit(ADDRESS)
    assert page.select_one('.sign-finder a[href="/sheet/"]')
    assert page.select_one('.text a[href="/sheet/"]')
