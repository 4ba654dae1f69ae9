"""Content for tests: pages under their parents and snippets, published unless said otherwise."""

from __future__ import annotations

import datetime as dt
import json
from functools import cached_property
from typing import Any

import factory
import wagtail_factories
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page, PageViewRestriction, Site

from education.content.enums import Reach, Step
from education.content.models import (
    AboutIndexPage,
    AboutPage,
    ArticleIndexPage,
    ArticlePage,
    HomePage,
    Picture,
    Source,
    StepIndexPage,
    StepPage,
    Topic,
    TopicIndexPage,
    TreatmentIndexPage,
    TreatmentPage,
)
from education.faq.models import FAQCategory, FAQIndexPage, FAQItem
from education.glossary.models import GlossaryIndexPage, GlossaryTerm
from education.review.models import SignerConfirmation, SignOff, Withdrawal
from education.review.registry import clinical_texts
from education.search.models import AlarmGroup, SynonymGroup
from tests import bodies

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)  # a PNG of one pixel
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><circle id="dot" r="1"/></svg>'


def _locale() -> Locale:
    return Locale.objects.get(language_code="en")


# People -------------------------------------------------------------------------------------------


class UserFactory(DjangoModelFactory):
    """A person on the editors' side, in the roles that are named."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person-{n}")
    first_name = "Ada"
    last_name = "Nurse"

    @factory.post_generation
    def roles(self: Any, create: bool, names: list[str] | None, **kwargs: Any) -> None:
        """Puts the person into roles."""
        self.groups.set(Group.objects.filter(name__in=names or ()))
        if create and (self.is_superuser or "Reviewing clinicians" in (names or ())):
            SignerConfirmation.create(self, confirmed_by=None)


# Snippets -----------------------------------------------------------------------------------------


class SnippetFactory(DjangoModelFactory):
    """A published snippet."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    locale = factory.LazyFunction(_locale)

    @factory.post_generation
    def topics(self: Any, create: bool, topics: list[Topic] | None, **kwargs: Any) -> None:
        """Tags it."""
        if topics:
            self.topics.set(topics)
            self.save()


class SourceFactory(SnippetFactory):
    """A source of the register."""

    class Meta:
        model = Source

    code = factory.Sequence(lambda n: f"T{n}")
    title = factory.LazyAttribute(lambda source: f"What {source.code} says")
    publisher = "A publisher"
    author = "An author"
    kind = "guide"
    date_seen = dt.date(2026, 11, 21)


class TopicFactory(SnippetFactory):
    """A topic."""

    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")
    lead = "What this topic is about."


class CategoryFactory(SnippetFactory):
    """A group of questions."""

    class Meta:
        model = FAQCategory

    name = factory.Sequence(lambda n: f"Group {n}")
    slug = factory.Sequence(lambda n: f"group-{n}")
    lead = "What people ask here."
    sort_order = factory.Sequence(lambda n: n)


class TermFactory(SnippetFactory):
    """A word of the glossary."""

    class Meta:
        model = GlossaryTerm

    term = factory.Sequence(lambda n: f"Word {n}")
    slug = factory.Sequence(lambda n: f"word-{n}")
    plain_word = "plain word"
    pronunciation = "WURD"
    definition = factory.LazyAttribute(lambda term: f"What {term.term} means.")


class QuestionFactory(SnippetFactory):
    """A question with its answer."""

    class Meta:
        model = FAQItem

    question = factory.Sequence(lambda n: f"What is question {n}?")
    slug = factory.Sequence(lambda n: f"question-{n}")
    category = factory.SubFactory(CategoryFactory)
    sort_order = factory.Sequence(lambda n: n)
    short_answer = factory.LazyAttribute(lambda item: f"<p>In short: {item.slug}.</p>")
    body = factory.LazyAttribute(lambda item: json.dumps([bodies.text(f"At length: {item.slug}.")]))


class PictureFactory(SnippetFactory):
    """A drawing."""

    class Meta:
        model = Picture

    title = factory.Sequence(lambda n: f"Picture {n}")
    slug = factory.Sequence(lambda n: f"picture-{n}")
    svg = DRAWING
    words = "All that it shows."


class SynonymFactory(SnippetFactory):
    """Words that mean the same."""

    class Meta:
        model = SynonymGroup

    preferred = factory.Sequence(lambda n: f"synonym {n}")
    words = "another word"


class AlarmFactory(SnippetFactory):
    """Words of danger."""

    class Meta:
        model = AlarmGroup

    slug = factory.Sequence(lambda n: f"alarm-{n}")
    sort_order = factory.Sequence(lambda n: n)
    heading = "This can be an emergency"
    message = "Call {{ emergency_number }} now."
    words = "fever"


# Pages --------------------------------------------------------------------------------------------


