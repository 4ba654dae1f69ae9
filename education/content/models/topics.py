"""Topics: the tags of this guide, a controlled list with an address for each."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Revision
from wagtail.search import index

from education.content.blocks import References
from education.content.models.base import ContentPage
from education.content.models.snippets import Snippet
from education.content.pagination import KeysetPaginator
from education.content.querysets import Listing, SnippetQuerySet
from education.content.rendering import (
    PAGE_COLUMNS,
    QUESTION_COLUMNS,
    TERM_COLUMNS,
    TOPIC_COLUMNS,
    ContentRenderer,
)
from education.content.validators import check_name

_EDITORS_ORDER = ("category__sort_order", "sort_order", "question")
# Topics about neither a symptom nor a treatment. Any other topic shows the care card, new ones too.
WITHOUT_CARE_CARD = frozenset(
    {
        "about-this-guide",
        "around-the-tumor",
        "blood-and-lymph",
        "genes-and-cells",
        "how-spread-happens",
        "research",
    }
)


class Topic(TagBase, Snippet):
    """A subject that pages, questions and terms are about."""

    free_tagging = False  # Editors choose from the list; new topics have a form of their own.

    lead = models.CharField(
        _("lead"), max_length=200, help_text=_("One line for the page of this topic.")
    )

    sort_order = models.PositiveSmallIntegerField(
        _("place in the list"),
        default=0,
        db_default=0,
        help_text=_("Readers see the topics in this order: what they need first stands first."),
    )

    objects = SnippetQuerySet.as_manager()  # TagBase brings a manager of its own.

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("lead"),
        FieldPanel("sort_order"),
    ]
    search_fields = [index.AutocompleteField("name"), index.AutocompleteField("lead")]

    class Meta(Snippet.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_order", "name"]

    @property
    def shows_care_card(self) -> bool:
        """Return whether pages about this topic tell when to get help."""
        return self.slug not in WITHOUT_CARE_CARD

    def clean(self) -> None:
        """Raise ValidationError if another topic has this name but for case and number."""
        super().clean()
        check_name(self, "name")

    @classmethod
    def with_uses(cls) -> SnippetQuerySet:
        """Return the topics with the numbers of pages, questions and terms (`words`) about each."""
        return cls.objects.annotate(
            pages=_count("page_links"),
            questions=_count("question_links"),
            words=_count("term_links"),
        )

    def merge_into(self, other: Topic) -> None:
        """Replace this topic with another one in all links and kept versions; then delete it.

        To be called in a transaction.
        """
        for model in _link_models():
            there = {*model.objects.filter(tag=other).values_list("content_object_id", flat=True)}
            for link in model.objects.filter(tag=self).select_related("content_object"):
                if link.content_object_id in there:
                    link.delete()
                else:
                    link.tag = other
                    link.save()
        for version in _versions_about(self):
            version.content["topic_links"] = _renamed(version.content, self.pk, other.pk)
            # Not `save()`: the content alone changes, so a scheduled publication stays scheduled.
            Revision.objects.filter(pk=version.pk).update(content=version.content)
        self.delete()

    def get_absolute_url(self) -> str:
        """Return the address of the page of this topic."""
        return TopicIndexPage.url_below(self.slug)


class TopicLinks(models.Manager[Any]):
    """A manager that fetches links with their topics: a form would query each topic by itself."""

    def get_queryset(self) -> QuerySet[Any]:
        """Return the links joined with their topics."""
        return super().get_queryset().select_related("tag")


class PageTopic(ItemBase):
    """A link from a page to a topic."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="page_links")
    content_object = ParentalKey(ContentPage, on_delete=models.CASCADE, related_name="topic_links")

    objects = TopicLinks()

    class Meta:
        indexes = [models.Index(fields=["tag", "content_object"], name="page_about_topic")]


def _link_models() -> list[type[Any]]:
    """Return the models that link a topic to pages, questions and terms."""
    related = [relation.related_model for relation in Topic._meta.related_objects]
    return [model for model in related if issubclass(model, ItemBase)]


def _count(related_name: str) -> Coalesce:
    model = Topic._meta.get_field(related_name).related_model
    links = model.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
    return Coalesce(Subquery(links.annotate(sum=Count("pk")).values("sum")), 0)


def _versions_about(topic: Topic) -> list[Revision]:
    """Return all kept versions that name a topic.

    No JSON query finds them on both databases; so the text is searched first, and then each match
    is checked.
    """
    mark = f'"tag": {topic.pk}'
    likely = Revision.objects.annotate(text=Cast("content", models.TextField()))
    likely = likely.filter(text__contains=mark)
    return [one for one in likely if topic.pk in _tags(one.content)]


