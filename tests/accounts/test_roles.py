"""Test what each role of fixtures/roles.yaml may do, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Task, Workflow
from wagtail.snippets.models import get_snippet_models

from education.faq.models import FAQItem
from education.review.models import SignOffTask
from education.seeding.plan import Plan
from education.seeding.roles import import_roles
from portal.accounts.models import User
from tests.factories import Guide, QuestionFactory, TermFactory, UserFactory
from tests.forms import save

FILE = Path(settings.FIXTURES_DIR, "roles.yaml")
ROLES = {role["name"]: role for role in yaml.safe_load(FILE.read_text())["roles"]}
SNIPPETS = {one._meta.model_name: one._meta.app_label for one in get_snippet_models()}
REPORTS = {"feedback": "feedback", "searchquerycount": "search"}

AUTHOR, REVIEWER, FAQ, TRANSLATOR, ADMIN = (
    "Author clinicians",
    "Reviewing clinicians",
    "FAQ admins",
    "Translators",
    "Site admins",
)
PAGES = [AUTHOR, REVIEWER, TRANSLATOR, ADMIN]
PUBLISHERS = [REVIEWER, ADMIN]
ALL = [AUTHOR, REVIEWER, FAQ, TRANSLATOR, ADMIN]
ALLOWED = {
    "/cms/": ALL,
    "/cms/pages/{articles}/": PAGES,
    "/cms/pages/{article}/history/": PAGES,
    "/cms/pages/{article}/unpublish/": [],
    "/cms/pages/{article}/privacy/": PUBLISHERS,
    "/cms/pages/{article}/move/": PUBLISHERS,
    "/cms/snippets/faq/faqitem/": ALL,
    "/cms/snippets/faq/faqitem/unpublish/{question}/": [],
    "/cms/snippets/faq/faqitem/delete/{question}/": [FAQ, ADMIN],
    "/cms/snippets/faq/faqcategory/add/": [FAQ, TRANSLATOR, ADMIN],
    "/cms/snippets/glossary/glossaryterm/add/": ALL,
    "/cms/snippets/content/topic/add/": [FAQ, TRANSLATOR, ADMIN],
    "/cms/snippets/search/synonymgroup/add/": [FAQ, TRANSLATOR, ADMIN],
    "/cms/snippets/search/alarmgroup/add/": [REVIEWER, ADMIN],
    "/cms/snippets/content/picture/add/": [AUTHOR, REVIEWER, ADMIN],
    "/cms/snippets/content/source/add/": [AUTHOR, REVIEWER, ADMIN],
    "/cms/settings/content/sitesettings/{site}/": [ADMIN],
    "/cms/redirects/": [ADMIN],
    "/cms/snippets/content/source/": ALL,
    "/cms/users/": [ADMIN],
    "/cms/groups/": [ADMIN],
    "/cms/workflows/list/": [ADMIN],
    "/cms/workflows/tasks/index/": [ADMIN],
    "/cms/images/": [AUTHOR, REVIEWER, ADMIN],
    "/cms/documents/": [],
    "/cms/collections/": [],
    "/cms/sites/": [],
}


@pytest.fixture
def roles(db: None) -> None:
    import_roles(FILE, Plan.from_records())


def signed_in(role: str | None) -> Client:
    """A browser in which a person with this role has signed in."""
    client = Client()
    client.force_login(UserFactory(roles=[role] if role else []))
    return client


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_the_permissions_of_the_file_and_no_other(roles: None, role: str) -> None:
    rights = ROLES[role]
    expected = {("wagtailadmin", "access_admin")}
    for name, actions in rights.items():
        if app := {**SNIPPETS, **REPORTS}.get(name.lower()):
            expected |= {(app, f"{action}_{name.lower()}") for action in actions}
    if rights.get("settings"):
        expected.add(("content", "change_sitesettings"))
    if rights.get("people") or rights.get("reviews"):
        expected.add(("review", "view_signerconfirmation"))
    if rights.get("people"):
        actions = ("add", "change", "delete")
        expected |= {("accounts", f"{action}_user") for action in actions}
        expected |= {("auth", f"{action}_group") for action in actions}
    if rights.get("workflows"):
        actions = ("add", "change", "delete")
        models = ("workflow", "task")
        expected |= {("wagtailcore", f"{action}_{one}") for action in actions for one in models}
    if rights.get("redirects"):
        expected.add(("wagtailredirects", "delete_redirect"))
    given = Permission.objects.filter(group__name=role)
    assert {*given.values_list("content_type__app_label", "codename")} == expected


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_with_pages_what_the_file_says(roles: None, role: str) -> None:
    given = GroupPagePermission.objects.filter(group__name=role)
    codenames = {*given.values_list("permission__codename", flat=True)}
    assert codenames == {f"{action}_page" for action in ROLES[role]["pages"]}
    assert all(one.page.is_root() for one in given)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_it_may_and_nothing_else(guide: Guide, roles: None, role: str) -> None:
    keys = {
        "articles": guide.articles.pk,
        "article": guide.article().pk,
        "question": QuestionFactory(live=False).pk,
        "site": guide.site.pk,
    }
    client = signed_in(role)
    opened = [
        address for address in ALLOWED if client.get(address.format(**keys)).status_code == 200
    ]
    assert opened == [address for address, allowed in ALLOWED.items() if role in allowed]


def test_someone_without_a_role_opens_nothing(guide: Guide, roles: None) -> None:
    keys = {"articles": guide.articles.pk, "article": guide.article().pk, "site": guide.site.pk}
    keys["question"] = QuestionFactory(live=False).pk
    client = signed_in(None)
    assert {client.get(address.format(**keys)).status_code for address in ALLOWED} == {302}


def test_a_stranger_is_asked_to_sign_in(guide: Guide, client: Client) -> None:
    response = client.get(f"/cms/pages/{guide.home.pk}/edit/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/cms/login/")


@pytest.mark.parametrize("role", PAGES)
def test_nobody_publishes_a_clinical_page_by_saving_it(
    guide: Guide, roles: None, role: str
) -> None:
    page = guide.article(title="As it was")
    assert save(f"/cms/pages/{page.pk}/edit/", signed_in(role), title="New").status_code == 302
    page.refresh_from_db()
    assert page.title == "As it was"
    assert page.get_latest_revision_as_object().title == "New"


@pytest.mark.parametrize("role", ALL)
def test_nobody_publishes_an_answer_by_saving_it(roles: None, role: str) -> None:
    item = QuestionFactory(question="As it was?")
    address = f"/cms/snippets/faq/faqitem/edit/{item.pk}/"
    assert save(address, signed_in(role), question="New?").status_code == 302
    assert FAQItem.objects.get().question == "As it was?"
    assert FAQItem.objects.get().get_latest_revision_as_object().question == "New?"


def test_reviewing_clinicians_sign_off_pages_questions_and_words(guide: Guide, roles: None) -> None:
    (task,) = SignOffTask.objects.all()
    assert [group.name for group in task.groups.all()] == [REVIEWER]
    texts = (guide.article(), QuestionFactory(), TermFactory())
    assert {one.get_workflow().name for one in texts} == {"Clinical sign-off"}
    assert [one.name for one in Task.objects.active()] == ["Clinical sign-off"]
    assert [one.name for one in Workflow.objects.active()] == ["Clinical sign-off"]


def test_a_copy_that_knows_its_roles_gets_the_workflow_too(db: None) -> None:
    plan = Plan(frozenset(f"role:{name}" for name in ROLES))
    Group.objects.create(name=REVIEWER)
    import_roles(FILE, plan)
    assert plan.new == ["workflow:Clinical sign-off"]
    assert [group.name for group in SignOffTask.objects.get().groups.all()] == [REVIEWER]


def test_a_workflow_that_an_admin_changed_stays_so(roles: None) -> None:
    plan = Plan.from_records()
    Plan(plan.known, ["workflow:Clinical sign-off"]).enter()
    SignOffTask.objects.get().groups.clear()
    import_roles(FILE, Plan.from_records())
    assert not SignOffTask.objects.get().groups.exists()


def test_the_groups_that_wagtail_brings_are_gone(roles: None) -> None:
    assert {*Group.objects.values_list("name", flat=True)} == {*ROLES}


def test_a_stock_group_with_people_in_it_stays(db: None) -> None:
    User.objects.create_user("editor").groups.add(Group.objects.get(name="Editors"))
    import_roles(FILE, Plan.from_records())
    assert Group.objects.filter(name="Editors").exists()


def test_a_role_that_an_admin_changed_stays_so(roles: None) -> None:
    plan = Plan.from_records()
    Plan(plan.known, [f"role:{name}" for name in ROLES]).enter()
    Group.objects.get(name=FAQ).permissions.clear()
    import_roles(FILE, Plan.from_records())
    assert not Group.objects.get(name=FAQ).permissions.exists()
