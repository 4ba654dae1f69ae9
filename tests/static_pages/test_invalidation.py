"""Whatever an editor does, no file in the store is wrong, not even before anything is written anew.

Each edit is tried on a guide that is completely stored, and so are walks of many edits.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Revision, Site, get_page_models

from education.api.public_urls import get_stored_urls
from education.content.enums import Step
from education.content.models import ContentPage, Picture, SiteSettings, Source, Topic
from education.content.signal_handlers import is_unseen
from education.faq.models import FAQItem
from education.feedback.enums import Answer
from education.feedback.models import Feedback
from education.glossary.models import GlossaryTerm
from education.review.models import SignOff
from education.search.indexing import rebuild
from education.search.models.query_counts import SearchCounts, SearchQueryCount
from portal.static_pages import builder
from portal.static_pages.invalidation import invalidate_yesterday
from portal.static_pages.storage import Folder
from tests import bodies
from tests.effort import sample
from tests.factories import (
    AboutPageFactory,
    ArticlePageFactory,
    Guide,
    QuestionFactory,
    SourceFactory,
    StepPageFactory,
    TermFactory,
    TopicFactory,
    TreatmentPageFactory,
    UserFactory,
    one_of_each,
    publish,
    sign_off,
    withdrawal,
)
from tests.static_pages.checking import drain, expect_complete, wrong_files

ARTICLE, ANSWER, WORD = "article", "answer", "a-word"


@pytest.fixture(scope="module")
def guide_of_module(module_db: None) -> Guide:
    """Every kind of page, question and word, with neighbors, topics, uses, menus, reviews."""
    guide = Guide()
    one_of_each(guide)
    topic, other = Topic.objects.get(slug="scans"), TopicFactory(slug="other", name="Other")
    for number in (2, 3, 4):
        ArticlePageFactory(parent=guide.articles, slug=f"article-{number}", topics=[topic])
    AboutPageFactory(parent=guide.about, slug="second-promise")
    StepPageFactory(parent=guide.steps, slug="second", step=Step.CIRCULATION)
    TreatmentPageFactory(parent=guide.treatments, slug="second", topics=[other])
    QuestionFactory(slug="second", topics=[topic, other])
    TermFactory(slug="second-word", topics=[other], see_also=[word()])
    SourceFactory(code="L9", live=False)
    for menu in (guide.articles, guide.faq):
        publish(menu, show_in_menus=True)
    publish(page("article-2"))
    sign_off(publish(page()), next_review_on=timezone.localdate() + dt.timedelta(days=3))
    sign_off(publish(question()))
    return guide


def page(slug: str = ARTICLE) -> Any:
    return ContentPage.objects.get(slug=slug).specific


def question(slug: str = ANSWER) -> FAQItem:
    return FAQItem.objects.get(slug=slug)


def word(slug: str = WORD) -> GlossaryTerm:
    return GlossaryTerm.objects.get(slug=slug)


def other_topic() -> Topic:
    return Topic.objects.get(slug="other")


def save(thing: Any, **changes: Any) -> None:
    """As a form does that publishes at once."""
    publish(thing, **changes)


def plan(thing: Any, **dates: Any) -> None:
    """A version that waits for its day, or a text that ends on one; then the day comes."""
    past = timezone.now() - dt.timedelta(minutes=1)
    if "go_live_at" in dates:
        thing.title = "Planned"
        revision = thing.save_revision()
        type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    else:
        thing.expire_at = past
        thing.save(update_fields=["expire_at"])
    call_command("publish_scheduled")


def tag(thing: Any, *topics: Topic) -> None:
    thing.topics.set(topics)
    publish(thing)


def write_about(thing: Any, *blocks: bodies.Block) -> None:
    save(thing, body=list(blocks))


def set_site(**changes: Any) -> None:
    site = Site.objects.get(is_default_site=True)
    settings, _created = SiteSettings.objects.get_or_create(site=site)
    for name, value in changes.items():
        setattr(settings, name, value)
    settings.save()


def withdraw(what: Any) -> None:
    what.unpublish()


def hide(what: Page) -> None:
    PageViewRestriction.objects.create(page=what, restriction_type=PageViewRestriction.LOGIN)


def move_beside(slug: str, target: str, where: str) -> None:
    page(slug).move(page(target), pos=where)


def withdraw_record(thing: Any) -> None:
    SignOff.withdraw(thing, withdrawal(thing, restored_on=None))
    thing.unpublish()


EDITS: dict[str, Callable[[], Any]] = {
    "a page gets another text": lambda: write_about(page(), bodies.text("Quite another text.")),
    "a page gets another title": lambda: save(page(), title="Another title"),
    "a page gets another summary": lambda: save(page(), summary="Another summary."),
    "a page gets another address": lambda: save(page(), slug="elsewhere"),
    "a page in the menu is renamed": lambda: save(page("understanding"), menu_title="Read"),
    "a list's page is renamed": lambda: save(page("understanding"), title="Read about it"),
    "a page leaves the menu": lambda: save(page("understanding"), show_in_menus=False),
    "a page comes into the menu": lambda: save(page("treatments"), show_in_menus=True),
    "a page is withdrawn": lambda: page().unpublish(),
    "a page is withdrawn with its record": lambda: withdraw_record(page()),
    "a list's page is withdrawn": lambda: page("understanding").unpublish(),
    "the list of questions is withdrawn": lambda: page("faq").unpublish(),
    "a page between two others is withdrawn": lambda: page("article-3").unpublish(),
    "a page comes back": lambda: (page().unpublish(), drain(), publish(page())),
    "a page is deleted": lambda: page("article-2").delete(),
    "a list with its pages is deleted": lambda: page("treatments").delete(),
    "a new page goes live": lambda: ArticlePageFactory(parent=page("understanding"), slug="new"),
    "a new step goes live": lambda: StepPageFactory(
        parent=page("how-cancer-spreads"), slug="new", step=Step.EXTRAVASATION
    ),
    "a new treatment goes live": lambda: TreatmentPageFactory(
        parent=page("treatments"), slug="new"
    ),
    "a draft begins": lambda: ArticlePageFactory(
        parent=page("understanding"), slug="new", live=False
    ),
    "a draft with a topic begins": lambda: ArticlePageFactory(
        parent=page("understanding"), slug="planned", live=False, topics=[other_topic()]
    ),
    "a draft is saved": lambda: page().save_revision(),
    "a draft of a question is saved": lambda: question().save_revision(),
    "pages change places": lambda: move_beside("article-4", "article-2", "left"),
    "a page moves to the end": lambda: move_beside("article", "article-4", "right"),
    "a page moves below another one": lambda: page("article-2").move(page("about"), "last-child"),
    "a list moves": lambda: page("about").move(page("how-cancer-spreads"), pos="left"),
    "a page is copied": lambda: page().copy(update_attrs={"slug": "copy", "title": "A copy"}),
    "a page gets a topic": lambda: tag(page("article-2"), other_topic()),
    "a page loses its topics": lambda: tag(page("article-2")),
    "a planned version goes live": lambda: plan(page(), go_live_at=True),
    "a page expires": lambda: plan(page("article-2"), expire_at=True),
    "a question expires": lambda: plan(question(), expire_at=True),
    "a page is hidden from readers": lambda: hide(page("understanding")),
    "a hidden page is opened": lambda: (
        hide(page()),
        drain(),
        PageViewRestriction.objects.get().delete(),
    ),
    "a question is worded anew": lambda: save(question(), question="Why me?"),
    "a question is answered anew": lambda: save(question(), short_answer="<p>Yes.</p>"),
    "a question gets another address": lambda: save(question(), slug="elsewhere"),
    "a question is withdrawn": lambda: question().unpublish(),
    "a question is deleted": lambda: question("second").delete(),
    "a question is asked": lambda: QuestionFactory(slug="new", topics=[other_topic()]),
    "a question gets another topic": lambda: tag(question(), other_topic()),
    "a question moves among the others": lambda: FAQItem.objects.move(question(), "0"),
    "a group of questions is renamed": lambda: save(question().category, name="Another name"),
    "a group of questions is withdrawn": lambda: withdraw(question().category),
    "a word gets another meaning": lambda: save(word(), definition="Something else."),
    "a word gets another address": lambda: save(word(), slug="elsewhere"),
    "a word is withdrawn": lambda: word().unpublish(),
    "a word comes back": lambda: (word().unpublish(), drain(), publish(word())),
    "a word is deleted": lambda: word("second-word").delete(),
    "a word is explained": lambda: TermFactory(slug="new"),
    "a page explains another word": lambda: write_about(
        page("article-2"), bodies.text("A [[second-word|word]] of its own.")
    ),
    "a page explains a word no more": lambda: write_about(page(), bodies.text("No word.")),
    "a source is described anew": lambda: save(
        Source.objects.get(code="A1"), title="Another title"
    ),
    "a source is withdrawn": lambda: Source.objects.get(code="A1").unpublish(),
    "a source that was cited before comes": lambda: (
        write_about(page("article-2"), bodies.text("So it is said. [L9]")),
        drain(),
        publish(Source.objects.get(code="L9")),
    ),
    "a picture is drawn anew": lambda: save(
        Picture.objects.first(),
        svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><circle r="1"/></svg>',
    ),
    "a topic is renamed": lambda: save(other_topic(), name="Renamed"),
    "a topic gets another address": lambda: save(other_topic(), slug="elsewhere"),
    "a topic is withdrawn": lambda: other_topic().unpublish(),
    "a topic is deleted": lambda: other_topic().delete(),
    "a topic is merged into another": lambda: other_topic().merge_into(
        Topic.objects.get(slug="scans")
    ),
    "a page is signed off": lambda: sign_off(page("article-2")),
    "a question is signed off again": lambda: sign_off(question(), signed_on=dt.date(2026, 11, 20)),
    "a sign-off is mended": lambda: SignOff.objects.first().save(),
    "the site gets another name": lambda: set_site(site_name="Another guide"),
    "the emergency number changes": lambda: set_site(emergency_number="112"),
    "the site itself changes": lambda: Site.objects.get(is_default_site=True).save(),
    "the index is written anew": rebuild,
    "the language is saved": lambda: Locale.get_default().save(),
    "a person is entered": UserFactory,
    "a person signs in": lambda: Client().force_login(UserFactory()),
    "a reader says that a page helped": lambda: Feedback.add(page(), Answer.YES),
    "a reader searches": lambda: SearchQueryCount.add({"scan": SearchCounts(1, 0)}),
    "a reader is led on": lambda: Redirect.add_redirect("/old/", page(), is_permanent=True),
}
CHANGES_NOTHING = [
    "a draft begins",
    "a draft with a topic begins",
    "a draft is saved",
    "a draft of a question is saved",
    "a person is entered",
    "a person signs in",
    "a reader says that a page helped",
    "a reader searches",
    "a reader is led on",
]


def test_the_guide_holds_every_type_of_page(filled: Folder, guide_of_module: Guide) -> None:
    there = {type(one.specific) for one in ContentPage.objects.live()}
    assert there == {one for one in get_page_models() if one.is_creatable and one is not Page}


def test_everything_public_is_stored(filled: Folder) -> None:
    expect_complete(filled)
    assert wrong_files(filled) == []


@pytest.mark.once  # which models empty the store does not depend on the database
@pytest.mark.parametrize("name", sample([one for one in EDITS if one not in CHANGES_NOTHING], 12))
def test_every_file_is_gone_after(filled: Folder, name: str) -> None:
    EDITS[name]()
    assert {*filled.urls()} == set()


@pytest.mark.slow
def test_what_readers_cannot_see_leaves_every_file_as_it_is(filled: Folder) -> None:
    before = {*filled.urls()}
    for name in CHANGES_NOTHING:
        EDITS[name]()
        assert {*filled.urls()} == before, name
    assert wrong_files(filled) == []


@pytest.mark.slow
@pytest.mark.once
def test_no_file_is_wrong_after_many_edits(filled: Folder) -> None:
    chosen = random.Random(1)  # noqa: S311 - a walk that can be walked again
    done = []
    for name in chosen.sample(sorted(EDITS), k=8):
        try:
            with transaction.atomic():
                EDITS[name]()
        except (ObjectDoesNotExist, ValidationError, AttributeError):
            continue  # an edit before it took away what this one is about
        done.append(name)
        assert wrong_files(filled) == [], done
        if chosen.random() < 0.5:
            drain()
            expect_complete(filled)
    assert len(done) > 3


@pytest.mark.slow
@pytest.mark.once
def test_a_review_that_falls_due_is_shown_on_the_day(filled: Folder, time_machine: Any) -> None:
    set_site(review_grace_days=0)
    drain()
    assert wrong_files(filled) == []
    time_machine.move_to(timezone.now() + dt.timedelta(days=5))
    wrong = wrong_files(filled)
    assert [one for one in wrong if one.endswith("/")] == ["/understanding/article/"]
    assert {"/understanding/article/index.json", "/api/texts.json"} <= {*wrong}
    invalidate_yesterday()
    assert {*filled.urls()} == set()
    drain()
    assert wrong_files(filled) == []
    invalidate_yesterday()
    expect_complete(filled)


@pytest.mark.parametrize(
    ("edit", "urls"),
    [
        ("a page gets another text", {"/understanding/article/"}),
        ("a page gets another address", {"/understanding/article/", "/understanding/elsewhere/"}),
        ("a new page goes live", {"/understanding/new/"}),
        ("a page moves below another one", {"/understanding/article-2/", "/about/article-2/"}),
        ("a question gets another address", {"/faq/answer/", "/faq/elsewhere/"}),
        ("a page is signed off", {"/understanding/article-2/"}),
    ],
)
def test_what_has_changed_is_built_first(filled: Folder, edit: str, urls: set[str]) -> None:
    EDITS[edit]()
    builder.build_waiting(len(urls))
    assert {*filled.urls()} == urls & {*get_stored_urls()}


def test_a_model_that_nobody_knows_empties_the_store() -> None:
    assert not is_unseen(Site)
    assert is_unseen(Revision)
