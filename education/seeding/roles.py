"""Import of the roles in fixtures/roles.yaml, and of the workflow for sign-offs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from education.content.markdown.errors import Problem, Report, SeedError
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.review.models import SignOffTask
from education.seeding.plan import Plan
from education.seeding.records import Record, Texts, one_of, open_records, read

WORKFLOW = "Clinical sign-off"
_STOCK_GROUPS = ("Editors", "Moderators")
_STOCK_WORKFLOWS = ("Moderators approval", "Clinical review")
PAGE_ACTIONS = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
PHOTO_ACTIONS = ("add", "change", "choose")
SNIPPET_ACTIONS = ("view", "add", "change", "delete", "publish", "lock", "unlock")
SNIPPETS = (
    "search.AlarmGroup",
    "faq.FAQCategory",
    "faq.FAQItem",
    "glossary.GlossaryTerm",
    "content.Picture",
    "content.Source",
    "search.SynonymGroup",
    "content.Topic",
)
REPORTS = ("feedback.Feedback", "search.SearchQueryCount")
_MANAGE = ("add", "change", "delete")


@dataclass(frozen=True)
class Role:
    """A named set of permissions; `rights` are the actions with each model, by "app.Model"."""

    rights: Mapping[str, Texts]
    name: str
    pages: Annotated[Texts, one_of(PAGE_ACTIONS)] = ()
    photos: Annotated[Texts, one_of(PHOTO_ACTIONS)] = ()
    settings: bool = False
    people: bool = False
    workflows: bool = False
    redirects: bool = False
    reviews: bool = False

    def codenames(self) -> set[tuple[str, str]]:
        """Return app label and codename of each model permission."""
        names = {("wagtailadmin", "access_admin")}
        for label, actions in self.rights.items():
            app, model = label.lower().split(".")
            names |= {(app, f"{action}_{model}") for action in actions}
        if self.settings:
            names.add(("content", "change_sitesettings"))
        if self.redirects:
            names.add(("wagtailredirects", "delete_redirect"))
        if self.workflows:
            for model in ("workflow", "task"):
                names |= {("wagtailcore", f"{action}_{model}") for action in _MANAGE}
        if self.people or self.reviews:
            names.add(("review", "view_signerconfirmation"))
        if self.people:
            for model, app in (("user", "accounts"), ("group", "auth")):
                names |= {(app, f"{action}_{model}") for action in _MANAGE}
        return names


def import_roles(file: Path, plan: Plan) -> None:
    """Create each new role with its permissions, and the workflow for sign-offs.

    Raise SeedError for a broken file.
    """
    roles = read_roles(file)
    for role in roles:
        if not plan.takes("role", role.name):
            continue
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.set(_permissions(role))
        root = Page.get_first_root_node()
        for action in role.pages:
            permission = Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{action}_page"
            )
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        library = Collection.get_first_root_node()
        for action in role.photos:
            permission = Permission.objects.get(
                content_type__app_label="wagtailimages", codename=f"{action}_image"
            )
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=library, permission=permission
            )
    import_workflow([role.name for role in roles if role.reviews], plan)


def read_roles(file: Path) -> list[Role]:
    """Return the roles of a file. Raise SeedError when the file has problems."""
    problems: list[Problem] = []
    record_file = open_records(
        file, Report(f"{file.parent.name}/{file.name}", problems), "roles", "name"
    )
    roles = record_file.read(_role)
    if problems:
        raise SeedError(problems)
    return list(roles)


def _role(record: Record) -> Role:
    allowed = {**dict.fromkeys(SNIPPETS, SNIPPET_ACTIONS), **dict.fromkeys(REPORTS, ("view",))}
    rights = {
        label: record.take(label.split(".")[1], Annotated[Texts, one_of(actions)], ())
        for label, actions in allowed.items()
    }
    return read(Role, record, rights=rights)


def _permissions(role: Role) -> list[Permission]:
    wanted = role.codenames()
    rows = Permission.objects.filter(
        codename__in={codename for _app, codename in wanted}
    ).select_related("content_type")
    return [row for row in rows if (row.content_type.app_label, row.codename) in wanted]


def import_workflow(reviewers: Iterable[str], plan: Plan) -> None:
    """Create the workflow by which the named roles sign off pages, questions and terms.

    Do nothing when an earlier import created it.
    """
    if not plan.takes("workflow", WORKFLOW):
        return
    task = SignOffTask.objects.create(name=WORKFLOW)
    task.groups.set(Group.objects.filter(name__in=reviewers))
    workflow = Workflow.objects.create(name=WORKFLOW)
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
    """Delete Wagtail's default workflows and groups that are unused; deactivate used workflows."""
    GroupApprovalTask.objects.filter(name__in=_STOCK_WORKFLOWS, task_states=None).delete()
    stock = Workflow.objects.filter(name__in=_STOCK_WORKFLOWS)
    stock.filter(workflow_states=None).delete()
    for workflow in stock:
        workflow.deactivate()
    Group.objects.filter(name__in=_STOCK_GROUPS, user__isnull=True).delete()
