"""The parts of a page, one by one, each made of content of its own."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from education.content.enums import Reach, Step
from education.content.models import SiteSettings
from tests import bodies
from tests.factories import (
    DRAWING,
    AboutPageFactory,
    ArticlePageFactory,
    CategoryFactory,
    Guide,
    PictureFactory,
    QuestionFactory,
    SourceFactory,
    StepPageFactory,
    TermFactory,
    TopicFactory,
    TreatmentPageFactory,
    publish,
)
from tests.html import addresses, linked_data, visit, words


def shown(guide: Guide, *blocks: bodies.Block) -> BeautifulSoup:
    """The page of an article with this body."""
    return visit(guide.article(*blocks, slug="shown").url)


# Running text -------------------------------------------------------------------------------------


def test_a_number_in_the_text_dials(guide: Guide) -> None:
    linked = '<a href="https://example.org/1-800-422-6237">1-800-422-6237</a>'
    page = shown(guide, bodies.text("Call 1-800-4-CANCER. In 2010-2011.", linked))
    assert [one["href"] for one in page.select(".text .tel")] == ["tel:18004226237"]
    assert page.select_one(".text .tel").next_sibling.startswith(".")


def test_on_paper_a_number_stays_in_the_line_of_its_heading(guide: Guide) -> None:
    """A span in the heading of a level is its urgency, on a line of its own."""
    SiteSettings.objects.create(site=guide.site, emergency_number="911")
    level = bodies.level("now", "Call {{ emergency_number }} now", "((chest)) pain")
    page = guide.article(bodies.section("Signs", level), slug="shown")
    heading = visit(f"/booklet/print/?p={page.url.strip('/')}").select_one(".level > :is(h3, h4)")
    assert words(heading.select_one(".tel")) == "911"
    assert [words(one) for one in heading.find_all("span", recursive=False)] == ["Emergency:"]


def test_a_temperature_does_not_break(guide: Guide) -> None:
    page = shown(guide, bodies.text("From 100.4 °F (38 °C) on, call."))
    assert "100.4\u00a0°F (38\u00a0°C)" in page.main.text


# Sources ------------------------------------------------------------------------------------------


@pytest.fixture
def cited(guide: Guide) -> BeautifulSoup:
    SourceFactory(code="B1", title="The first title")
    SourceFactory(code="B2", title="The second title", author="")
    SourceFactory(code="B3", title="Never cited")
    removed = SourceFactory(code="B9")
    page = guide.article(bodies.text("One. [B2]", "Two. [B1] [B2]", "Three. [B9]"))
    removed.delete()
    return visit(page.url)


def test_sources_are_numbered_as_a_reader_meets_them(cited: BeautifulSoup) -> None:
    titles = [words(cite) for cite in cited.select(".sources cite")]
    assert titles == ["The second title", "The first title"]
    marks = [words(link).replace("\u2060", "") for link in cited.select("a.cite")]
    assert marks == ["[1]", "[1]", "[2]"]


def test_marks_side_by_side_stand_in_order_and_each_once(guide: Guide) -> None:
    for code in ("B1", "B2", "B3"):
        SourceFactory(code=code)
    page = shown(guide, bodies.text("One. [B1] Two. [B2]", "Three. [B3] [B2] [B1] [B2]"))
    assert [words(one) for one in page.select("a.cite")] == ["[1]", "[2]", "[1]", "[2]", "[3]"]


def test_numbers_rise_as_a_reader_meets_them_wherever_the_author_put_the_care_card(
    guide: Guide,
) -> None:
    for code in ("B1", "B2", "B3"):
        SourceFactory(code=code)
    page = shown(
        guide, bodies.key_points("One. [B1]"), bodies.text("Two. [B2]"), bodies.care("Three. [B3]")
    )
    assert [words(one) for one in page.select("a.cite")] == ["[1]", "[2]", "[3]"]
    assert [words(one) for one in page.select(".sources cite")] == [
        "What B1 says",
        "What B3 says",
        "What B2 says",
    ]


def test_a_citation_leads_to_its_source_and_back(cited: BeautifulSoup) -> None:
    for number in ("1", "2"):
        mark = cited.find(id=f"cite-{number}")
        assert mark["href"] == f"#source-{number}"
        assert cited.find(id=f"source-{number}").select_one("a")["href"] == f"#cite-{number}"


def test_a_listener_hears_what_a_citation_is(cited: BeautifulSoup) -> None:
    assert [link["aria-label"] for link in cited.select("a.cite")] == [
        "Source 1",
        "Source 1",
        "Source 2",
    ]


def test_a_source_is_named_with_publisher_author_and_day(cited: BeautifulSoup) -> None:
    assert words(cited.find(id="source-2")).startswith(
        "The first title. An author. Guide. Added from: A publisher."
        " No date shown. Seen November 21, 2026."
    )
    assert "An author" not in words(cited.find(id="source-1"))


@pytest.mark.parametrize(
    ("register", "told"),
    {
        "original": "A publisher. A document this guide began with.",
        "public": "Added from: A publisher.",
        "charity": "A publisher. A cancer charity’s page, in our own words.",
    }.items(),
)
def test_a_source_says_where_it_comes_from(guide: Guide, register: str, told: str) -> None:
    SourceFactory(code="B1", register=register)
    page = shown(guide, bodies.text("One. [B1]"))
    assert told in words(page.find(id="source-1"))


def test_a_source_says_what_kind_of_document_it_is(guide: Guide) -> None:
    SourceFactory(code="B1", register="original", kind="article by a provider of services")
    page = shown(guide, bodies.text("One. [B1]"))
    told = "Article by a provider of services. A publisher. A document this guide began with."
    assert told in words(page.find(id="source-1"))


def test_a_source_leads_to_where_it_can_be_read(guide: Guide) -> None:
    SourceFactory(
        code="B1", title="How?", url="https://example.org/a", published=dt.date(2025, 1, 2)
    )
    source = shown(guide, bodies.text("One. [B1]")).find(id="source-1")
    assert words(source).startswith("How? An author.")
    assert "Published January 2, 2025. Seen" in words(source)
    assert "No date shown" not in words(source)
    (link,) = source.select("cite a")
    assert link["href"] == "https://example.org/a"
    assert not link.has_attr("target")


@pytest.mark.parametrize(("number", "stands_open"), [(5, True), (6, False)])
def test_a_long_list_of_sources_is_folded(guide: Guide, number: int, stands_open: bool) -> None:
    codes = [SourceFactory().code for _ in range(number)]
    page = shown(guide, bodies.text(" ".join(f"So. [{code}]" for code in codes)))
    fold = page.select_one("details.sources")
    assert fold.has_attr("open") is stands_open
    assert words(fold.summary) == f"Where this comes from: {number} sources"


def test_a_page_without_citations_lists_no_sources(guide: Guide) -> None:
    assert not shown(guide, bodies.text("Nothing.")).select(".sources")


# Words --------------------------------------------------------------------------------------------


@pytest.fixture
def explained(guide: Guide) -> BeautifulSoup:
    term = TermFactory(slug="lesion", term="Lesion", definition="A part that has changed.")
    first, again = bodies.word(term, "lesion"), bodies.word(term, "Lesions")
    return shown(guide, bodies.text(f"A {first}.", f"{again} grow. [[unknown|Something]] too."))


def test_a_word_is_explained_where_it_stands_first(explained: BeautifulSoup) -> None:
    (link,) = explained.select("main a.term")
    assert (words(link), link["href"]) == ("lesion", "#word-lesion")
    assert "Lesions grow. Something too." in words(explained.main)


def test_the_meaning_of_a_word_leads_back_to_where_it_stands(explained: BeautifulSoup) -> None:
    meaning = explained.find(id="word-lesion")
    assert "A part that has changed." in words(meaning)
    assert "/glossary/lesion/" in addresses(meaning)
    assert meaning.select_one("a.button")["href"] == f"#{explained.select_one('a.term')['id']}"


def test_a_word_inside_a_link_is_no_link_of_its_own(guide: Guide) -> None:
    term = TermFactory(slug="lesion")
    other = guide.article(bodies.text("Nothing."), slug="other")
    link = f'<a linktype="page" id="{other.pk}">About a {bodies.word(term, "lesion")}</a>'
    page = shown(guide, bodies.text(link))
    assert not page.select("a.term")
    assert words(page.select_one(f'.text p a[href="{other.url}"]')) == "About a lesion"


def test_a_page_without_such_words_has_no_list_of_them(guide: Guide) -> None:
    assert not shown(guide, bodies.text("Nothing.")).select(".term-definitions, .term")


# Links --------------------------------------------------------------------------------------------


def test_a_link_follows_its_page(guide: Guide) -> None:
    other = guide.article(slug="old")
    publish(other, slug="new")
    assert "/understanding/new/" in addresses(
        shown(guide, bodies.text(bodies.link(other, "here"))).main
    )


def test_a_link_to_a_page_that_was_deleted_becomes_plain_words(guide: Guide) -> None:
    other = guide.article()
    page = guide.article(bodies.text(bodies.link(other, "these words")), bodies.related(other))
    other.delete()
    assert "these words" in words(visit(page.url).main)
    assert not [link for link in visit(page.url).select("a") if words(link) == "these words"]


def test_a_link_to_another_site_stays(guide: Guide) -> None:
    page = shown(guide, bodies.text('<a href="https://example.org/">there</a>'))
    assert "https://example.org/" in addresses(page.main)


# Pictures and tables ------------------------------------------------------------------------------


def test_a_picture_stands_inline_with_caption_and_words(guide: Guide) -> None:
    page = shown(guide, bodies.figure(PictureFactory(), "How it moves", "It moves to the right."))
    (figure,) = page.select("figure")
    assert figure.svg["viewbox"] == "0 0 2 1"
    assert "How it moves" in words(figure.figcaption)
    assert words(figure.details.summary).startswith("This picture in words")
    assert "It moves to the right." in words(figure.details)


def test_a_picture_may_have_a_drawing_for_phones(guide: Guide) -> None:
    narrow = DRAWING.replace("dot", "narrow-dot")
    page = shown(guide, bodies.figure(PictureFactory(svg_narrow=narrow)))
    assert len(page.select("figure svg")) == 2


def test_a_table_names_its_rows_and_columns(guide: Guide) -> None:
    table = bodies.table("Words", ["Word", "Meaning", "Say"], ["Lesion", "A part", "LEE-zhun"])
    (shown_table,) = shown(guide, table).select("table")
    assert words(shown_table.caption) == "Words"
    assert [words(cell) for cell in shown_table.select("thead th[scope=col]")] == [
        "Word",
        "Meaning",
        "Say",
    ]
    assert words(shown_table.select_one("tbody th[scope=row]")) == "Lesion"
    assert [cell["data-label"] for cell in shown_table.select("tbody td")] == ["Meaning", "Say"]


def test_marks_work_in_a_cell(guide: Guide) -> None:
    SourceFactory(code="B1")
    page = shown(guide, bodies.table("Words", ["Word", "Meaning"], ["Lesion", "A part. [B1]"]))
    assert page.select_one("td a.cite")


# On this page -------------------------------------------------------------------------------------


def test_the_contents_list_the_main_parts_in_order(guide: Guide) -> None:
    page = shown(
        guide,
        bodies.key_points("Short."),
        bodies.section("How?", bodies.text("So."), bodies.subsection("Closer", bodies.text("So."))),
        bodies.gap("Nothing.", heading="What we do not know"),
        bodies.care(),
        bodies.questions("What?"),
    )
    contents = page.select("nav[aria-labelledby=toc] ul a")
    assert [words(link) for link in contents] == [
        "When should I get help?",
        "How?",
        "What we do not know",
        "Questions to ask your care team",
    ]
    assert all(page.find(id=link["href"][1:]).name == "h2" for link in contents)


def test_a_page_with_one_part_needs_no_contents(guide: Guide) -> None:
    assert not shown(guide, bodies.text("So.")).find(id="toc")


def test_the_contents_of_a_treatment_hold_its_six_answers(guide: Guide) -> None:
    page = TreatmentPageFactory(
        parent=guide.treatments,
        opening=[bodies.section("First", bodies.text("So."))],
        how_it_works=[bodies.text("It works.")],
        body=[bodies.section("Last", bodies.text("So."))],
    )
    contents = [words(link) for link in visit(page.url).select("nav[aria-labelledby=toc] ul a")]
    assert contents == [
        "When should I get help?",
        "First",
        "How does it work?",
        "What are the possible benefits?",
        "What are the possible risks and side effects?",
        "What if I choose not to have it?",
        "What other choices are there?",
        "What might daily life be like?",
        "Last",
    ]


# Ways on ------------------------------------------------------------------------------------------


def ways_on(page: BeautifulSoup) -> dict[str, str]:
    """Return where the links to the page before and after lead."""
    return {link["rel"][0]: link["href"] for link in page.select("a[rel=prev], a[rel=next]")}


@pytest.fixture
def five_steps(guide: Guide) -> Guide:
    for step in (5, 3, 1, 2, 4):
        StepPageFactory(parent=guide.steps, step=step, slug=f"step-{step}")
    return guide


@pytest.mark.parametrize(
    ("step", "ways"),
    {
        1: {"next": "/how-cancer-spreads/step-2/"},
        3: {"prev": "/how-cancer-spreads/step-2/", "next": "/how-cancer-spreads/step-4/"},
        5: {"prev": "/how-cancer-spreads/step-4/"},
    }.items(),
)
def test_a_step_leads_to_the_steps_beside_it(
    five_steps: Guide, step: int, ways: dict[str, str]
) -> None:
    assert ways_on(visit(f"/how-cancer-spreads/step-{step}/")) == ways


def test_a_step_shows_where_it_stands_on_the_journey(five_steps: Guide) -> None:
    page = visit("/how-cancer-spreads/step-3/")
    journey = page.select("nav ol a[href^='/how-cancer-spreads/step-']")
    assert [link["href"][-2] for link in journey] == ["1", "2", "3", "4", "5"]
    assert [link["href"][-2] for link in journey if link.get("aria-current") == "step"] == ["3"]
    assert "Step 3 of 5" in words(page.main)


def test_the_first_page_of_the_steps_leads_to_step_one(five_steps: Guide) -> None:
    assert ways_on(visit("/how-cancer-spreads/")) == {"next": "/how-cancer-spreads/step-1/"}


def test_a_missing_step_is_passed_over(guide: Guide) -> None:
    for step in (1, 4):
        StepPageFactory(parent=guide.steps, step=step, slug=f"step-{step}")
    page = visit("/how-cancer-spreads/step-1/")
    assert ways_on(page) == {"next": "/how-cancer-spreads/step-4/"}


def test_an_article_leads_to_its_neighbors_in_the_order_of_the_tree(guide: Guide) -> None:
    for slug in ("one", "two", "three"):
        guide.article(slug=slug)
    ways = {"prev": "/understanding/one/", "next": "/understanding/three/"}
    assert ways_on(visit("/understanding/two/")) == ways


def test_a_treatment_leads_to_its_neighbors(guide: Guide) -> None:
    for slug in ("one", "two"):
        TreatmentPageFactory(parent=guide.treatments, slug=slug)
    assert ways_on(visit("/treatments/one/")) == {"next": "/treatments/two/"}


def test_a_first_page_lists_the_pages_that_its_body_forgets(guide: Guide) -> None:
    one, other = guide.article(title="One"), guide.article(title="Other")
    publish(guide.articles, body=[bodies.text(f"See {bodies.link(one, 'this')}.")])
    listed = visit("/understanding/").select("main ul a")
    assert [words(link) for link in listed if words(link) in {"One", "Other"}] == ["Other"]
    assert one.url in addresses(visit("/understanding/"))
    assert other.url in addresses(visit("/understanding/"))


def test_a_first_page_that_lists_its_pages_by_itself_does_not_repeat_them(guide: Guide) -> None:
    page = TreatmentPageFactory(parent=guide.treatments)
    publish(guide.treatments, body=[bodies.treatments_by_reach("By reach")])
    assert addresses(visit("/treatments/").main).count(page.url) == 1


def test_related_pages_carry_their_present_titles(guide: Guide) -> None:
    other = guide.article(title="Old title")
    page = guide.article(bodies.related(other))
    publish(other, title="New title")
    related = visit(page.url).find(id="more").find_parent("section")
    assert [words(link) for link in related.select("a")] == ["New title"]


def test_ways_in_lead_into_the_guide(guide: Guide) -> None:
    other = guide.article()
    publish(guide.home, body=[bodies.link_cards("Where to begin?", other)])
    assert other.url in addresses(visit("/").main)


def test_treatments_are_listed_by_where_they_work(guide: Guide) -> None:
    for reach in (Reach.SUPPORT, Reach.WHOLE_BODY, Reach.ONE_PLACE):
        TreatmentPageFactory(parent=guide.treatments, reach=reach, title=f"Treatment: {reach}")
    page = shown(guide, bodies.treatments_by_reach("By reach"))
    text = words(page.find(id="by-reach").parent)
    places = [
        text.index(one) for reach in Reach for one in (str(reach.label), f"Treatment: {reach}")
    ]
    assert places == sorted(places)


def test_steps_are_listed_in_order(five_steps: Guide) -> None:
    page = shown(five_steps, bodies.steps_of_spread("Five steps"))
    links = [link for link in addresses(page.main) if "/step-" in link]
    assert links == [f"/how-cancer-spreads/step-{step}/" for step in Step]


# What a treatment says at a glance ----------------------------------------------------------------


def test_a_treatment_says_at_a_glance_what_it_is(guide: Guide) -> None:
    page = TreatmentPageFactory(parent=guide.treatments, reach=Reach.WHOLE_BODY)
    glance = words(visit(page.url).select_one("dl.facts"))
    for fact in ("Treats the whole body", "In an operation", "To ease symptoms"):
        assert fact in glance


def test_a_treatment_says_whom_to_ask_for_what_the_sources_do_not_say(guide: Guide) -> None:
    page = TreatmentPageFactory(parent=guide.treatments, how_given="", what_for="")
    assert words(visit(page.url).select_one("dl.facts")).count("Ask your care team.") == 2


# Settings -----------------------------------------------------------------------------------------


def test_the_emergency_number_comes_from_the_settings(guide: Guide) -> None:
    SiteSettings.objects.create(
        site=guide.site, emergency_number="112", emergency_text="Call if in doubt."
    )
    page = shown(guide, bodies.care("Call {{ emergency_number }} now."))
    assert "Call 112 now." in words(page.main)
    assert "call 112. Call if in doubt." in words(page.footer)


def test_the_name_and_the_disclaimer_come_from_the_settings(guide: Guide) -> None:
    SiteSettings.objects.create(site=guide.site, site_name="Our guide", disclaimer="Ask us.")
    page = visit("/")
    assert words(page.title).endswith("· Our guide")
    assert "Our guide" in words(page.header)
    assert "Ask us." in words(page.footer)


def test_the_contact_stands_where_a_text_asks_for_it(guide: Guide) -> None:
    SiteSettings.objects.create(site=guide.site, contact="the ward office")
    assert "Tell us: the ward office." in words(
        shown(guide, bodies.text("Tell us: {{ contact }}.")).main
    )


def test_a_paragraph_or_point_with_a_contact_waits_until_somebody_is_named(guide: Guide) -> None:
    body = [
        bodies.text("Before.", "<b>Tell</b> us: {{ contact }}.", "After."),
        bodies.do("Write to {{contact}}.", "Ask your team."),
    ]
    page = guide.article(*body)
    told = words(visit(page.url).main)
    assert "Tell us" not in told
    assert "Write to" not in told
    assert all(one in told for one in ("Before.", "After.", "Ask your team."))
    SiteSettings.objects.create(site=guide.site, contact="the ward office")
    told = words(visit(page.url).main)
    assert "Tell us: the ward office." in told
    assert "Write to the ward office." in told


def test_a_visit_saves_no_settings(guide: Guide) -> None:
    visit("/")
    assert not SiteSettings.objects.exists()


# Topics -------------------------------------------------------------------------------------------


def test_a_page_names_its_topics(guide: Guide) -> None:
    topics = [TopicFactory(name="Scans", slug="scans"), TopicFactory(name="Blood", slug="blood")]
    page = visit(guide.article(topics=topics).url)
    links = page.select(".read-on .topics-line a")
    assert [(words(link), link["href"]) for link in links] == [
        ("Blood", "/topics/blood/"),
        ("Scans", "/topics/scans/"),
    ]


def test_a_topic_gathers_pages_questions_and_words(guide: Guide) -> None:
    topic, other = TopicFactory(slug="scans"), TopicFactory(slug="blood")
    tagged = {"topics": [topic]}
    assert guide.topics.live
    found = [
        guide.article(**tagged).url,
        QuestionFactory(slug="one", **tagged).get_absolute_url(),
        TermFactory(slug="two", **tagged).get_absolute_url(),
    ]
    for factory in (QuestionFactory, TermFactory):
        factory(slug="elsewhere", topics=[other])
    links = addresses(visit("/topics/scans/").main)
    assert [link for link in links if link in found] == found
    assert not [link for link in links if "elsewhere" in link]
    assert "/topics/blood/" in links


# Questions and words ------------------------------------------------------------------------------


def test_questions_stand_in_their_groups_in_order(guide: Guide) -> None:
    late, early = CategoryFactory(name="Late", sort_order=2), CategoryFactory(sort_order=1)
    CategoryFactory(name="Empty", sort_order=3)
    QuestionFactory(question="Second?", category=early, sort_order=2)
    QuestionFactory(question="First?", category=early, sort_order=1)
    QuestionFactory(question="Third?", category=late, sort_order=1)
    page = visit(guide.faq.url)
    assert [words(one) for one in page.select("main summary")] == ["First?", "Second?", "Third?"]
    assert "Empty" not in words(page.main)
    data = linked_data(page)["FAQPage"]["mainEntity"]
    assert {one["name"] for one in data} == {"First?", "Second?", "Third?"}


def test_an_answer_stands_short_first_then_at_length(guide: Guide) -> None:
    item = QuestionFactory(category__name="Tests", slug="one")
    assert guide.faq.live
    page = visit("/faq/one/")
    assert words(page.h1) == item.question
    text = words(page.main)
    assert text.index("In short: one.") < text.index("At length: one.")
    assert "Tests" in words(page.select_one("nav.breadcrumbs"))
    answer = linked_data(page)["FAQPage"]["mainEntity"][0]["acceptedAnswer"]["text"]
    assert answer == "In short: one."


def test_an_answer_cites_and_explains_as_a_page_does(guide: Guide) -> None:
    SourceFactory(code="B1")
    term = TermFactory(slug="lesion")
    short = f"<p>A {bodies.word(term, 'lesion')}. [B1]</p>"
    QuestionFactory(slug="one", short_answer=short)
    assert guide.faq.live
    page = visit("/faq/one/")
    assert page.find(id="word-lesion")
    assert page.find(id="source-1")
    assert linked_data(page)["FAQPage"]["mainEntity"][0]["acceptedAnswer"]["text"] == "A lesion."


def test_words_stand_by_letter_and_only_letters_in_use_are_links(guide: Guide) -> None:
    for term in ("tumor", "Biopsy", "Biomarker"):
        TermFactory(term=term, slug=term.lower())
    page = visit(guide.glossary.url)
    assert [words(one) for one in page.select("main dt a")] == ["Biomarker", "Biopsy", "tumor"]
    assert [words(one) for one in page.select("main h2")] == ["B", "T"]
    letters = page.select("nav[aria-label=Letters] a")
    assert [link["href"] for link in letters] == ["#letter-B", "#letter-T"]


def test_a_word_says_what_it_means_and_leads_on(guide: Guide) -> None:
    other, source = TermFactory(term="Other"), SourceFactory(title="Where from")
    term = TermFactory(slug="lesion", also_known_as="spot\nmark")
    term.see_also.set([other])
    term.sources.set([source])
    publish(term)
    assert guide.glossary.live
    page = visit("/glossary/lesion/")
    for fact in (term.definition, "plain word", "WURD", "spot, mark", "Where from", "Other"):
        assert fact in words(page.main)
    data = linked_data(page)["DefinedTerm"]
    assert data["description"] == term.definition
    assert data["alternateName"] == ["spot", "mark"]


def test_an_answer_has_one_address_whatever_site_asks(guide: Guide) -> None:
    QuestionFactory(slug="one")
    assert guide.faq.live
    assert "/faq/one/" in addresses(visit("/faq/").main)


# The frame ----------------------------------------------------------------------------------------


def test_the_menu_shows_short_names_where_there_are_any(guide: Guide) -> None:
    ArticlePageFactory(
        parent=guide.home, title="A long name", menu_title="Short", slug="a", show_in_menus=True
    )
    ArticlePageFactory(parent=guide.home, title="Plain", slug="b", show_in_menus=True)
    ArticlePageFactory(parent=guide.home, title="Not in the menu", slug="c")
    menu = [words(link) for link in visit("/").select("header nav a")]
    assert menu == ["Short", "Plain"]


def test_pages_about_the_guide_stand_at_its_foot(guide: Guide) -> None:
    page = AboutPageFactory(parent=guide.about, title="Privacy", show_in_menus=True)
    assert page.url in addresses(visit("/").footer)


def test_a_short_text_takes_a_minute(guide: Guide) -> None:
    assert "1 minute read" in words(shown(guide, bodies.text("Short.")).main)


def test_a_long_text_takes_longer(guide: Guide) -> None:
    assert "3 minute read" in words(shown(guide, bodies.text("word " * 600)).main)


def test_a_medical_name_that_the_title_holds_is_not_shown_again(guide: Guide) -> None:
    twice = guide.article(title="What is metastasis?", medical_name="Metastasis", slug="twice")
    once = guide.article(title="Spread", medical_name="Metastasis", slug="once")
    assert "(metastasis)" not in words(visit(twice.url).title)
    assert "(metastasis)" in words(visit(once.url).title)