def _tags(content: dict[str, Any]) -> list[int]:
    return [link["tag"] for link in content.get("topic_links", [])]


def _renamed(content: dict[str, Any], old: int, new: int) -> list[dict[str, Any]]:
    links = [link for link in content["topic_links"] if link["tag"] != old]
    if new not in _tags(content):
        links += [{**link, "tag": new} for link in content["topic_links"] if link["tag"] == old]
    return links


class TopicIndexPage(RoutablePageMixin, ContentPage):
    """The list of topics, and for each topic a page of its pages, questions and terms."""

    is_clinical = False
    page_description = _("The list of topics. Each topic has an address of its own.")
    parent_page_types = ["content.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    promised_slug = "topics"
    standard_kind = "list"

    class Meta:
        verbose_name = _("topics: first page")

    def parts(self, mentions: References) -> dict[str, Listing]:
        """Add all published topics to the listings."""
        rows = Topic.objects.shown().filter(locale_id=self.locale_id)
        return {**super().parts(mentions), "all_topics": Listing(rows, TOPIC_COLUMNS)}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topics, sorted by place and name."""
        context = super().get_context(request, *args, **kwargs)
        found = context["reading"].found["all_topics"]
        context["all_topics"] = sorted(found, key=attrgetter("sort_order", "name"))
        return context

    @path("<slug:slug>/")
    def topic(self, request: HttpRequest, slug: str) -> TemplateResponse:
        """Show the pages, questions and terms about a topic. Raise Http404 for an unknown topic."""
        about = _AboutTopic(self, slug, request.GET.get("page", ""))
        reading = ContentRenderer(about, request)
        topics = sorted(reading.found["all_topics"], key=attrgetter("sort_order", "name"))
        chosen = next((topic for topic in topics if topic.slug == slug), None)
        if chosen is None:
            raise Http404
        context = {
            "page": self,
            "reading": reading,
            "topic": chosen,
            "all_topics": topics,
            "tagged": about.shown("tagged", reading, key=lambda page: page.path),
            "entries": about.shown("entries", reading, key=lambda term: term.term.lower()),
            "items": about.shown("items", reading, key=attrgetter(*_EDITORS_ORDER)),
            "onward": about.onward(reading),
        }
        return TemplateResponse(request, "content/topic.html", context)


class _AboutTopic:
    """The listings of the page of one topic, as a subject for `ContentRenderer`."""

    def __init__(self, page: TopicIndexPage, slug: str, asked: str) -> None:
        self.page, self.slug = page, slug
        # By primary key: the index of the links has them in that order.
        self._lists = {
            name: KeysetPaginator(model, ("pk",), asked, name)
            for name, model in (
                ("tagged", ContentPage),
                ("items", apps.get_model("faq", "FAQItem")),
                ("entries", apps.get_model("glossary", "GlossaryTerm")),
            )
        }
        self.pk, self.locale_id = page.pk, page.locale_id
        self.live_revision_id = self.latest_revision_id = None
        self._meta = page._meta

    def bodies(self) -> list[Any]:
        """Return nothing: the page of a topic has no text of its own."""
        return []

    streams = bodies

    def parts(self, mentions: References) -> dict[str, Listing]:
        """Return all topics, and the pages, questions and terms about this topic."""
        # A subquery with one value, so that the index of the links gives the rows in order.
        chosen = Topic.objects.filter(slug=self.slug).values("pk")[:1]
        wanted = {"topic_links__tag": Subquery(chosen), "locale_id": self.page.locale_id}
        tagged = ContentPage.objects.shown().filter(**wanted)
        items = apps.get_model("faq", "FAQItem").objects.shown().filter(**wanted)
        entries = apps.get_model("glossary", "GlossaryTerm").objects.shown().filter(**wanted)
        topics = Topic.objects.shown().filter(locale_id=self.page.locale_id)
        return {
            "all_topics": Listing(topics, TOPIC_COLUMNS),
            "tagged": self._lists["tagged"].part(tagged, PAGE_COLUMNS),
            "items": self._lists["items"].part(items, (*QUESTION_COLUMNS, _EDITORS_ORDER[0])),
            "entries": self._lists["entries"].part(entries, TERM_COLUMNS),
        }

    def shown(self, name: str, reading: ContentRenderer, key: Callable[[Any], Any]) -> list[Any]:
        """Return the sorted rows of a list; none while a later part of another list is shown."""
        is_other = any(one.is_later for other, one in self._lists.items() if other != name)
        rows = [] if is_other else self._lists[name].shown(reading.found[name])
        return sorted(rows, key=key)

    def onward(self, reading: ContentRenderer) -> dict[str, str]:
        """Return the address of the next part of each list; empty at the end of a list."""
        return {name: one.onward(reading.found[name]) for name, one in self._lists.items()}
