"""Dump a database into a file and load it from a file, completely or not at all."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient

from portal.operations.exceptions import BackupError


class Database(Protocol):
    """Operations that a backup needs from each kind of database."""

    kind: str

    def version(self) -> int:
        """Return the version; an older database might not load the dump of a newer version."""

    def dump(self, file: Path) -> None:
        """Write a snapshot of all data to a file, while others may change the data."""

    def prepared(self, file: Path) -> Path:
        """Return the file that `load` takes. Raise BackupError if the dump is damaged."""

    def load(self, prepared: Path) -> None:
        """Replace all data by that of the prepared file, in one transaction."""


class SQLite:
    """SQLite, by its online backup both ways: other processes may have the database open."""

    kind = "SQLite"

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def version(self) -> int:
        """Return 3, as the file format of SQLite 3 does not change."""
        return 3

    def dump(self, file: Path) -> None:
        """Copy the database in one step, under a read lock."""
        with closing(sqlite3.connect(file)) as target:
            self._open().backup(target)

    def prepared(self, file: Path) -> Path:
        """Return the file itself. Raise BackupError if SQLite finds it damaged."""
        try:
            with closing(sqlite3.connect(file)) as source:
                found = source.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.DatabaseError as error:
            raise BackupError("The database in the file is damaged.") from error
        if found != ("ok",):
            raise BackupError("The database in the file is damaged.")
        return file

    def load(self, prepared: Path) -> None:
        """Copy the file page by page, in one transaction of the target database."""
        with closing(sqlite3.connect(prepared)) as source:
            source.backup(self._open())

    def _open(self) -> sqlite3.Connection:
        self._connection.ensure_connection()
        opened: sqlite3.Connection = self._connection.connection
        return opened


class PostgreSQL:
    """PostgreSQL, by pg_dump, pg_restore and psql; the password goes by the environment."""

    kind = "PostgreSQL"
    # Tables that the backup does not know must go too: a newer release may have made them.
    _emptying = ("SET lock_timeout = '60s'", "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def version(self) -> int:
        """Return the major version of the server."""
        with self._connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            return int(cursor.fetchone()[0]) // 10_000

    def dump(self, file: Path) -> None:
        """Run pg_dump, which reads all data in one snapshot."""
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")

    def prepared(self, file: Path) -> Path:
        """Return the dump as a script: a truncated archive fails before any data changes."""
        script = file.with_suffix(".sql")
        self._run(
            "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", file, connects=False
        )
        return script

    def load(self, prepared: Path) -> None:
        """Empty the schema and run the script; an error rolls back both."""
        emptying = [f"--command={statement}" for statement in self._emptying]
        options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
        self._run("psql", *options, *emptying, f"--file={prepared}")

    def _run(self, program: str, *words: str | Path, connects: bool = True) -> None:
        """Run a PostgreSQL program. Raise BackupError with its error output."""
        self._refuse_older(program)
        (_psql, *where), secrets = DatabaseClient.settings_to_cmd_args_env(
            self._connection.settings_dict, []
        )
        ran = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [program, *words, *(where if connects else [])],
            env={**os.environ, **(secrets or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise BackupError(f"{program} failed: {ran.stderr.strip()}")

    def _refuse_older(self, program: str) -> None:
        if shutil.which(program) is None:
            raise BackupError(f"{program} is missing (Debian: apt-get install postgresql-client).")
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
        found = re.search(r"\) (\d+)", told.stdout)
        if found is None or int(found[1]) < (server := self.version()):
            raise BackupError(
                f"{told.stdout.strip()} is older than the server, which is PostgreSQL {server}."
            )


def database(connection: Any) -> Database:
    """Return the backup operations for the database of a connection."""
    return PostgreSQL(connection) if connection.vendor == "postgresql" else SQLite(connection)
