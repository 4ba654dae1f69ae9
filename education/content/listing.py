"""What the lists of questions, words, topics and search words have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ModelMultipleChoiceFilter
from wagtail.admin.ui.tables import BaseColumn, Table
from wagtail.snippets.views.snippets import IndexView

from education.content.models import Topic


class ListingView(IndexView):
    """A list that asks the same few queries for ten rows and for a thousand."""

    # Columns that only some people see: the name, and the permission it takes.
    guarded: ClassVar[Mapping[str, str]] = {}

    def get_base_queryset(self) -> QuerySet[Any]:
        """Rows that know their status, without the texts of their versions."""
        return super().get_base_queryset().with_status().defer("latest_revision__content")

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What is found, in the list's own order: Wagtail's search refuses most of our filters."""
        if not self.is_searching:
            return queryset
        found = super().search_queryset(self.model._default_manager.all())
        return queryset.filter(pk__in=[one.pk for one in found])

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Without the columns that this person may not see."""
        user = self.request.user
        hidden = {name for name, right in self.guarded.items() if not user.has_perm(right)}
        return [column for column in super().columns if column.name not in hidden]

    def get_table(self, object_list: Any) -> Table:
        """A table of the rows of this page, which know what their columns show."""
        rows = [] if self.is_export else list(object_list)
        self.complete(rows)
        return super().get_table(rows)

    def complete(self, rows: list[Any]) -> None:
        """Adds to the rows of one page what a query for all rows cannot hold."""


class TopicFilter(ModelMultipleChoiceFilter):
    """What is about one of some topics."""

    def __init__(self) -> None:
        super().__init__(
            field_name="topic_links__tag",
            queryset=_topics,
            label=_("Topics"),
            widget=CheckboxSelectMultiple,
        )


def _topics(request: HttpRequest | None) -> QuerySet[Topic]:
    return Topic.objects.all()
