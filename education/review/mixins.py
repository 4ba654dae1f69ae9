"""What readers see only after a clinician has signed it off."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import DraftStateMixin, Page, PagePermissionTester, Revision
from wagtail.permission_policies import ModelPermissionPolicy


class NotSignedOffError(PermissionDenied):
    """A version was to be published that no clinician has signed off."""


class SignOffRequiredMixin(models.Model):
    """A text whose versions are published by a clinical sign-off, and by nothing else.

    What the seed wrote has no author; it is published as it is, and says "not yet reviewed".
    """

    is_clinical: ClassVar[bool] = True
    live: bool
    live_revision_id: int | None

    class Meta:
        abstract = True

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        """Publishes a version. Raises NotSignedOff when nobody has signed exactly this one."""
        if not self.is_clinical:
            return super().publish(revision, user=user, **kwargs)  # type: ignore[misc]
        by_seed = user is None and revision.user_id is None
        if not by_seed and not revision.sign_offs.filter(withdrawn_on=None).exists():
            raise NotSignedOffError(
                _("A clinician must sign this version off before it is published.")
            )
        if self.live and revision.pk == self.live_revision_id:
            return None  # Readers have it already: a new review is no change of the text.
        kwargs["skip_permission_checks"] = True  # The sign-off is the permission.
        return super().publish(revision, user=user, **kwargs)  # type: ignore[misc]

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """The text as a version has it, with its topics: its editor would ask for one by one."""
        text = super().with_content_json(content)  # type: ignore[misc]
        prefetch_related_objects([*text.topic_links.all()], "tag")
        return text

    def save_revision(
        self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        """Keeps a version. One that was signed is never written over: a new one is made.

        The row is locked as a sign-off locks it, so that one of the two comes first.
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
    """The row of a text as it is now; nobody else can change it before the transaction ends."""
    base: Any = Page if isinstance(thing, Page) else type(thing)
    return base.objects.select_for_update().get(pk=thing.pk)


class PageCopyForm(CopyForm):
    """A copy of a clinical page is a draft: nobody has signed it off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.page.specific_class.is_clinical:
            for name in ("publish_copies", "alias"):
                self.fields.pop(name, None)


class SignOffPermissionPolicy(ModelPermissionPolicy):
    """Django's rules for snippets, without a way to publish: a sign-off does."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Nobody publishes directly; superusers are no exception."""
        return action != "publish" and super().user_has_permission(user, action)


class ContentPagePermissionTester(PagePermissionTester):
    """Wagtail's rules, without a way to publish or unpublish a clinical page at once."""

    def can_add_subpage(self) -> bool:
        """Whether there is room for another page below: one query, where Wagtail asks per type."""
        if not self.user.is_superuser and "add" not in getattr(self, "permissions", ()):
            return False
        kinds = self.page.specific_class.creatable_subpage_models()
        once = [kind for kind in kinds if kind.max_count_per_parent]
        if not self.user.is_active or len(once) < len(kinds):
            return bool(self.user.is_active and kinds)
        there = {*self.page.get_children().values_list("content_type", flat=True)}
        return any(ContentType.objects.get_for_model(kind).pk not in there for kind in once)

    def can_publish(self) -> bool:
        """Nobody publishes a clinical page but by a sign-off; superusers are no exception."""
        return not self.page.is_clinical and super().can_publish()

    def can_unpublish(self) -> bool:
        """A clinical page is withdrawn, with a reason, and not merely unpublished."""
        return not self.page.is_clinical and super().can_unpublish()

    def can_publish_subpage(self) -> bool:
        """Not where clinical pages stand."""
        kinds = self.page.specific_class.creatable_subpage_models()
        clinical = any(getattr(kind, "is_clinical", False) for kind in kinds)
        return not clinical and super().can_publish_subpage()

    def can_set_view_restrictions(self) -> bool:
        """Who may publish elsewhere may hide a page from readers."""
        return super().can_publish()

    def can_unschedule(self) -> bool:
        """Who may publish elsewhere may stop a planned publication."""
        return super().can_publish()
