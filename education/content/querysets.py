"""Querysets of pages and snippets, which say what readers may see."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.db.models.functions import Cast
from wagtail.models import Page, PageQuerySet, PageViewRestriction, Revision, WorkflowState


@cache
def _restriction_above() -> Exists:
    """Return whether a page or one above it is restricted; made once, as each query asks."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.annotate(of=path).filter(of__startswith=F("page__path"))
    return Exists(above)


class ContentQuerySet(PageQuerySet):
    """A queryset of pages of the guide."""

    def public(self) -> ContentQuerySet:
        """Return the live pages that every reader may see.

        The restrictions are part of the query: with Wagtail's own `public()`, each list of a page
        would take a second one.
        """
        return self.filter(~_restriction_above(), live=True)

    def neighbors_of(self, page: Page) -> Q:
        """Return the condition of the public pages just before and after a page in the tree."""
        siblings = self.sibling_of(page, inclusive=False).public()
        before = siblings.filter(path__lt=page.path).order_by("-path").values("pk")[:1]
        after = siblings.filter(path__gt=page.path).order_by("path").values("pk")[:1]
        return Q(pk=before) | Q(pk=after)


class SnippetQuerySet(QuerySet[Any]):
    """A queryset of questions, terms and other snippets."""

    def public(self) -> SnippetQuerySet:
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
