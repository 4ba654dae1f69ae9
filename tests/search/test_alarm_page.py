"""Test what a reader meets whose search tells of danger."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from education.content.models import SiteSettings
from education.search import analytics
from education.search.models import AlarmGroup
from tests.factories import AlarmFactory, Guide, QuestionFactory, keep_private, publish
from tests.html import visit, words

STREAM = '[{{"type": "page", "value": {page}}}, {{"type": "question", "value": {question}}}]'


def search(text: str, **more: object) -> BeautifulSoup:
    return visit("/search/?" + urlencode({"q": text, **more}))


@pytest.fixture
def numbers(guide: Guide) -> SiteSettings:
    return SiteSettings.objects.create(
        site=guide.site, emergency_number="911", crisis_number="988 (call or text)"
    )


def test_the_help_is_the_first_thing_in_the_page(guide: Guide, numbers: SiteSettings) -> None:
    AlarmFactory()
    guide.article(title="Fever", summary="A fever is a high temperature.")
    page = search("fever")
    first = page.main.find(True)
    assert first.name == "section"
    assert page.find(id=first["aria-labelledby"]) == page.h1
    assert words(page.h1) == "This can be an emergency"
    assert "Call 911 now." in words(first)
    assert [words(link) for link in page.select(".results h2 a")] == ["Fever"]
    assert not page.select("mark")
    assert str(page.main).index("</section>") < str(page.main).index('role="search"')


def test_its_numbers_dial(guide: Guide, numbers: SiteSettings) -> None:
    AlarmFactory(message="Call {{ emergency_number }} or {{ crisis_number }}.", first_call="crisis")
    links = [(link["href"], words(link)) for link in search("fever").select(".help ul a")]
    assert links == [
        ("tel:988", "Call 988 (call or text) Crisis line, at any hour"),
        ("tel:911", "Call 911 If a life may be in danger"),
    ]
    assert search("fever").select_one('.help p a[href="tel:911"]')


def test_the_care_team_has_a_button_where_its_number_is_set(
    guide: Guide, numbers: SiteSettings
) -> None:
    SiteSettings.objects.update(care_team_number="555 0100")
    AlarmFactory(first_call="care-team")
    first = search("fever").select(".help ul a")[0]
    assert (first["href"], words(first)) == (
        "tel:5550100",
        "Call 555 0100 Your care team, day or night",
    )


def test_a_setting_without_a_number_is_words_and_no_button(guide: Guide) -> None:
    AlarmFactory()
    section = search("fever").select_one(".help")
    assert "Call your local emergency number now." in words(section)
    assert not section.select("a")


def test_an_emergency_is_red_and_a_crisis_calm(guide: Guide) -> None:
    AlarmFactory()
    AlarmFactory(words="hopeless", first_call="crisis")
    assert search("fever").select(".help.help-now")
    assert search("hopeless").select(".help")
    assert not search("hopeless").select(".help-now")


def test_the_title_is_not_alarming(guide: Guide) -> None:
    AlarmFactory()
    assert words(search("fever").title).startswith("Search ·")


def test_a_spanish_word_shows_the_spanish_message_before_the_other(
    guide: Guide, numbers: SiteSettings
) -> None:
    AlarmFactory(spanish="fiebre", message_es="Llame ahora al {{ emergency_number }}.")
    paragraphs = search("tengo fiebre").select(".help p")
    assert [(one.get("lang"), words(one)) for one in paragraphs] == [
        ("es", "Llame ahora al 911."),
        (None, "Call 911 now."),
    ]
    assert not search("fever").select('main [lang="es"]')


def test_the_spanish_heading_comes_first_and_the_buttons_are_spanish(
    guide: Guide, numbers: SiteSettings
) -> None:
    AlarmFactory(
        spanish="fiebre",
        heading_es="Esto puede ser una emergencia",
        message="Call {{ crisis_number }} or {{ emergency_number }}.",
        message_es="Llame ahora al {{ emergency_number }}.",
        first_call="crisis",
    )
    section = search("tengo fiebre").select_one(".help")
    said = [(one.name, one.get("lang"), words(one)) for one in section.select("h1, h2, p, li")]
    assert said == [
        ("h1", "es", "Esto puede ser una emergencia"),
        ("p", "es", "Llame ahora al 911."),
        ("li", "es", "Llame al 988 Crisis, a cualquier hora"),
        ("li", "es", "Llame al 911 Si una vida puede estar en peligro"),
        ("h2", None, "This can be an emergency"),
        ("p", None, "Call 988 (call or text) or 911."),
    ]
    assert not search("fever").select('.help [lang="es"], .help h2')


def test_every_shipped_group_has_a_heading_and_a_message_in_spanish(shipped_guide: None) -> None:
    for group in AlarmGroup.objects.all():
        assert group.heading_es, group.slug
        assert group.message_es, group.slug
        assert "Spanish" in group.reviewer_note, group.slug


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("me quiero morir", "No tiene que enfrentar esto sin ayuda"),
        ("tengo fiebre", "Llame ahora a su equipo médico, de día o de noche"),
    ],
)
def test_the_shipped_words_show_their_help_in_spanish(
    shipped_guide: None, text: str, heading: str
) -> None:
    assert words(search(text).h1) == heading


def test_a_spanish_message_has_no_english_words_where_no_number_is_set(guide: Guide) -> None:
    AlarmFactory(spanish="fiebre", message_es="Llame ahora al {{ emergency_number }}.")
    told = words(search("fiebre").select_one('.help [lang="es"]'))
    assert told == "Llame ahora al número de emergencias de su zona."


def test_its_links_lead_to_what_readers_can_see(guide: Guide) -> None:
    page, question = guide.article(title="When to call"), QuestionFactory(question="Who helps?")
    AlarmFactory(links=STREAM.format(page=page.pk, question=question.pk))
    links = {words(link): link["href"] for link in search("fever").select(".link-list a")}
    assert links == {"When to call": page.url, "Who helps?": question.get_absolute_url()}
    keep_private(page)
    assert [words(link) for link in search("fever").select(".link-list a")] == ["Who helps?"]


def test_a_group_without_results_shows_only_its_help_and_a_way_to_the_results(guide: Guide) -> None:
    AlarmFactory(words="suicide", results="none")
    guide.article(title="Suicide of cells", summary="Cells can die.")
    page = search("suicide")
    assert not page.select(".results, mark, .did-you-mean, main form, [role=status]")
    (link,) = [one for one in page.select("main a") if "guide has on these words" in words(one)]
    anyway = visit(f"/search/{link['href']}")
    assert words(anyway.main.find(True)).startswith("This can be an emergency")
    assert [words(one) for one in anyway.select(".results h2 a")] == ["Suicide of cells"]
    assert not anyway.select("mark, .did-you-mean")


def test_a_misspelled_sign_gets_no_spelling_help(guide: Guide) -> None:
    AlarmFactory(words="seizure")
    guide.article(title="Surgery", summary="An operation. Seizures are rare.")
    page = search("siezure")
    assert words(page.h1) == "This can be an emergency"
    assert not page.select(".did-you-mean, mark")
    assert "We found nothing" not in words(page.main)


def test_what_was_cut_from_a_long_search_is_still_looked_at(guide: Guide) -> None:
    AlarmFactory(words="suicide", results="none")
    page = search("and then it was night and " * 30 + "suicide")
    assert words(page.h1) == "This can be an emergency"
    (link,) = [one for one in page.select("main a") if "guide has on these words" in words(one)]
    assert words(visit(f"/search/{link['href']}").h1) == "This can be an emergency"


def test_a_draft_and_a_withdrawn_group_show_nothing(guide: Guide) -> None:
    group = AlarmFactory(live=False)
    assert words(search("fever").h1) == "Search"
    publish(group)
    assert words(search("fever").h1) == "This can be an emergency"
    AlarmGroup.objects.get().unpublish()
    assert words(search("fever").h1) == "Search"


def test_a_change_of_the_words_counts_at_once(guide: Guide) -> None:
    group = AlarmFactory()
    assert words(search("chills").h1) == "Search"
    group.words = "fever\nchills"
    group.save_revision().publish()
    assert words(search("chills").h1) == "This can be an emergency"


def test_thoughts_of_suicide_are_not_counted(guide: Guide) -> None:
    AlarmFactory(words="suicide", results="none")
    AlarmFactory(words="fever")
    for address in ("?q=suicide", "?q=suicide&anyway=1", "?q=fever"):
        Client().get(f"/search/{address}", headers={"User-Agent": "Mozilla/5.0"})
    assert [*analytics.buffer.take()] == ["fever"]


def test_hostile_words_of_an_editor_do_no_harm(guide: Guide) -> None:
    hostile = "<script>alert(1)</script>"
    AlarmFactory(
        heading=hostile, heading_es=hostile, message=hostile, message_es=hostile, spanish="fiebre"
    )
    page = search("fiebre")
    assert hostile not in str(page.main)
    assert words(page.h1) == hostile


def test_the_shipped_words_show_their_help(shipped_guide: None) -> None:
    page = search("I want to kill myself")
    assert words(page.h1) == "You do not have to be alone with this"
    assert not page.select("mark, .results")
    assert [link["href"] for link in page.select("main .link-list a")] == [
        "/understanding/when-to-call/#i-cannot-cope-or-i-am-thinking-of-ending-my-life",
        "/faq/living-with-worry/",
        "/treatments/supportive-care/",
    ]
    assert words(search("fever").h1) == "Call your care team now, day or night"
    assert words(search("hay fever").h1) == "Search"


@pytest.mark.parametrize(
    "text", ["I want to kill myself", "I can't breathe", "fever", "I cannot cope"]
)
def test_the_first_link_leads_to_a_part_that_the_page_has(shipped_guide: None, text: str) -> None:
    links = [str(link["href"]) for link in search(text).select("[aria-labelledby=help-links] a")]
    url, part = next(link for link in links if "when-to-call" in link).split("#")
    assert visit(url).select_one(f"#{part}")
