"""The script that installs, run for real into a folder: all but what needs systemd and apt."""

from __future__ import annotations

import getpass
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from portal.operations import databases
from tests.deploy.sites import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]
HOST = "guide.example.org"


@dataclass
class Machine:
    """A folder in the place of a machine."""

    root: Path

    def run(
        self, program: str | Path, *words: str, **other: str
    ) -> subprocess.CompletedProcess[str]:
        """Runs one of deploy's programs, and gives how it ended."""
        environment = {
            "PATH": os.environ["PATH"],
            "PREFIX": str(self.root),
            "OWNER": getpass.getuser(),
            "VENV": str((ROOT / ".venv").resolve()),
            "HOST": HOST,
            "DATABASE_URL": f"sqlite:///{self.root}/portal.sqlite3",
        }
        return subprocess.run(  # noqa: S603 - our own programs
            [ROOT / program, *words],
            env=environment | other,
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )

    def install(self, *steps: str, **other: str) -> str:
        """Return what the script says of steps that must succeed."""
        ran = self.run("deploy/install", *steps, **other)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    @property
    def settings(self) -> Path:
        return self.root / "etc/portal/environment"

    @property
    def current(self) -> Path:
        return self.root / "srv/portal/current"


@pytest.fixture(scope="module")
def machine(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Machine]:
    """With the portal on it. The database has been migrated, as that takes long."""
    one = Machine(tmp_path_factory.mktemp("machine"))
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            databases.dump(one.root / "portal.sqlite3")
    one.install("settings", "release", "data", "switch", "services")
    return one


def test_the_settings_are_for_root_only_and_have_a_secret(machine: Machine) -> None:
    told = dict(line.split("=", 1) for line in machine.settings.read_text().splitlines())
    assert machine.settings.stat().st_mode & 0o777 == 0o600
    assert len(told["SECRET_KEY"]) > 50
    assert (told["ALLOWED_HOSTS"], told["BASE_URL"]) == (HOST, f"https://{HOST}")


def test_the_release_in_use_answers_with_the_machines_settings(machine: Machine) -> None:
    code = (
        "from education.content.public_urls import get_public_urls as urls; print(len([*urls()]))"
    )
    told = machine.run(machine.current / "deploy/manage", "shell", "-v0", "-c", code)
    assert int(told.stdout) > 150, told.stderr


def test_settings_are_read_as_systemd_reads_them(tmp_path: Path) -> None:
    python = tmp_path / "release/.venv/bin/python"
    for folder in (python.parent, tmp_path / "release/deploy", tmp_path / "etc/portal"):
        folder.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s, %s" "$SECRET_KEY" "$DEFAULT_FROM_EMAIL"')
    program = tmp_path / "release/deploy/manage"
    program.write_bytes((ROOT / "deploy/manage").read_bytes())
    for one in (python, program):
        one.chmod(0o755)
    Machine(tmp_path).settings.write_text(
        '# A note\nSECRET_KEY=a=$b c\nDEFAULT_FROM_EMAIL="The guide <guide@example.org>"\n'
    )
    ran = Machine(tmp_path).run(program)
    assert ran.stdout == "a=$b c, The guide <guide@example.org>"


def test_nothing_that_is_not_of_the_release_comes_along(machine: Machine) -> None:
    assert {".git", "var", "node_modules"} & {
        one.name for one in machine.current.iterdir()
    } == set()


def test_a_second_time_changes_nothing(machine: Machine) -> None:
    before = (machine.settings.read_text(), machine.current.resolve(), _releases(machine))
    said = machine.install("settings", "release", "data", "switch")
    assert (machine.settings.read_text(), machine.current.resolve(), _releases(machine)) == before
    assert "stays as it is" in said
    assert "New:" not in said  # It was seeded the first time.


def test_an_older_release_is_put_back_by_its_own_script(machine: Machine) -> None:
    older, newest = machine.root / "srv/portal/older", machine.current.resolve()
    (older / "deploy").mkdir(parents=True)
    (older / "deploy/install").write_bytes((ROOT / "deploy/install").read_bytes())
    (older / "deploy/install").chmod(0o755)
    assert "is not complete" in machine.run(older / "deploy/install", "switch").stderr
    (older / ".complete").touch()
    try:
        assert machine.run(older / "deploy/install", "switch").returncode == 0
        assert machine.current.resolve() == older
    finally:
        machine.install("switch")
    assert machine.current.resolve() == newest


def test_a_release_that_was_left_half_made_is_made_anew(machine: Machine) -> None:
    (machine.current / ".complete").unlink()
    (machine.current / "manage.py").unlink()
    machine.install("release")
    assert (machine.current / "manage.py").exists()


def test_every_unit_is_installed_and_every_program_that_it_starts_exists(machine: Machine) -> None:
    units = [*(machine.root / "etc/systemd/system").iterdir()]
    assert {one.name for one in units} == {one.name for one in (ROOT / "deploy/systemd").iterdir()}
    commands = re.findall(r"manage\.py (\w+)", "".join(one.read_text() for one in units))
    assert {"backup", "static_pages", "send_review_reminders"} <= {*commands}
    known = machine.run(machine.current / "deploy/manage", "help", "--commands").stdout.split()
    assert {*commands} <= {*known}


def test_every_timer_has_its_service_and_is_started() -> None:
    script = (ROOT / "deploy/install").read_text()
    for timer in (ROOT / "deploy/systemd").glob("*.timer"):
        assert timer.with_suffix(".service").exists()
        assert f" {timer.name}" in script


def test_the_sites_of_nginx_are_filled_in(machine: Machine) -> None:
    sites = machine.root / "etc/nginx/sites-enabled"
    assert f"server_name {HOST};" in (sites / "portal").read_text()
    assert f"return 301 https://{HOST}$request_uri;" in (sites / "portal-redirect").read_text()
    assert not any(re.search(r"\$\{(?!NAMES\})", one.read_text()) for one in sites.iterdir())


@pytest.mark.parametrize("host", ["", "two words", "evil.example\nDEBUG=1", "Guide.example.org/"])
def test_without_a_name_that_can_be_one_nothing_is_written(tmp_path: Path, host: str) -> None:
    ran = Machine(tmp_path).run("deploy/install", "settings", HOST=host)
    assert (ran.returncode, "Set HOST" in ran.stderr) == (1, True)
    assert not (tmp_path / "etc/portal/environment").exists()


def test_a_step_that_there_is_not_is_named(tmp_path: Path) -> None:
    assert "no step dance" in Machine(tmp_path).run("deploy/install", "dance").stderr


def test_the_container_runs_the_steps_of_the_script() -> None:
    text = (ROOT / "deploy/Containerfile").read_text()
    steps = {
        step for line in re.findall(r"deploy/install ([a-z ]+?) &&", text) for step in line.split()
    }
    assert steps == {"machine", "release", "switch", "data"}


def _releases(machine: Machine) -> list[str]:
    return sorted(one.name for one in (machine.root / "srv/portal").iterdir())
