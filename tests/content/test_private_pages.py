"""Drafts, what was unpublished, and what is private stand nowhere that a stranger can reach."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from education.content.models import ArticlePage
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
    keep_private,
    publish,
)
from tests.html import linked_data, words

SECRETS = ["draft", "unpublished", "login", "password", "groups", "below-private"]
ADDRESSES = {
    "home": "/",
    "the list of articles": "/understanding/",
    "an article": "/understanding/open/",
    "the list of steps": "/how-cancer-spreads/",
    "a step": "/how-cancer-spreads/open-step/",
    "the list of treatments": "/treatments/",
    "a treatment": "/treatments/open-treatment/",
    "the list of questions": "/faq/",
    "an answer": "/faq/open-question/",
    "the list of words": "/glossary/",
    "a word": "/glossary/open-word/",
    "the list of topics": "/topics/",
    "a topic": "/topics/open-topic/",
    "about": "/about/",
    "a search": "/search/?q=giraffe",
    "a search for a secret": "/search/?q=zebra-crossing",
    "the sitemap": "/sitemap.xml",
    "an address where nothing is": "/nothing/",
}


@pytest.fixture(scope="module")
def site(module_db: None) -> dict[str, str]:
    """Return what stands at each address, with things open (giraffe) and secret (zebra)."""
    guide = Guide()
    _Menagerie(guide)
    client = Client()
    return {name: client.get(url).content.decode() for name, url in ADDRESSES.items()}


class _Menagerie:
    """Of everything one that is open and several that are secret, each mentioned by an article."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.topic = TopicFactory(name="Giraffe topic", slug="open-topic")
        self.topics = [self.topic, TopicFactory(name="Zebra", slug="zebra-topic", live=False)]
        self.articles = [
            self._page(ArticlePageFactory, guide.articles, name) for name in ["open", *SECRETS]
        ]
        self._add_other_pages()
        self._add_words()
        self._add_questions()
        self._mention_all()
        self._draft_changes()

    def _page(self, factory: type, parent: Any, name: str, **fields: Any) -> Any:
        animal = "Giraffe" if name.startswith("open") else "Zebra"
        if name == "below-private":
            parent = keep_private(factory(parent=parent, slug="above", title="Zebra"))
        page = factory(
            parent=parent,
            title=f"{animal} {name}",
            slug=name,
            live=name != "draft",
            topics=self.topics,
            **fields,
        )
        if name == "unpublished":
            page.unpublish()
        if name in {"login", "password", "groups"}:
            keep_private(page, name)
        return page

    def _add_other_pages(self) -> None:
        guide = self.guide
        for step, name in enumerate(["open-step", "draft", "login"], start=1):
            self._page(StepPageFactory, guide.steps, name, step=step)
        for name in ["open-treatment", "draft", "login"]:
            self._page(TreatmentPageFactory, guide.treatments, name)
        for name in ["open-about", "draft", "login"]:
            self._page(AboutPageFactory, guide.about, name, show_in_menus=True)
        for name in ["open-index", "draft", "login"]:
            self._page(ArticlePageFactory, guide.home, name, show_in_menus=True)
        for index in (guide.faq, guide.glossary, guide.topics):
            assert index.live

    def _add_words(self) -> None:
        self.word = TermFactory(term="Giraffe", slug="open-word", topics=self.topics)
        self.secret_word = TermFactory(term="Zebra", slug="zebra", live=False, topics=self.topics)
        self.source = SourceFactory(code="G1", title="Giraffe source")
        self.word.sources.set([self.source, SourceFactory(code="Z1", title="Zebra", live=False)])
        self.word.see_also.set([self.secret_word])
        self.word.save()

    def _add_questions(self) -> None:
        tagged = {"topics": self.topics}
        self.question = QuestionFactory(question="Giraffe?", slug="open-question", **tagged)
        self.secret_question = QuestionFactory(
            question="Zebra?", slug="zebra", live=False, **tagged
        )
        group = CategoryFactory(name="Zebra group", slug="zebra-group", live=False)
        QuestionFactory(question="Zebra among secrets?", slug="in-secret-group", category=group)

    def _mention_all(self) -> None:
        secret_picture = PictureFactory(svg=DRAWING.replace("dot", "zebra"), live=False)
        links = [f"See {bodies.link(page, 'these words')}." for page in self.articles]
        body = [
            bodies.section(
                "Links",
                bodies.text(*links),
                bodies.text(f"A {bodies.word(self.secret_word, 'striped thing')}. [Z1]"),
                bodies.text(f"A {bodies.word(self.word, 'spotted thing')}. [G1]"),
                bodies.definition(self.secret_word),
                bodies.figure(PictureFactory()),
                bodies.figure(secret_picture),
                bodies.faq(self.question, self.secret_question),
            ),
            bodies.related(*self.articles),
            bodies.link_cards("Cards", *self.articles),
            bodies.steps_of_spread(),
            bodies.treatments_by_reach(),
        ]
        for page in (self.articles[0], self.guide.home):
            publish(type(page).objects.get(pk=page.pk), body=body)

    def _draft_changes(self) -> None:
        """Each open thing has a newer version that nobody has published."""
        article = ArticlePage.objects.get(slug="open")
        for thing, field in (
            (article, "title"),
            (self.guide.steps, "summary"),
            (self.word, "definition"),
            (self.question, "question"),
            (self.source, "title"),
            (self.topic, "lead"),
        ):
            setattr(thing, field, "Zebra that was not published yet")
            thing.save_revision()


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_secret_stands_on(site: dict[str, str], name: str) -> None:
    # The search page repeats what was asked for.
    assert "zebra" not in site[name].lower().replace("zebra-crossing", "")


