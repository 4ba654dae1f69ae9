"""A site on a database and a folder of its own, without any server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).parents[2]


@dataclass
class Site:
    """Hold where it is, and what may be asked of it."""

    folder: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        """The settings of this site; the secret is the same in each, as after a move."""
        return {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "portal.settings.development",
            "SECRET_KEY": "only-for-this-test-" + "x" * 50,
            "DATABASE_URL": self.database,
            "DATA_DIR": str(self.folder),
        }

    def manage(self, *words: str) -> str:
        """Return what a command of manage.py says that must succeed; it has no terminal."""
        ran = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout


@contextmanager
def empty_database(name: str, folder: Path) -> Iterator[str]:
    """The address of a database that is there for a while: on DATABASE_URL's server, or SQLite."""
    server = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not server.scheme.startswith("postgres"):
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    name = f"{name}_{os.getpid()}"
    with psycopg.connect(server._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield server._replace(path=f"/{name}").geturl()
        finally:
            gone = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(gone.format(sql.Identifier(name)))