class ContentPageFactory(wagtail_factories.PageFactory):
    """A page of the guide."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")
    locale = factory.LazyFunction(_locale)
    summary = factory.LazyAttribute(lambda page: f"Summary of {page.title}. And more.")
    search_description = factory.LazyAttribute(lambda page: f"Description of {page.title}.")
    body = factory.LazyAttribute(lambda page: [bodies.text(f"Text of {page.title}.")])

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: Any) -> Any:
        streams = {name: json.dumps(value) for name, value in kwargs.items() if _is_stream(value)}
        return super()._create_instance(model_class, parent, {**kwargs, **streams})

    @factory.post_generation
    def topics(self: Any, create: bool, topics: list[Topic] | None, **kwargs: Any) -> None:
        """Tags it."""
        if topics:
            self.topics.set(topics)
            self.save()


def _is_stream(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


class HomePageFactory(ContentPageFactory):
    """The first page."""

    class Meta:
        model = HomePage

    title = "When cancer spreads"
    parent = factory.LazyFunction(Page.get_first_root_node)


class StepIndexPageFactory(ContentPageFactory):
    """The first page of the steps."""

    class Meta:
        model = StepIndexPage

    slug = "how-cancer-spreads"


class StepPageFactory(ContentPageFactory):
    """A step."""

    class Meta:
        model = StepPage

    step = Step.INVASION
    medical_name = factory.LazyAttribute(lambda page: f"Medical name {page.step}")


class TreatmentIndexPageFactory(ContentPageFactory):
    """The first page of the treatments."""

    class Meta:
        model = TreatmentIndexPage

    slug = "treatments"


class TreatmentPageFactory(ContentPageFactory):
    """A treatment."""

    class Meta:
        model = TreatmentPage

    reach = Reach.ONE_PLACE
    how_given = "In an operation"
    what_for = "To ease symptoms"


class ArticleIndexPageFactory(ContentPageFactory):
    """The first page of the articles."""

    class Meta:
        model = ArticleIndexPage

    slug = "understanding"


class ArticlePageFactory(ContentPageFactory):
    """An article."""

    class Meta:
        model = ArticlePage


class FAQIndexPageFactory(ContentPageFactory):
    """The list of questions."""

    class Meta:
        model = FAQIndexPage

    slug = "faq"
    body: list[Any] = []


class GlossaryIndexPageFactory(ContentPageFactory):
    """The list of words."""

    class Meta:
        model = GlossaryIndexPage

    slug = "glossary"
    body: list[Any] = []


class TopicIndexPageFactory(ContentPageFactory):
    """The list of topics."""

    class Meta:
        model = TopicIndexPage

    slug = "topics"
    body: list[Any] = []


class AboutIndexPageFactory(ContentPageFactory):
    """The first page about the guide."""

    class Meta:
        model = AboutIndexPage

    slug = "about"


class AboutPageFactory(ContentPageFactory):
    """A page about the guide."""

    class Meta:
        model = AboutPage


class Guide:
    """A guide with a first page on the default site; its other parts appear when a test asks."""

    def __init__(self, home: HomePage | None = None) -> None:
        self.home = home or HomePageFactory()
        self.site = Site.objects.get(is_default_site=True)
        if home is None:
            self.site.root_page = self.home
            self.site.save()

    @cached_property
    def steps(self) -> StepIndexPage:
        """The first page of the steps."""
        return StepIndexPageFactory(parent=self.home)

    @cached_property
    def treatments(self) -> TreatmentIndexPage:
        """The first page of the treatments."""
        return TreatmentIndexPageFactory(parent=self.home)

    @cached_property
    def articles(self) -> ArticleIndexPage:
        """The first page of the articles."""
        return ArticleIndexPageFactory(parent=self.home)

    @cached_property
    def faq(self) -> FAQIndexPage:
        """The list of questions."""
        return FAQIndexPageFactory(parent=self.home)

    @cached_property
    def glossary(self) -> GlossaryIndexPage:
        """The list of words."""
        return GlossaryIndexPageFactory(parent=self.home)

    @cached_property
    def topics(self) -> TopicIndexPage:
        """The list of topics."""
        return TopicIndexPageFactory(parent=self.home)

    @cached_property
    def about(self) -> AboutIndexPage:
        """The first page about the guide."""
        return AboutIndexPageFactory(parent=self.home)

    def article(self, *blocks: bodies.Block, **fields: Any) -> ArticlePage:
        """A new article with this body."""
        body = {"body": list(blocks)} if blocks else {}
        return ArticlePageFactory(parent=self.articles, **body, **fields)


def one_of_each(guide: Guide) -> dict[str, str]:
    """An address of each kind that readers can visit, with every block on most of them."""
    topic = TopicFactory(name="Scans", slug="scans")
    tagged = {"topics": [topic], "body": every_block(guide)}
    guide.faq, guide.glossary, guide.topics, guide.about  # noqa: B018 - they are made when asked for
    full = {
        "home": publish(guide.home, **tagged),
        "list of steps": publish(guide.steps, **tagged),
        "step": StepPageFactory(parent=guide.steps, slug="step", **tagged),
        "list of treatments": publish(guide.treatments, **tagged),
        "treatment": TreatmentPageFactory(parent=guide.treatments, slug="treatment", **tagged),
        "list of articles": publish(guide.articles, **tagged),
        "article": ArticlePageFactory(parent=guide.articles, slug="article", **tagged),
        "about": publish(guide.about, **tagged),
        "promise": AboutPageFactory(parent=guide.about, slug="promise", **tagged),
    }
    QuestionFactory(slug="answer", topics=[topic], body=json.dumps(tagged["body"]))
    TermFactory(slug="a-word", topics=[topic])
    return {
        **{name: page.url for name, page in full.items()},
        "list of questions": "/faq/",
        "answer": "/faq/answer/",
        "list of words": "/glossary/",
        "word": "/glossary/a-word/",
        "list of topics": "/topics/",
        "topic": "/topics/scans/",
    }


# What happens to content --------------------------------------------------------------------------


def publish(thing: Any, **changes: Any) -> Any:
    """Changes a page or snippet, publishes the change as a new version, and returns it anew."""
    for name, value in changes.items():
        setattr(thing, name, json.dumps(value) if _is_stream(value) else value)
    thing.save_revision().publish()
    return type(thing).objects.get(pk=thing.pk)


def keep_private(page: Page, kind: str = PageViewRestriction.LOGIN, **kwargs: Any) -> Page:
    """Keeps a page, and all below it, from readers."""
    PageViewRestriction.objects.create(page=page, restriction_type=kind, **kwargs)
    return page


def sign_off(thing: Any, **changes: Any) -> SignOff:
    """Records that a clinician stands by the live version."""
    values = {
        "revision": thing.live_revision,
        "reviewer_name": "Ada Nurse, RN",
        "reviewer_title": "Oncology nurse",
        "signed_on": dt.date(2026, 11, 1),
        "next_review_on": dt.date(2027, 11, 1),
        **changes,
    }
    values.setdefault("reviewer", UserFactory())
    return SignOff.objects.create(content_object=thing, **values)


def withdrawal(thing: Any, **changes: Any) -> Withdrawal:
    """Records that a text was withdrawn and brought back."""
    values = {"reason": "It was wrong.", "restored_on": dt.date(2026, 11, 1), **changes}
    values.setdefault("user", UserFactory())
    return Withdrawal.objects.create(content_object=thing, **values)


def sign_what_waits() -> None:
    """A clinician signs off every draft of a clinical text, and readers see it."""
    for one in clinical_texts():
        if one.has_unpublished_changes:
            sign_off(one, revision=one.latest_revision)
            one.latest_revision.publish()


def every_block(guide: Guide) -> list[bodies.Block]:
    """A body in which every block stands, with citations, an explained word, links and tokens."""
    source, other_source = SourceFactory(code="A1"), SourceFactory(code="A2")
    term, set_apart = TermFactory(slug="lesion", term="Lesion"), TermFactory(slug="mass")
    question, other_page = QuestionFactory(), guide.article()
    StepPageFactory(parent=guide.steps, step=Step.COLONIZATION)
    TreatmentPageFactory(parent=guide.treatments)
    first, second = f"[{source.code}]", f"[{other_source.code}]"
    return [
        bodies.key_points(f"A {bodies.word(term, 'lesion')} can grow.", "Ask your care team."),
        bodies.section(
            "How does it grow?",
            bodies.text(f"Cells divide. {first}", f"Another {bodies.word(term, 'lesion')}."),
            bodies.steps("They stick.", "They cross."),
            bodies.subsection("The lining", bodies.text(f"It is thin. {second} {first}")),
            bodies.note("Take your time", "You can come back."),
            bodies.warning("Talk first", "Call before you change a plan."),
            bodies.level("now", "Call {{ emergency_number }} now", "((breath)) Short of breath"),
            bodies.gap("No figures are known.", ask="What do you expect?"),
            bodies.do("Write down your questions."),
            bodies.dont("Do not wait."),
            bodies.definition(set_apart),
            bodies.table(
                "Words you may hear", ["Word", "Meaning"], ["Lesion", "A changed part"], ["A", "B"]
            ),
            bodies.figure(PictureFactory(), "How a cell travels", "A cell moves to the right."),
            bodies.reveal("You may leave this shut.", bodies.text("What is hard to read.")),
            bodies.faq(question),
        ),
        bodies.section("What else?", bodies.text(f"Read {bodies.link(other_page, 'more')}.")),
        bodies.gap("Nobody knows why.", heading="What we do not know"),
        bodies.care(),
        bodies.questions("What is the aim?", "What are the risks?", "Whom do I call?"),
        bodies.related(other_page),
        bodies.link_cards("Where to begin?", other_page),
        bodies.steps_of_spread("The five steps"),
        bodies.treatments_by_reach("By where they work"),
    ]