@pytest.mark.parametrize("name", [one for one in ADDRESSES if "secret" not in one])
def test_what_is_open_stands_on(site: dict[str, str], name: str) -> None:
    assert "giraffe" in site[name].lower() or "/open/" in site[name]


@pytest.mark.parametrize("secret", SECRETS)
def test_no_link_leads_to_a_page_that_is(site: dict[str, str], secret: str) -> None:
    assert not any(f"/{secret}/" in html for html in site.values())


def test_a_link_to_a_page_that_was_withdrawn_becomes_plain_words(site: dict[str, str]) -> None:
    page = BeautifulSoup(site["an article"], "html.parser")
    links = [link for link in page.select("main a") if words(link) == "these words"]
    assert words(page.main).count("See these words.") == 7
    assert [link["href"] for link in links] == ["/understanding/open/"]


def test_an_unpublished_word_is_plain_words(site: dict[str, str]) -> None:
    page = BeautifulSoup(site["an article"], "html.parser")
    assert "A striped thing." in words(page.main)
    assert [words(link) for link in page.select("a.term")] == ["spotted thing"]


def test_a_citation_of_an_unpublished_source_is_left_out(site: dict[str, str]) -> None:
    page = BeautifulSoup(site["an article"], "html.parser")
    assert len(page.select("a.cite")) == len(page.select(".sources li")) == 1
    assert "Z1" not in page.text


def test_an_unpublished_picture_takes_its_figure_along(site: dict[str, str]) -> None:
    page = BeautifulSoup(site["an article"], "html.parser")
    assert len(page.select("figure")) == 1


def test_linked_data_names_no_unpublished_question(site: dict[str, str]) -> None:
    data = linked_data(BeautifulSoup(site["the list of questions"], "html.parser"))
    assert [one["name"] for one in data["FAQPage"]["mainEntity"]] == ["Giraffe?"]


@pytest.mark.parametrize(
    "address",
    [
        "/understanding/draft/",
        "/understanding/unpublished/",
        "/faq/zebra/",
        "/faq/in-secret-group/",
        "/glossary/zebra/",
        "/topics/zebra-topic/",
    ],
)
def test_its_address_is_not_found(site: dict[str, str], db: None, address: str) -> None:
    assert Client().get(address).status_code == 404
