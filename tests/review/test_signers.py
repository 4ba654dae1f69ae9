"""Test that a second person confirms what readers are told of a signer."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command

from education.review.models import SignerConfirmation
from education.review.sign_off import get_sign_off_blocker
from portal.accounts.models import User
from tests.factories import UserFactory
from tests.forms import save
from tests.html import words
from tests.review.people import ADMIN, AUTHOR, REVIEWER, browser_of, person

LIST = "/cms/reports/signers/"


def may_sign(user: Any, text: Any) -> bool:
    """Return whether somebody can sign off a text."""
    reason = get_sign_off_blocker(text, text.latest_revision, User.objects.get(pk=user.pk))
    assert not reason or "second person" in reason
    return not reason


def confirm(signer: Any, by: Any) -> None:
    """Let somebody press the button, or send what it would send."""
    user = User.objects.get(pk=signer.pk)
    seen = "\n".join((user.signature, user.professional_title, user.email))
    browser_of(by).post(LIST, {"signer": signer.pk, "seen": seen})


@pytest.fixture
def newcomer(roles: None) -> Any:
    """A clinician whom nobody has confirmed yet."""
    user = person(REVIEWER, first_name="Eve", email="eve@example.org")
    SignerConfirmation.objects.filter(user=user).delete()
    return user


@pytest.fixture
def site_admin(roles: None) -> Any:
    return person(ADMIN, email="admin@example.org")


def test_nobody_signs_before_a_colleague_has_confirmed_them(
    text: Any, newcomer: Any, reviewer: Any
) -> None:
    assert not may_sign(newcomer, text)
    page = BeautifulSoup(browser_of(reviewer).get(LIST).content, "html.parser")
    assert "Confirm Eve Nurse, RN" in words(page.main)
    confirm(newcomer, by=reviewer)
    assert may_sign(newcomer, text)


def test_a_colleague_reads_on_the_first_screen_whom_to_confirm(
    newcomer: Any, reviewer: Any, site_admin: Any
) -> None:
    words_of_task = "Confirm who signs: Eve Nurse, RN"
    assert words_of_task in browser_of(reviewer).get("/cms/").content.decode()
    assert words_of_task not in browser_of(site_admin).get("/cms/").content.decode()
    confirm(newcomer, by=reviewer)
    assert words_of_task not in browser_of(reviewer).get("/cms/").content.decode()


def test_nobody_confirms_themselves(text: Any, newcomer: Any) -> None:
    confirm(newcomer, by=newcomer)
    assert not may_sign(newcomer, text)


@pytest.mark.parametrize("role", [ADMIN, AUTHOR])
def test_only_clinicians_and_superusers_confirm(text: Any, newcomer: Any, role: str) -> None:
    confirm(newcomer, by=person(role))
    assert not may_sign(newcomer, text)


def test_two_unconfirmed_clinicians_do_not_confirm_each_other(text: Any, newcomer: Any) -> None:
    other = person(REVIEWER)
    SignerConfirmation.objects.filter(user=other).delete()
    confirm(newcomer, by=other)
    assert not may_sign(newcomer, text)


def test_a_site_admin_who_makes_a_clinician_needs_a_second_person(
    text: Any, reviewer: Any, site_admin: Any
) -> None:
    browser_of(site_admin).post(
        "/cms/users/new/",
        {
            "username": "evil", "email": "evil@example.org", "first_name": "Dr",
            "last_name": "Evil", "professional_title": "Consultant", "credentials": "MD",
            "groups": [reviewer.groups.get().pk, site_admin.groups.get().pk],
        },
    )  # fmt: skip
    evil = User.objects.get(username="evil")
    confirm(evil, by=site_admin)
    confirm(evil, by=evil)
    assert not may_sign(evil, text)
    confirm(evil, by=reviewer)
    assert may_sign(evil, text)


def test_a_site_admin_who_joins_the_clinicians_cannot_sign(
    text: Any, reviewer: Any, site_admin: Any
) -> None:
    site_admin.groups.add(reviewer.groups.get())
    assert not may_sign(site_admin, text)


def test_a_site_admin_who_makes_a_password_link_of_a_clinician_needs_a_second_person(
    text: Any, reviewer: Any, site_admin: Any
) -> None:
    assert may_sign(reviewer, text)
    address = f"/cms/users/password-link/{reviewer.pk}/"
    browser_of(site_admin).get(address)
    assert may_sign(reviewer, text)
    browser_of(site_admin).post(address)
    assert not may_sign(reviewer, text)


@pytest.mark.parametrize(
    "changes",
    [
        {"last_name": "Famous"},
        {"credentials": "MD"},
        {"professional_title": "Professor"},
        {"email": "other@example.org"},
    ],
)
def test_what_a_site_admin_changes_about_a_clinician_is_confirmed_again(
    text: Any, reviewer: Any, site_admin: Any, changes: dict[str, str]
) -> None:
    User.objects.filter(pk=reviewer.pk).update(email="ada@example.org")
    SignerConfirmation.create(User.objects.get(pk=reviewer.pk), confirmed_by=None)
    answer = save(
        f"/cms/users/edit/{reviewer.pk}/",
        browser_of(site_admin),
        publish=False,
        groups=[*reviewer.groups.values_list("pk", flat=True)],
        **changes,
    )
    assert answer.status_code == 302
    assert not may_sign(reviewer, text)


def test_a_clinician_who_takes_another_name_is_confirmed_again(text: Any, reviewer: Any) -> None:
    User.objects.filter(pk=reviewer.pk).update(last_name="Famous")
    assert not may_sign(reviewer, text)


def test_who_changed_an_account_cannot_confirm_it(text: Any, newcomer: Any) -> None:
    root = UserFactory(is_superuser=True)
    groups = [*newcomer.groups.values_list("pk", flat=True)]
    changes = {"last_name": "Famous", "groups": groups}
    save(f"/cms/users/edit/{newcomer.pk}/", browser_of(root), publish=False, **changes)
    confirm(newcomer, by=root)
    assert not may_sign(newcomer, text)
    confirm(newcomer, by=UserFactory(is_superuser=True))
    assert may_sign(newcomer, text)


def test_what_changed_while_somebody_looked_is_not_confirmed(
    text: Any, newcomer: Any, reviewer: Any
) -> None:
    browser_of(reviewer).post(LIST, {"signer": newcomer.pk, "seen": "Somebody else"})
    assert not may_sign(newcomer, text)


@pytest.mark.parametrize("signer", ["", "x", "0", "99999999999999999999"])
def test_a_signer_who_does_not_exist_is_not_found(reviewer: Any, signer: str) -> None:
    assert browser_of(reviewer).post(LIST, {"signer": signer}).status_code == 404


def test_who_neither_signs_nor_manages_people_does_not_see_the_list(roles: None) -> None:
    assert browser_of(person(AUTHOR)).get(LIST).status_code == 302


def test_the_server_confirms_the_first_signer(text: Any, newcomer: Any) -> None:
    call_command("confirm_signer", newcomer.username)
    assert may_sign(newcomer, text)


def test_the_server_names_who_cannot_be_confirmed(roles: None) -> None:
    with pytest.raises(CommandError, match="among those who sign"):
        call_command("confirm_signer", "nobody")
    without_title = UserFactory(roles=[REVIEWER], username="bea")
    with pytest.raises(CommandError, match="lacks"):
        call_command("confirm_signer", without_title.username)
