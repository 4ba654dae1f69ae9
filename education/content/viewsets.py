"""Admin view sets of topics, sources and pictures."""

from __future__ import annotations

from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from education.content import topic_views
from education.content.models import Picture, Source, Topic


class GuideViewSet(SnippetViewSet):
    """A view set of snippets in the submenu "Guide"."""

    menu_hook = "register_guide_menu_item"


class TopicViewSet(GuideViewSet):
    """Admin screens of topics, with a screen that merges two of them."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 40
    list_display = topic_views.COLUMNS
    list_filter = ["live"]
    list_per_page = 50
    index_view_class = topic_views.TopicListing

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the view that merges a topic with another one."""
        merge = path("merge/<int:pk>/", topic_views.MergeView.as_view(), name="merge")
        return [*super().get_urlpatterns(), merge]


class ThumbnailColumn(Column):
    """A column with the drawing itself, in small."""

    cell_template_name = "content/picture_thumbnail.html"

    def __init__(self) -> None:
        super().__init__("thumbnail", label=_("Picture"))


class PictureChooseView(ChooseView):
    """The chooser of pictures, with thumbnails."""

    @property
    def columns(self) -> list[Column]:
        """Add the drawings."""
        return [ThumbnailColumn(), *super().columns]


class PictureChooseResultsView(ChooseResultsView):
    """The list in the chooser of pictures, with thumbnails."""

    @property
    def columns(self) -> list[Column]:
        """Add the drawings."""
        return [ThumbnailColumn(), *super().columns]


class ChooserViewSet(SnippetChooserViewSet):
    """A chooser without a link to edit what is chosen, as not all who choose it may edit it."""

    @cached_property
    def widget_class(self) -> AdminSnippetChooser:
        """Return the chooser of a form."""
        return AdminSnippetChooser(model=self.model, icon=self.icon, show_edit_link=False)


class PictureChooserViewSet(SnippetChooserViewSet):
    """The chooser of pictures."""

    choose_view_class = PictureChooseView
    choose_results_view_class = PictureChooseResultsView


class PictureViewSet(GuideViewSet):
    """Admin screens of the picture library."""

    model = Picture
    icon = "image"
    menu_label = _("Pictures")
    menu_order = 50
    list_display = ["title", ThumbnailColumn(), "slug", LiveStatusTagColumn(), UpdatedAtColumn()]
    chooser_viewset_class = PictureChooserViewSet


class SourceViewSet(GuideViewSet):
    """Admin screens of the register of sources."""

    model = Source
    inspect_view_enabled = True  # for users who may only read them
    icon = "doc-full-inverse"
    menu_label = _("Sources")
    menu_order = 60
    list_display = ["code", "title", "publisher", "date_seen"]
