"""Base classes of the admin lists of questions, terms, topics and synonyms."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ModelMultipleChoiceFilter
from wagtail import hooks
from wagtail.admin.ui.tables import BaseColumn, Column, LiveStatusTagColumn, Table
from wagtail.snippets.views.snippets import IndexView

from education.content.models import Topic


class ExtraColumn(Column):
    """A column of a list that shows what a later app knows of its rows.

    That app registers the column by the hook `register_listing_column`.
    """

    models: ClassVar[tuple[type[Model], ...]] = ()  # the lists that show it
    permission = ""  # of users who see it

    def annotate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows annotated with the values that this column shows or sorts by."""
        return rows

    def complete(self, rows: list[Any]) -> None:
        """Add to the rows of one page what a query for all rows cannot hold."""


class ListingView(IndexView):
    """A list that makes the same few queries for ten rows and for a thousand."""

    @cached_property
    def extra_columns(self) -> list[ExtraColumn]:
        """Return the columns of later apps that this user may see."""
        found = [register() for register in hooks.get_hooks("register_listing_column")]
        return [
            column
            for column in found
            if issubclass(self.model, column.models)
            and self.request.user.has_perm(column.permission)
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the rows with their status, without the texts of their versions."""
        rows = super().get_base_queryset().with_status().defer("latest_revision__content")
        for column in self.extra_columns:
            rows = column.annotate(rows)
        return rows

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the matches in the list's own order: Wagtail's search refuses most filters."""
        if not self.is_searching:
            return queryset
        found = super().search_queryset(self.model._default_manager.all())
        return queryset.filter(pk__in=[one.pk for one in found])

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Return the columns, with those of later apps before the status, near the end."""
        columns: list[BaseColumn] = super().columns
        status = (i for i, one in enumerate(columns) if isinstance(one, LiveStatusTagColumn))
        place = next(status, len(columns))
        return [*columns[:place], *self.extra_columns, *columns[place:]]

    def get_table(self, object_list: Any) -> Table:
        """Return a table of the rows of this page, with the values that their columns show."""
        rows = [] if self.is_export else list(object_list)
        self.complete(rows)
        for column in self.extra_columns:
            column.complete(rows)
        return super().get_table(rows)

    def complete(self, rows: list[Any]) -> None:
        """Add to the rows of one page what a query for all rows cannot hold."""


class TopicFilter(ModelMultipleChoiceFilter):
    """A filter for rows about at least one of the chosen topics."""

    def __init__(self) -> None:
        super().__init__(
            field_name="topic_links__tag",
            queryset=_topics,
            label=_("Topics"),
            widget=CheckboxSelectMultiple,
        )


def _topics(request: HttpRequest | None) -> QuerySet[Topic]:
    return Topic.objects.all()
