"""Mixin that requires a clinical sign-off before publishing, and its permissions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import DraftStateMixin, Page, PagePermissionTester, Revision
from wagtail.permission_policies import ModelPermissionPolicy


class NotSignedOffError(PermissionDenied):
    """Error raised when a version without a sign-off is to be published."""


class SignOffRequiredMixin(models.Model):
    """Text whose versions are published by a clinical sign-off, and by nothing else.

    What the seed wrote has no author; it is published as it is, and shows "not yet reviewed".
    """

    live: bool
    live_revision_id: int | None

    class Meta:
        abstract = True

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        """Publish a version. Raise NotSignedOffError if exactly this version has no sign-off."""
        by_seed = user is None and revision.user_id is None
        if not by_seed and not revision.sign_offs.filter(withdrawal=None).exists():
            raise NotSignedOffError(
                _("A clinician must sign this version off before it is published.")
            )
        if self.live and revision.pk == self.live_revision_id:
            return None  # The version is live already: a new review does not change the text.
        kwargs["skip_permission_checks"] = True  # The sign-off is the permission.
        return super().publish(revision, user=user, **kwargs)  # type: ignore[misc]

    @property
    def is_deletable(self) -> bool:
        """Return whether the address of this text was not promised to other systems."""
        return True

    def get_shown_content(self) -> Iterable[models.Model]:
        """Return the pictures, sources and topics of this version: a sign-off covers them, too."""
        raise NotImplementedError

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Return the text of a version with its topics prefetched, which saves a query for each."""
        text = super().with_content_json(content)  # type: ignore[misc]
        prefetch_related_objects([*text.topic_links.all()], "tag")
        return text

    def save_revision(
        self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        """Save a version; a signed version is never overwritten, a new version is made instead.

        The row is locked as a sign-off locks it, so that the two cannot overlap.
        """
        with transaction.atomic():
            if overwrite_revision is not None:
                lock_for_update(self)
                if overwrite_revision.sign_offs.exists():
                    overwrite_revision = None
            return super().save_revision(  # type: ignore[misc]
                *args, overwrite_revision=overwrite_revision, **kwargs
            )


def lock_for_update(thing: DraftStateMixin) -> DraftStateMixin:
    """Return the current row of a text, locked until the transaction ends."""
    base: Any = Page if isinstance(thing, Page) else type(thing)
    return base.objects.select_for_update().get(pk=thing.pk)


class PageCopyForm(CopyForm):
    """Form for copying pages. A copy is a draft, as it has no sign-off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)


class SignOffPermissionPolicy(ModelPermissionPolicy):
    """Permission policy of snippets that denies "publish": only a sign-off publishes."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Deny "publish" to everyone, superusers included."""
        return action != "publish" and super().user_has_permission(user, action)


class ContentPagePermissionTester(PagePermissionTester):
    """Permission tester that denies direct publishing."""

    def can_add_subpage(self) -> bool:
        """Return whether another child page is allowed: one query, not one for each type."""
        if not self.user.is_superuser and "add" not in getattr(self, "permissions", ()):
            return False
        kinds = self.page.specific_class.creatable_subpage_models()
        once = [kind for kind in kinds if kind.max_count_per_parent]
        if not self.user.is_active or len(once) < len(kinds):
            return bool(self.user.is_active and kinds)
        there = {*self.page.get_children().values_list("content_type", flat=True)}
        return any(ContentType.objects.get_for_model(kind).pk not in there for kind in once)

    def can_publish(self) -> bool:
        """Deny publishing to everyone, superusers included."""
        return False

    def can_unpublish(self) -> bool:
        """Deny unpublishing: a page is withdrawn, with a reason."""
        return False

    def can_publish_subpage(self) -> bool:
        """Deny publishing below a page."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Deny deletion of pages at promised addresses to everyone, superusers included."""
        return self.page.specific.is_deletable and super().can_delete(ignore_bulk)

    def can_set_view_restrictions(self) -> bool:
        """Allow view restrictions for users with publish permission."""
        return super().can_publish()

    def can_unschedule(self) -> bool:
        """Allow users with publish permission to cancel a scheduled publication."""
        return super().can_publish()
