"""Workflow task of a sign-off, and the texts that wait at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState

from education.review.models.sign_offs import SignOff

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class SignOffTask(AbstractGroupApprovalTask):
    """Workflow task in which a clinician of these groups signs off a text or asks for changes."""

    class Meta:
        verbose_name = _("clinical sign-off")
        verbose_name_plural = _("clinical sign-offs")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, StrOrPromise, bool]]:
        """Return the actions without "approve": a text is signed off on its review screen."""
        actions = super().get_actions(obj, user)
        return [one for one in actions if one[0] != "approve"]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approve a signed version. Raise PermissionDenied if the user has not signed it."""
        signed = SignOff.objects.filter(revision=task_state.revision_id, reviewer=user)
        if action_name == "approve" and not signed.exists():
            raise PermissionDenied(_("Open the review of this text to sign it off."))
        super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def of(cls, text: Any) -> SignOffTask | None:
        """Return the clinical task of the workflow of a text, or None."""
        workflow = text.get_workflow()
        tasks = cls.objects.filter(workflow_tasks__workflow=workflow, active=True)
        return tasks.first() if workflow else None

    def people(self) -> QuerySet[Any]:
        """Return the active users who sign off and have an e-mail address."""
        active = get_user_model().objects.filter(groups__in=self.groups.all(), is_active=True)
        return active.exclude(email="").distinct()

    def may_be_signed_by(self, user: Any) -> bool:
        """Return whether a user may sign; asked anew each time, as a role can be taken away."""
        in_groups = self.groups.filter(user=user.pk).exists()
        return user.is_active and (user.is_superuser or in_groups)

    @classmethod
    def get_description(cls) -> StrOrPromise:
        """Return the description for admins who set up a workflow."""
        return _("A member of the chosen groups reads the text and signs it off")


def pending_reviews_for(user: Any) -> list[Any]:
    """Return the newest versions of texts that wait for the user's sign-off, oldest first."""
    states = TaskState.objects.reviewable_by(user).order_by("started_at", "pk")
    return [state.revision.as_object() for state in states.select_related("revision")]


def texts_sent_back_to(user: Any) -> list[tuple[Any, str]]:
    """Return the texts that reviewers have sent back to the user, each with the reason."""
    tasks = _tasks_of(user, WorkflowState.STATUS_NEEDS_CHANGES)
    return [(task.revision.as_object(), task.comment) for task in tasks]


def texts_submitted_by(user: Any) -> list[Any]:
    """Return the texts that the user submitted and that wait for a reviewer."""
    tasks = _tasks_of(user, WorkflowState.STATUS_IN_PROGRESS)
    return [task.revision.as_object() for task in tasks]


def _tasks_of(user: Any, status: str) -> list[TaskState]:
    states = WorkflowState.objects.filter(status=status, requested_by=user)
    states = states.select_related("current_task_state__revision")
    return [state.current_task_state for state in states.order_by("pk")]


def sent_back(text: Any) -> TaskState | None:
    """Return the request for changes that a text waits with, or None: who asked, and why."""
    state = text.current_workflow_state
    is_sent_back = state and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    return state.current_task_state if is_sent_back else None
