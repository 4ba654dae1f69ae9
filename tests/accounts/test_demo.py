"""The accounts that `make run` makes on one person's machine."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from portal.accounts.demo import ROLES, ensure_demo_accounts
from portal.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def roles() -> None:
    for name in ROLES.values():
        Group.objects.get_or_create(name=name)


def test_a_trial_signature_is_no_clinicians(tmp_path: Path) -> None:
    ensure_demo_accounts(tmp_path / "accounts.txt")
    reviewer = User.objects.get(username="reviewer")
    assert reviewer.signature == "Local reviewer, not a clinician"
    assert reviewer.professional_title == "trial account"


def test_there_is_one_account_a_role(tmp_path: Path) -> None:
    ensure_demo_accounts(tmp_path / "accounts.txt")
    assert {user.username: user.groups.get().name for user in User.objects.all()} == ROLES


def test_only_the_owner_can_read_the_passwords(tmp_path: Path) -> None:
    file = tmp_path / "accounts.txt"
    ensure_demo_accounts(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_passwords_that_are_written_down_sign_in(tmp_path: Path) -> None:
    file = tmp_path / "accounts.txt"
    ensure_demo_accounts(file)
    for line in file.read_text().splitlines():
        name, password, *_role = line.split()
        assert User.objects.get(username=name).check_password(password)


def test_a_second_time_nothing_changes(tmp_path: Path) -> None:
    file = tmp_path / "accounts.txt"
    ensure_demo_accounts(file)
    before = file.read_text()
    assert ensure_demo_accounts(file) is False
    assert file.read_text() == before


def test_an_account_that_someone_removed_is_made_again_beside_the_others(tmp_path: Path) -> None:
    file = tmp_path / "accounts.txt"
    ensure_demo_accounts(file)
    User.objects.get(username="author").delete()
    ensure_demo_accounts(file)
    assert len(file.read_text().splitlines()) == len(ROLES) + 1


def test_serving_is_refused_outside_development() -> None:
    with pytest.raises(CommandError, match="for development"):
        call_command("serve")


def test_a_signature_has_the_name_and_the_credentials() -> None:
    user = User(first_name="Ada", last_name="Reed", credentials="MD")
    assert user.signature == "Ada Reed, MD"


def test_a_person_without_a_name_signs_as_they_sign_in() -> None:
    assert User(username="reed").signature == "reed"
