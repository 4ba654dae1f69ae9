"""Admin screens of synonyms and alarm words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn

from education.content.listing import ListingView
from education.content.viewsets import GuideViewSet
from education.search.models import AlarmGroup, SynonymGroup


def _others(group: SynonymGroup) -> str:
    return ", ".join(group.all_words[1:])


class SynonymGroupViewSet(GuideViewSet):
    """Admin screens to list and change groups of synonyms."""

    model = SynonymGroup
    icon = "search"
    menu_label = _("Search words")
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


class AlarmGroupViewSet(GuideViewSet):
    """Admin screens to list and change groups of alarm words."""

    model = AlarmGroup
    icon = "warning"
    menu_label = _("Alarm words")
    menu_order = 80
    inspect_view_enabled = True  # for users who may only read them
    list_display = ["heading", "slug", "sort_order", LiveStatusTagColumn(), UpdatedAtColumn()]
    ordering = ["sort_order", "slug"]
