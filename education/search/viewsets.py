"""Admin screens of synonyms and alarm words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import CreateView

from education.content.listing import ListingView
from education.content.viewsets import GuideViewSet
from education.search.models import AlarmGroup, SynonymGroup

_MOST_CHARACTERS = 1000  # of words in a query string


def _others(group: SynonymGroup) -> str:
    return ", ".join(group.all_words[1:])


class SynonymGroupCreate(CreateView):
    """The view of a new group of synonyms, perhaps with the words of a search."""

    def get_initial_form_instance(self) -> SynonymGroup:
        """Return a group with the words in the query string."""
        group: SynonymGroup = super().get_initial_form_instance() or SynonymGroup()
        group.words = self.request.GET.get("words", "").replace("\0", "")[:_MOST_CHARACTERS]
        return group


class SynonymGroupViewSet(GuideViewSet):
    """Admin screens to list and change groups of synonyms."""

    model = SynonymGroup
    icon = "search"
    menu_label = _("Synonym groups")
    menu_order = 70
    list_display = [
        "preferred",
        Column("words", label=_("Found by"), accessor=_others),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    list_filter = ["live"]
    list_per_page = 50
    index_view_class = ListingView
    add_view_class = SynonymGroupCreate


class AlarmGroupViewSet(GuideViewSet):
    """Admin screens to list and change groups of alarm words."""

    model = AlarmGroup
    icon = "warning"
    menu_label = _("Alarm words")
    menu_order = 80
    inspect_view_enabled = True  # for users who may only read them
    list_display = ["heading", "slug", "sort_order", LiveStatusTagColumn(), UpdatedAtColumn()]
    ordering = ["sort_order", "slug"]
