"""Admin screens of synonyms and alarm words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import CreateView, EditView

from education.content.models.snippets import lines
from education.content.snippet_lists import ListingView
from education.content.viewsets import GuideViewSet
from education.search.models import AlarmGroup, SynonymGroup

_MOST_CHARACTERS = 1000  # of words in a query string


def _others(group: SynonymGroup) -> str:
    return ", ".join(group.all_words[1:])


def words_to_add(request: HttpRequest) -> str:
    """Return the words of searches in the query string, one per line."""
    return request.GET.get("words", "").replace("\0", "")[:_MOST_CHARACTERS]


class SynonymGroupCreate(CreateView):
    """The view of a new group of synonyms, perhaps with the words of a search."""

    def get_initial_form_instance(self) -> SynonymGroup:
        """Return a group with the words in the query string."""
        group: SynonymGroup = super().get_initial_form_instance() or SynonymGroup()
        group.words = words_to_add(self.request)
        return group


class SynonymGroupEdit(EditView):
    """The editor of a group of synonyms, perhaps with the words of a search added."""

    def get_initial(self) -> dict[str, Any]:
        """Return the words of the group, with those in the query string that it has not."""
        known = self.object.all_words
        added = [one for one in lines(words_to_add(self.request)) if one not in known]
        if not added:
            return {}
        message = _("Added below: %(words)s. Publish the group, so that searches use them.")
        messages.warning(self.request, message % {"words": ", ".join(added)})
        return {"words": "\n".join([*lines(self.object.words), *added])}


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
    edit_view_class = SynonymGroupEdit


class AlarmGroupViewSet(GuideViewSet):
    """Admin screens to list and change groups of alarm words."""

    model = AlarmGroup
    icon = "warning"
    menu_label = _("Alarm words")
    menu_order = 80
    inspect_view_enabled = True  # for users who may only read them
    list_display = ["heading", "slug", "sort_order", LiveStatusTagColumn(), UpdatedAtColumn()]
    ordering = ["sort_order", "slug"]
