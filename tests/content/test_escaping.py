"""Text is text: whatever an editor types into a plain field, no page runs it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from education.content.models import SiteSettings
from tests import bodies
from tests.factories import (
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
from tests.html import linked_data, strange_scripts

HOSTILE = "\"'><script>x()</script><img src=x onerror=x()></title>&lt;{{ site_name }}"
SHORT = "\"'><b onclick=x()>"
ADDRESSES = [
    "/",
    "/how-cancer-spreads/",
    "/how-cancer-spreads/step/",
    "/treatments/",
    "/treatments/treatment/",
    "/understanding/",
    "/understanding/article/",
    "/about/",
    "/about/promise/",
    "/faq/",
    "/faq/answer/",
    "/glossary/",
    "/glossary/word/",
    "/topics/",
    "/topics/topic/",
    "/search/?q=script",
    "/nothing/",
    f"/search/?q={HOSTILE}",
]


@pytest.fixture(scope="module")
def hostile_pages(module_db: None) -> dict[str, BeautifulSoup]:
    guide = Guide()
    _fill(guide)
    client = Client()
    return {
        address: BeautifulSoup(client.get(address).content, "html.parser") for address in ADDRESSES
    }


def _fill(guide: Guide) -> None:
    settings = {"emergency_text": HOSTILE, "disclaimer": HOSTILE, "contact": HOSTILE}
    SiteSettings.objects.create(
        site=guide.site, site_name=SHORT, emergency_number=SHORT, **settings
    )
    topic = TopicFactory(slug="topic", name=HOSTILE, lead=HOSTILE)
    source = SourceFactory(code="H1", title=HOSTILE, publisher=HOSTILE, author=HOSTILE)
    category = CategoryFactory(name=SHORT, lead=HOSTILE)
    names = {"plain_word": SHORT, "pronunciation": SHORT, "also_known_as": HOSTILE}
    other = TermFactory(slug="other", term=f"Other {SHORT}")
    term = TermFactory(slug="word", term=SHORT, definition=HOSTILE, topics=[topic], **names)
    term.see_also.set([other])
    term.sources.set([source])
    publish(term)
    question = QuestionFactory(
        slug="answer",
        question=HOSTILE,
        category=category,
        topics=[topic],
        search_terms=HOSTILE,
        short_answer=f"<p>A {bodies.word(term, 'word')}. [H1]</p>",
    )
    fields = {
        "title": HOSTILE,
        "medical_name": HOSTILE,
        "summary": HOSTILE,
        "search_description": HOSTILE,
        "search_terms": HOSTILE,
        "menu_title": SHORT,
        "show_in_menus": True,
        "topics": [topic],
    }
    article = ArticlePageFactory(parent=guide.articles, slug="related", **fields)
    body = [
        bodies.section(
            HOSTILE,
            bodies.text(f"A {bodies.word(term, 'word')}. [H1] {{{{ contact }}}}"),
            bodies.subsection(HOSTILE + " 2", bodies.text("x")),
            bodies.note(HOSTILE + " 3", "x"),
            bodies.warning(HOSTILE + " 4", "x"),
            bodies.gap("x", ask=HOSTILE),
            bodies.table(HOSTILE, [HOSTILE, HOSTILE], ["a", "b"]),
            bodies.figure(PictureFactory(title=HOSTILE), HOSTILE),
            bodies.reveal(HOSTILE, bodies.text("x")),
            bodies.definition(term),
        ),
        bodies.gap("x", heading=HOSTILE + " 5", ask=HOSTILE),
        bodies.questions(HOSTILE),
        bodies.faq(question, heading=HOSTILE + " 6"),
        bodies.related(article),
        bodies.block("link_cards", {"heading": HOSTILE + " 7", "links": [_link(article)]}),
        bodies.steps_of_spread(HOSTILE + " 8"),
        bodies.treatments_by_reach(HOSTILE + " 9"),
    ]
    full = {**fields, "body": body}
    StepPageFactory(parent=guide.steps, slug="step", **full)
    TreatmentPageFactory(
        parent=guide.treatments, slug="treatment", how_given=HOSTILE, what_for=HOSTILE, **full
    )
    ArticlePageFactory(parent=guide.articles, slug="article", seo_title=HOSTILE, **full)
    AboutPageFactory(parent=guide.about, slug="promise", **full)
    indexes = (guide.home, guide.steps, guide.treatments, guide.articles, guide.about)
    for page in (*indexes, guide.faq, guide.glossary, guide.topics):
        publish(page, **{**full, "topics": []})


def _link(page: object) -> bodies.Block:
    return bodies.block("item", {"title": HOSTILE, "page": page.pk, "text": HOSTILE})


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_script_comes_to_life_on(hostile_pages: dict[str, BeautifulSoup], address: str) -> None:
    page = hostile_pages[address]
    assert strange_scripts(page) == []
    own = '[src^="/booklet/code.svg?"]'
    assert page.select(f"img:not({own}), b[onclick], [onerror]") == []
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name[:2] == "on"]


@pytest.mark.parametrize("address", ADDRESSES[:-3])
def test_what_was_typed_can_be_read_on(
    hostile_pages: dict[str, BeautifulSoup], address: str
) -> None:
    assert SHORT in hostile_pages[address].get_text()


@pytest.mark.parametrize("address", ADDRESSES[:-3])
def test_linked_data_says_what_was_typed_on(
    hostile_pages: dict[str, BeautifulSoup], address: str
) -> None:
    data = linked_data(hostile_pages[address])
    assert data["BreadcrumbList"]["itemListElement"][0]["name"] == HOSTILE
