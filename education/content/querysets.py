"""Querysets of pages and snippets, and listings that are fetched together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import (
    CharField,
    Count,
    Exists,
    Field,
    Max,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone
from wagtail.models import PageQuerySet, Revision, WorkflowState

from portal.static_pages.invalidation import invalidate_all
from portal.web.page_router import is_restricted


class ContentQuerySet(PageQuerySet):
    """A queryset of pages of the guide."""

    def shown(self) -> ContentQuerySet:
        """Return live pages without restrictions. One query; Wagtail's `public()` needs two."""
        return self.filter(~is_restricted(), live=True)

    def below(self, path: str) -> ContentQuerySet:
        """Return the children of the page with this path in the tree."""
        # A range of paths, which an index finds; with LIKE all paths would be read.
        last = path + self.model.alphabet[-1] * self.model.steplen
        depth = len(path) // self.model.steplen + 1
        return self.filter(depth=depth, path__gt=path, path__lte=last)

    def beside(self, path: str) -> ContentQuerySet:
        """Return the neighbors before and after the page with this path in the tree."""
        siblings = self.shown().below(path[: -self.model.steplen])
        before = siblings.filter(path__lt=path).order_by("-path").values("pk")[:1]
        after = siblings.filter(path__gt=path).order_by("path").values("pk")[:1]
        return self.filter(Q(pk=before) | Q(pk=after))


class SnippetQuerySet(QuerySet[Any]):
    """A queryset of questions, terms and other snippets."""

    def shown(self) -> SnippetQuerySet:
        """Return the published rows."""
        return self.filter(live=True)

    def with_status(self) -> SnippetQuerySet:
        """Add the facts that the status of a row needs. One more query for any number of rows."""
        kind = ContentType.objects.get_for_model(self.model, for_concrete_model=False)
        scheduled = Revision.objects.filter(
            base_content_type=kind,
            object_id=Cast(OuterRef("pk"), CharField()),
            approved_go_live_at__isnull=False,
        )
        states = WorkflowState.objects.active().select_related("current_task_state__task")
        return self.annotate(is_scheduled=Exists(scheduled)).prefetch_related(
            Prefetch("workflow_states", states, to_attr="_current_workflow_states")
        )


class QuestionQuerySet(SnippetQuerySet):
    """A queryset of questions, each of which belongs to a category."""

    def shown(self) -> QuestionQuerySet:
        """Return the published questions of published categories."""
        return self.filter(live=True, category__live=True)

    def last_place(self, category_id: int) -> int:
        """Return the last place that is taken in a category, or 0 if the category is empty."""
        places = self.filter(category_id=category_id).aggregate(last=Max("sort_order"))
        return places["last"] or 0

    def move(self, item: Any, position: str) -> None:
        """Move a question to a position (a number from 0) in its category; else to the end.

        The places of the category are numbered again, from 1. Must run in a transaction.
        """
        beside = self.filter(category_id=item.category_id).select_for_update()
        rows = list(beside.exclude(pk=item.pk).order_by("sort_order", "pk"))
        rows.insert(int(position) if position.isdecimal() else len(rows), item)
        for place, row in enumerate(rows, start=1):
            row.sort_order = place
        self.bulk_update(rows, ["sort_order"])
        invalidate_all()  # bulk_update() sends no signals.

    def about(self, topics: QuerySet[Any], most: int = 4) -> QuestionQuerySet:
        """Return the published questions that share most of these topics, `most` at most."""
        sharing = self.shown().filter(topics__in=topics).annotate(shared=Count("topics"))
        nearest = sharing.order_by("-shared", "sort_order", "pk").values("pk")[:most]
        return self.filter(pk__in=nearest)


def keys_of(rows: QuerySet[Any], name: str) -> dict[str, int]:
    """Return the primary keys of rows by the value of one of their columns."""
    return dict(rows.order_by().values_list(name, "pk"))


def permissions_to_view(*models: type[Model]) -> QuerySet[Permission]:
    """Return the view permissions of models, which Wagtail does not offer for roles by itself."""
    wanted = Q(pk__in=[])
    for model in models:
        codename = f"view_{model._meta.model_name}"
        wanted |= Q(content_type__app_label=model._meta.app_label, codename=codename)
    return Permission.objects.filter(wanted)


class Listing(NamedTuple):
    """Rows to show, and the columns to fetch of them."""

    rows: QuerySet[Any]
    columns: Sequence[str]


def fetch_listings(parts: Mapping[str, Listing]) -> dict[str, list[Any]]:
    """Fetch several small listings with one query, and return the rows by name of the listing.

    Each listing becomes one SELECT of a UNION, its columns packed as JSON. The rows are real model
    instances with the other columns deferred. A listing's own order is lost: sort afterwards.
    """
    selects = [
        part.rows.order_by().values_list(
            Value(name, output_field=CharField()),
            JSONObject(**{column: column for column in ("pk", *part.columns)}),
        )
        for name, part in parts.items()
    ]
    found: dict[str, list[Any]] = defaultdict(list)
    if selects:
        for name, packed in selects[0].union(*selects[1:], all=True):
            found[name].append(_unpacked(parts[name], packed))
    return found


def _converted(field: Field[Any, Any], value: Any) -> Any:
    """Return a value as the field holds it. JSON has no dates, and SQLite's have no time zone."""
    value = field.to_python(value)
    if isinstance(value, datetime) and timezone.is_naive(value):
        return timezone.make_aware(value, UTC)
    return value


def _unpacked(part: Listing, packed: dict[str, Any]) -> Model:
    model = part.rows.model
    names, values = [], []
    extra = {}
    for column, value in packed.items():
        try:
            field = model._meta.pk if column == "pk" else model._meta.get_field(column)
        except FieldDoesNotExist:
            extra[column] = value
            continue
        names.append(field.attname)
        values.append(_converted(field, value))
    by_name = dict(zip(names, values, strict=True))
    ordered = [f.attname for f in model._meta.concrete_fields if f.attname in by_name]
    instance = model.from_db(part.rows.db, ordered, [by_name[name] for name in ordered])
    for name, value in extra.items():
        setattr(instance, name, value)
    return instance
