"""Processes that die with signal 9 at any point leave no wrong file. On PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.factories import ArticlePageFactory, Guide

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("what_migrations_wrote"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="on SQLite the lock is the one that every write takes",
    ),
]
SECONDS = float(os.environ.get("KILL_SECONDS", "6"))


def outcome(tmp_path: Path, seconds: float, *how: str) -> dict[str, Any]:
    guide = Guide()
    for number in range(5):
        ArticlePageFactory(parent=guide.articles, slug=f"article-{number}")
    facts = connection.settings_dict
    who = f"{facts['USER']}:{facts['PASSWORD']}" if facts["PASSWORD"] else facts["USER"]
    host, port = facts["HOST"].replace("/", "%2F"), facts["PORT"] or 5432
    database = f"postgres://{who}@{host}:{port}/{facts['NAME']}"
    ran = subprocess.run(  # noqa: S603 - our own script
        [
            sys.executable,
            "-m",
            "tests.static_pages.killing",
            tmp_path / "store",
            str(seconds),
            *how,
        ],
        env={
            **os.environ,
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_no_file_is_wrong_however_many_die(tmp_path: Path) -> None:
    found = outcome(tmp_path, SECONDS)
    assert found["kills"] >= 5
    assert found["checks"] > 10
    assert found["wrong"] == []
    assert found["after"] == []


def test_without_the_lock_this_would_be_seen(tmp_path: Path) -> None:
    assert outcome(tmp_path, 30, "unlocked")["wrong"]
