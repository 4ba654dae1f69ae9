"""The editors' lists of questions, words and what stands around them."""

from __future__ import annotations

from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from education.desk import questions, vocabulary
from education.desk.duplicates import similar_view
from education.desk.import_view import ImportView
from education.desk.listing import ListingView
from education.desk.merging import MergeView
from education.desk.question_forms import QuestionCreate, QuestionEdit
from education.models import (
    AlarmGroup,
    FAQCategory,
    FAQItem,
    GlossaryTerm,
    Picture,
    Source,
    SynonymGroup,
    Topic,
)
from education.models.signed import SignedPolicy


class QuestionViewSet(SnippetViewSet):
    """Questions, by category and place."""

    model = FAQItem
    icon = "help"
    menu_label = _("Questions")
    permission_policy = SignedPolicy(FAQItem)
    list_display = questions.COLUMNS
    list_per_page = 50
    filterset_class = questions.QuestionFilterSet
    ordering = ["category__sort_order", "category_id", "sort_order", "pk"]
    sort_order_field = "sort_order"
    index_view_class = questions.QuestionListing
    reorder_view_class = questions.QuestionOrder
    add_view_class = QuestionCreate
    edit_view_class = QuestionEdit

    def get_urlpatterns(self) -> list[URLPattern]:
        """The import stands beside the list."""
        return [
            *super().get_urlpatterns(),
            path("import/", ImportView.as_view(), name="import"),
            path("similar/", similar_view, name="similar"),
        ]


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
    permission_policy = SignedPolicy(GlossaryTerm)
    list_display = vocabulary.WORDS
    list_per_page = 50
    filterset_class = vocabulary.WordFilterSet
    index_view_class = vocabulary.WordListing


class TopicViewSet(SnippetViewSet):
    """The topics."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = vocabulary.TOPICS
    list_filter = ["live"]
    list_per_page = 50
    index_view_class = vocabulary.TopicListing

    def get_urlpatterns(self) -> list[URLPattern]:
        """A topic can be merged with another one."""
        merge = path("merge/<int:pk>/", MergeView.as_view(), name="merge")
        return [*super().get_urlpatterns(), merge]


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
    list_display = vocabulary.SYNONYMS
    list_filter = ["live"]
    list_per_page = 50
    index_view_class = ListingView


class AlarmViewSet(SnippetViewSet):
    """Words that make a search show help first."""

    model = AlarmGroup
    icon = "warning"
    menu_label = _("Alarm words")
    inspect_view_enabled = True  # for those who may only read them
    list_display = ["heading", "slug", "sort_order", LiveStatusTagColumn(), UpdatedAtColumn()]
    ordering = ["sort_order", "slug"]


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
        AlarmViewSet,
    )
