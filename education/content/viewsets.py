"""The editors' lists of questions, words and what stands around them."""

from __future__ import annotations

from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from education.content import snippet_views
from education.content.listing import ListingView
from education.content.models import Picture, Source, Topic
from education.content.topic_views import MergeView
from education.faq import views
from education.faq.forms import QuestionCreate, QuestionEdit
from education.faq.importexport.views import ImportView
from education.faq.models import FAQCategory, FAQItem
from education.faq.registry import extensions
from education.glossary.models import GlossaryTerm
from education.review.mixins import SignedPolicy
from education.search.models import AlarmGroup, SynonymGroup


class QuestionViewSet(SnippetViewSet):
    """Questions, by category and place."""

    model = FAQItem
    icon = "help"
    menu_label = _("Questions")
    permission_policy = SignedPolicy(FAQItem)
    list_display = views.COLUMNS
    list_per_page = 50
    filterset_class = views.QuestionFilterSet
    ordering = ["category__sort_order", "category_id", "sort_order", "pk"]
    sort_order_field = "sort_order"
    index_view_class = views.QuestionListing
    reorder_view_class = views.QuestionOrder
    add_view_class = QuestionCreate
    edit_view_class = QuestionEdit

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the list, the import, and what other apps add."""
        return [
            *super().get_urlpatterns(),
            path("import/", ImportView.as_view(), name="import"),
            *(url for one in extensions for url in one.get_urlpatterns()),
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
    list_display = snippet_views.WORDS
    list_per_page = 50
    filterset_class = snippet_views.WordFilterSet
    index_view_class = snippet_views.WordListing


class TopicViewSet(SnippetViewSet):
    """The topics."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = snippet_views.TOPICS
    list_filter = ["live"]
    list_per_page = 50
    index_view_class = snippet_views.TopicListing

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
    list_display = snippet_views.SYNONYMS
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
