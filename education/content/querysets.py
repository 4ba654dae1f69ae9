"""Querysets of pages and snippets, which say what readers may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.db.models.functions import Cast
from wagtail.models import Page, PageQuerySet, PageViewRestriction, Revision, WorkflowState

from portal.static_pages.invalidation import invalidate_all


class ContentQuerySet(PageQuerySet):
    """A queryset of pages of the guide."""

    def shown(self) -> ContentQuerySet:
        """Return the live pages that every reader may see.

        The restrictions are part of the query: with Wagtail's own `public()`, each list of a page
        would take a second one.
        """
        path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        above = PageViewRestriction.objects.annotate(of=path).filter(of__startswith=F("page__path"))
        return self.live().exclude(Exists(above))

    def neighbors_of(self, page: Page) -> ContentQuerySet:
        """Return the public pages just before and just after a page in the tree."""
        siblings = self.sibling_of(page, inclusive=False).shown()
        before = siblings.filter(path__lt=page.path).order_by("-path").values("pk")[:1]
        after = siblings.filter(path__gt=page.path).order_by("path").values("pk")[:1]
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

    def about(self, topics: Iterable[Any], most: int = 4) -> QuestionQuerySet:
        """Return the published questions that share most of these topics, `most` at most."""
        sharing = self.shown().filter(topics__in=topics).annotate(shared=Count("topics"))
        nearest = sharing.order_by("-shared", "sort_order", "pk").values("pk")[:most]
        return self.filter(pk__in=nearest).defer("body")


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
