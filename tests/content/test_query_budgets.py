"""Test how often an address asks the database: the same for one thing and for 100."""

from __future__ import annotations

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.signal_handlers import disable_reference_index_auto_update

from education.content.enums import Reach
from education.content.models import Picture, SiteSettings, Source, Topic
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.search import indexing
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
    every_block,
    publish,
    sign_off,
)
from tests.sql import queries_of

MOST = 20
# Every kind of block and chooser in one text, which no text of the guide has.
MOST_WITH_EVERY_BLOCK = {"/understanding/full/": 28, "/faq/answer/": 26}
FOUND, NOT_FOUND = 200, 404
ADDRESSES = {
    "/": FOUND,
    "/how-cancer-spreads/": FOUND,
    "/how-cancer-spreads/step/": FOUND,
    "/treatments/": FOUND,
    "/treatments/treatment/": FOUND,
    "/understanding/": FOUND,
    "/understanding/article/": FOUND,
    "/understanding/full/": FOUND,
    "/about/": FOUND,
    "/about/promise/": FOUND,
    "/faq/": FOUND,
    "/faq/answer/": FOUND,
    "/glossary/": FOUND,
    "/glossary/word/": FOUND,
    "/topics/": FOUND,
    "/topics/topic/": FOUND,
    "/no-page/": NOT_FOUND,
    "/understanding/article/leftover/": NOT_FOUND,
    "/faq/no-answer/": NOT_FOUND,
    "/glossary/no-word/": NOT_FOUND,
    "/topics/no-topic/": NOT_FOUND,
}

Queries = dict[str, list[str]]


@pytest.fixture(scope="module")
def asked(module_db: None) -> tuple[Queries, Queries]:
    """The queries of every address: of a guide with one of everything, and with 100."""
    guide = _one_of_everything()
    small = _ask()
    with disable_reference_index_auto_update(), indexing.suspend_indexing():
        _many_of_everything(guide)
    return small, _ask(warm=True)


def _ask(*, warm: bool = False) -> Queries:
    return {
        address: queries_of(address, status, warm=warm) for address, status in ADDRESSES.items()
    }


def _one_of_everything() -> Guide:
    guide = Guide()
    topic = TopicFactory(slug="topic")
    tagged = {"topics": [topic]}
    StepPageFactory(parent=guide.steps, slug="step", **tagged)
    TreatmentPageFactory(parent=guide.treatments, slug="treatment", **tagged)
    ArticlePageFactory(parent=guide.articles, slug="article", **tagged)
    AboutPageFactory(parent=guide.about, slug="promise", show_in_menus=True)
    SiteSettings.objects.create(site=guide.site, help_page=guide.articles)
    publish(QuestionFactory(slug="answer", **tagged))
    publish(TermFactory(slug="word", **tagged))
    full = publish(guide.article(*every_block(guide), slug="full", **tagged))
    sign_off(full)
    _mention_all(guide, [guide.article(slug="other")])
    assert guide.faq.live
    assert guide.glossary.live
    assert guide.topics.live
    return guide


def _many_of_everything(guide: Guide) -> None:
    """Snippets all at once, pages one by one: only the tree knows how to place those."""
    topic = Topic.objects.get(slug="topic")
    Topic.objects.bulk_create(TopicFactory.build_batch(100, locale=topic.locale))
    Source.objects.bulk_create(SourceFactory.build_batch(100, locale=topic.locale))
    GlossaryTerm.objects.bulk_create(TermFactory.build_batch(100, locale=topic.locale))
    Picture.objects.bulk_create(PictureFactory.build_batch(100, locale=topic.locale))
    for category in CategoryFactory.create_batch(5):
        items = QuestionFactory.build_batch(20, locale=topic.locale, category=category)
        FAQItem.objects.bulk_create(items)
    for model in (FAQItem, GlossaryTerm):
        link = model.topics.through
        link.objects.bulk_create(
            link(tag=topic, content_object=one) for one in model.objects.exclude(topics=topic)
        )
    articles = ArticlePageFactory.create_batch(100, parent=guide.articles)
    link = type(articles[0]).topics.through
    link.objects.bulk_create(link(tag=topic, content_object=one) for one in articles)
    TreatmentPageFactory.create_batch(20, parent=guide.treatments, reach=Reach.SUPPORT)
    AboutPageFactory.create_batch(20, parent=guide.about, show_in_menus=True)
    for step in (2, 3, 4):
        StepPageFactory(parent=guide.steps, step=step)
    _mention_all(guide, articles)


def _mention_all(guide: Guide, articles: list) -> None:
    terms, pictures = list(GlossaryTerm.objects.all()), Picture.objects.all()
    body = [
        bodies.section(
            "Everything",
            bodies.text(*(f"See {bodies.link(page, 'this')}." for page in articles)),
            bodies.text(*(f"A {bodies.word(term, 'word')}." for term in terms)),
            bodies.text(*(f"It is so. [{source.code}]" for source in Source.objects.all())),
            *(bodies.figure(picture) for picture in pictures),
            *(bodies.definition(term) for term in terms),
            bodies.faq(*FAQItem.objects.all()),
        ),
        bodies.related(*articles),
        bodies.link_cards("Cards", *articles),
        bodies.steps_of_spread(),
        bodies.treatments_by_reach(),
    ]
    full = guide.articles.get_children().get(slug="full").specific
    item, word = FAQItem.objects.get(slug="answer"), GlossaryTerm.objects.get(slug="word")
    word.see_also.set(terms)
    word.sources.set(Source.objects.all())
    for thing in (full, guide.home, item):
        publish(thing, body=body)
    publish(word)


@pytest.mark.slow
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_asks_no_more_of_a_big_guide(
    asked: tuple[Queries, Queries], address: str
) -> None:
    small, big = asked[0][address], asked[1][address]
    assert len(big) == len(small) <= MOST_WITH_EVERY_BLOCK.get(address, MOST), "\n".join(big)


def test_a_moved_page_asks_no_more_than_a_page(guide: Guide) -> None:
    Redirect.add_redirect("/old/", "/understanding/")
    assert len(queries_of("/old/", 301)) <= MOST


def test_a_health_check_of_the_process_asks_nothing(db: None) -> None:
    assert queries_of("/health/live/") == []


def test_the_robots_file_asks_nothing(db: None) -> None:
    assert queries_of("/robots.txt") == []
