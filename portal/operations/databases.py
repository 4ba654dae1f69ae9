"""Dump the database into a file, and load it from a file completely or not at all."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

# Tables that the backup does not know must go too: a newer release may have made them.
_EMPTYING = ("SET lock_timeout = '60s'", "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


def dump(file: Path) -> None:
    """Write a snapshot of all data to a file, while others may change the data."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(file)) as copy:
            _sqlite().backup(copy)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")


def load(dumped: Path) -> None:
    """Replace all data by that of a dump, in one transaction. Raise CommandError if it fails."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(dumped)) as copy:
            copy.backup(_sqlite())
        return
    script = dumped.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", dumped, connects=False)
    emptying = [f"--command={statement}" for statement in _EMPTYING]
    options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    _run("psql", *options, *emptying, f"--file={script}")


def _sqlite() -> sqlite3.Connection:
    connection.ensure_connection()
    opened: sqlite3.Connection = connection.connection
    return opened


def _run(program: str, *words: str | Path, connects: bool = True) -> None:
    """Run a PostgreSQL program. Raise CommandError with its error output."""
    (_psql, *where), secrets = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    command = [program, *words, *(where if connects else [])]
    environment = {**os.environ, **(secrets or {})}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - PostgreSQL's own programs
    if ran.returncode:
        raise CommandError(f"{program} failed: {ran.stderr.strip()}")
