"""The database: out of it into a file, and from a file into it. All of it or nothing."""

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
    """What a kind of database must be able to do."""

    kind: str

    def version(self) -> int:
        """What an older one might not understand."""

    def dump(self, file: Path) -> None:
        """Writes all of it as it is at one moment, whoever changes it meanwhile."""

    def prepared(self, file: Path) -> Path:
        """What `load` takes. Raises BackupError when the file is not good."""

    def load(self, prepared: Path) -> None:
        """Puts this in the place of all that is there, in one transaction."""


class SQLite:
    """Its own online backup, both ways: other processes may have it open."""

    kind = "SQLite"

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def version(self) -> int:
        """Its format is the same for good."""
        return 3

    def dump(self, file: Path) -> None:
        """In one step, under a read lock."""
        with closing(sqlite3.connect(file)) as target:
            self._open().backup(target)

    def prepared(self, file: Path) -> Path:
        """The file itself, when SQLite finds it whole."""
        try:
            with closing(sqlite3.connect(file)) as source:
                found = source.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.DatabaseError as error:
            raise BackupError("The database in the file is damaged.") from error
        if found != ("ok",):
            raise BackupError("The database in the file is damaged.")
        return file

    def load(self, prepared: Path) -> None:
        """Page by page, in one transaction of the target's."""
        with closing(sqlite3.connect(prepared)) as source:
            source.backup(self._open())

    def _open(self) -> sqlite3.Connection:
        self._connection.ensure_connection()
        opened: sqlite3.Connection = self._connection.connection
        return opened


class PostgreSQL:
    """pg_dump and pg_restore; the password goes by the environment."""

    kind = "PostgreSQL"
    # Tables that the backup does not know must go too: a newer release may have made them.
    _emptying = ("SET lock_timeout = '60s'", "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def version(self) -> int:
        """Of the server, without its smaller numbers."""
        with self._connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            return int(cursor.fetchone()[0]) // 10_000

    def dump(self, file: Path) -> None:
        """In one snapshot."""
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")

    def prepared(self, file: Path) -> Path:
        """A script, so that an archive that ends too early fails before anything is touched."""
        script = file.with_suffix(".sql")
        self._run(
            "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", file, connects=False
        )
        return script

    def load(self, prepared: Path) -> None:
        """Empties the schema and runs the script; whatever fails undoes all of it."""
        emptying = [f"--command={statement}" for statement in self._emptying]
        options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
        self._run("psql", *options, *emptying, f"--file={prepared}")

    def _run(self, program: str, *words: str | Path, connects: bool = True) -> None:
        """Runs one of PostgreSQL's programs. Raises BackupError with what it says."""
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
    """How to handle the database of a connection."""
    return PostgreSQL(connection) if connection.vendor == "postgresql" else SQLite(connection)
