"""The workflow in which clinicians sign texts off, in place of the one that Wagtail brings."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.review.models import SignOffTask
from education.seeding.plan import Plan

NAME = "Clinical sign-off"
_STOCK_GROUPS = ("Editors", "Moderators")
_STOCK_WORKFLOWS = ("Moderators approval", "Clinical review")


def lay_out_workflow(reviewers: Iterable[str], plan: Plan) -> None:
    """Lets the named roles sign off every page, question and word; does so once."""
    if not plan.takes("workflow", NAME):
        return
    task = SignOffTask.objects.create(name=NAME)
    task.groups.set(Group.objects.filter(name__in=reviewers))
    workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(
        page=Page.get_first_root_node(), defaults={"workflow": workflow}
    )
    for model in (FAQItem, GlossaryTerm):
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        WorkflowContentType.objects.update_or_create(
            content_type=kind, defaults={"workflow": workflow}
        )
    _put_stock_away()


def _put_stock_away() -> None:
    """What Wagtail brings, and nobody has used, goes; what somebody used is switched off."""
    GroupApprovalTask.objects.filter(name__in=_STOCK_WORKFLOWS, task_states=None).delete()
    stock = Workflow.objects.filter(name__in=_STOCK_WORKFLOWS)
    stock.filter(workflow_states=None).delete()
    for workflow in stock:
        workflow.deactivate()
    Group.objects.filter(name__in=_STOCK_GROUPS, user__isnull=True).delete()
