"""Topics: the tags of this guide, a controlled list with an address for each."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, Lower
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Revision
from wagtail.search import index

from education.content.models.base import ContentPage
from education.content.models.snippet_index import SnippetIndexPage, get_snippet_url
from education.content.models.snippets import Snippet
from education.content.pagination import paginate_together
from education.content.querysets import SnippetQuerySet
from education.content.validators import check_name
from education.review.models import register_shown_content

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
        help_text=_("Readers see the topics in this order. Begin with what they need first."),
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
        """Return the topics with the numbers of pages, questions and terms about each."""
        return cls.objects.annotate(
            pages=_count("page_links"),
            questions=_count("question_links"),
            terms=_count("term_links"),
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
        return get_snippet_url(TopicIndexPage.fixed_slug, self.slug)


class TopicLinks(models.Manager[Any]):
    """A manager that fetches links with their topics: a form would query each topic by itself."""

    def get_queryset(self) -> QuerySet[Any]:
        """Return the links joined with their topics."""
        return super().get_queryset().select_related("tag")


register_shown_content(Topic, ["name", "slug"], _("The name of a topic of this text changed."))


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


class TopicIndexPage(SnippetIndexPage):
    """The list of topics, and for each topic a page of its pages, questions and terms."""

    page_description = _("The list of topics. Each topic has an address of its own.")
    fixed_slug = "topics"
    snippet_model = Topic
    sitemap_section = "topics"

    class Meta:
        verbose_name = _("topics (landing page)")

    @property
    def _topics(self) -> QuerySet[Topic]:
        return Topic.objects.public().filter(locale_id=self.locale_id)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topics, sorted by place and name."""
        return {**super().get_context(request, *args, **kwargs), "all_topics": self._topics}

    @path("<slug:slug>/")
    def topic(self, request: HttpRequest, slug: str) -> TemplateResponse:
        """Show the pages, questions and terms about a topic. Raise Http404 for an unknown topic."""
        topic = get_object_or_404(self._topics, slug=slug)
        about = {"topic_links__tag": topic, "locale_id": self.locale_id}
        pages = ContentPage.objects.public().filter(**about)
        questions = apps.get_model("faq.FAQItem").objects.public().filter(**about)
        terms = apps.get_model("glossary.GlossaryTerm").objects.public().filter(**about)
        lists = {
            "tagged": pages.defer_streamfields().order_by("path"),
            "items": questions.defer("body").order_by(*_EDITORS_ORDER),
            "entries": terms.order_by(Lower("term"), "slug"),
        }
        context = {"page": self, "topic": topic, "all_topics": self._topics}
        context |= paginate_together(request, lists)
        return TemplateResponse(request, "content/topic.html", context)
