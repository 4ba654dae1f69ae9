"""Registry of the models whose texts clinicians sign off and readers rate, by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from education.review.enums import ContentKind

# A row of a registered model. Wagtail has no types.
Text: TypeAlias = Any


@dataclass(frozen=True)
class Reviewable:
    """Model of texts that clinicians sign off, and how lists select its rows."""

    kind: ContentKind
    model: Any
    people: tuple[str, ...]
    bodies: tuple[str, ...]  # Long fields, not needed in lists.

    def without_bodies(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return rows with their owners and without their long fields."""
        return rows.select_related(*self.people).defer(*self.bodies)

    def editable_by(self, user: Any) -> QuerySet[Any]:
        """Return the rows that a user may edit."""
        rows: QuerySet[Any] = self.model.objects.all()
        if issubclass(self.model, Page):
            pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
            return rows.filter(pk__in=pages.order_by().values("pk"))
        meta = self.model._meta
        may_change = user.has_perm(f"{meta.app_label}.change_{meta.model_name}")
        return rows if may_change else rows.none()


_REVIEWABLES: dict[ContentKind, Reviewable] = {}


def register_reviewable(
    kind: ContentKind, model: Any, *, people: Iterable[str], bodies: Iterable[str]
) -> None:
    """Register the model of a kind, which must have SignOffRequiredMixin.

    Lists select the related `people` and defer the fields named in `bodies`.
    """
    _REVIEWABLES[kind] = Reviewable(kind, model, tuple(people), tuple(bodies))


def reviewables() -> list[Reviewable]:
    """Return the registered models in the order of their kinds."""
    return [_REVIEWABLES[kind] for kind in ContentKind if kind in _REVIEWABLES]


def get_model(kind: str) -> Any:
    """Return the model of a kind. Raise ValueError for an unknown kind."""
    return _REVIEWABLES[ContentKind(kind)].model


def find_kind(model: type[Any]) -> ContentKind | None:
    """Return the kind of a model, or None if it is not registered."""
    return next((one.kind for one in reviewables() if issubclass(model, one.model)), None)


def kind_of(text: Text) -> ContentKind:
    """Return the kind of a text."""
    return next(one.kind for one in reviewables() if isinstance(text, one.model))


def review_url(text: Text) -> str:
    """Return the URL of the review of a text."""
    return reverse("review:sign_off", args=[kind_of(text), text.pk])


def edit_url(text: Text) -> str:
    """Return the URL at which editors change a text."""
    if isinstance(text, Page):
        return reverse("wagtailadmin_pages:edit", args=[text.pk])
    return reverse(text.snippet_viewset.get_url_name("edit"), args=[text.pk])


def clinical_text(kind: str, pk: int) -> Text | None:
    """Return a clinical text as readers have it, or None if there is none with this key."""
    found = get_model(kind).objects.filter(pk=pk).first()
    if isinstance(found, Page):
        found = found.specific
    return found


def clinical_texts() -> list[Text]:
    """Return all clinical texts, published or not. One query for each model."""
    return [text for one in reviewables() for text in one.without_bodies(one.model.objects.all())]


def texts_of_editor(user: Any) -> list[Text]:
    """Return the clinical texts that a user may edit."""
    return [text for one in reviewables() for text in one.without_bodies(one.editable_by(user))]
