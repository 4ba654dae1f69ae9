"""The editors' lists of questions, words and what stands around them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import ModelMultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from education.models import (
    FAQCategory,
    FAQItem,
    GlossaryTerm,
    Picture,
    Source,
    SynonymGroup,
    Topic,
)


def _topics(request: HttpRequest | None) -> QuerySet[Topic]:
    return Topic.objects.all()


class _TopicFilter(ModelMultipleChoiceFilter):
    """What is about one of some topics."""

    def __init__(self) -> None:
        super().__init__(
            field_name="topic_links__tag",
            queryset=_topics,
            label=_("Topics"),
            widget=CheckboxSelectMultiple,
        )


class QuestionFilterSet(WagtailFilterSet):
    """Questions of a category, about a topic, published or not."""

    topics = _TopicFilter()

    class Meta:
        model = FAQItem
        fields = ["category", "live"]


class WordFilterSet(WagtailFilterSet):
    """Words about a topic, published or not."""

    topics = _TopicFilter()

    class Meta:
        model = GlossaryTerm
        fields = ["live"]


class QuestionViewSet(SnippetViewSet):
    """Questions, by category and place."""

    model = FAQItem
    icon = "help"
    menu_label = _("Questions")
    list_display = ["question", "category", "sort_order", LiveStatusTagColumn(), UpdatedAtColumn()]
    filterset_class = QuestionFilterSet
    ordering = ["category__sort_order", "sort_order"]


class CategoryViewSet(SnippetViewSet):
    """Groups of questions."""

    model = FAQCategory
    icon = "folder-open-inverse"
    menu_label = _("Question groups")
    list_display = ["name", "sort_order", LiveStatusTagColumn(), UpdatedAtColumn()]


class WordViewSet(SnippetViewSet):
    """The glossary."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Words")
    list_display = ["term", "plain_word", LiveStatusTagColumn(), UpdatedAtColumn()]
    filterset_class = WordFilterSet


class TopicViewSet(SnippetViewSet):
    """The topics."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name", "slug", LiveStatusTagColumn(), UpdatedAtColumn()]


class SourceViewSet(SnippetViewSet):
    """The register of sources."""

    model = Source
    icon = "doc-full-inverse"
    menu_label = _("Sources")
    list_display = ["code", "title", "publisher", "date_seen"]


class PictureViewSet(SnippetViewSet):
    """The picture library."""

    model = Picture
    icon = "image"
    menu_label = _("Pictures")
    list_display = ["title", "slug", LiveStatusTagColumn(), UpdatedAtColumn()]


class SynonymViewSet(SnippetViewSet):
    """Words that people search with."""

    model = SynonymGroup
    icon = "search"
    menu_label = _("Search words")
    list_display = ["preferred", LiveStatusTagColumn(), UpdatedAtColumn()]


class GuideGroup(SnippetViewSetGroup):
    """Everything of the guide that is not a page."""

    menu_label = _("Guide")
    menu_icon = "list-ul"
    menu_order = 200
    items = (
        QuestionViewSet,
        CategoryViewSet,
        WordViewSet,
        TopicViewSet,
        PictureViewSet,
        SourceViewSet,
        SynonymViewSet,
    )
