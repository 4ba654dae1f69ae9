"""The portal as `make run` serves it, with a data folder and a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from bs4 import BeautifulSoup
from django.conf import settings
from psycopg import sql

from tests.seeded import inherited

PATIENCE = 300  # seconds for migrating and seeding on a slow machine


@dataclass(frozen=True)
class Answer:
    """Hold what the portal answers to a visitor without cookies."""

    address: str
    status: int
    headers: dict[str, str]
    text: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The markup as a tree."""
        return BeautifulSoup(self.text, "html.parser")


@dataclass(frozen=True)
class Portal:
    """A running portal."""

    home: str
    folder: Path
    environment: dict[str, str]

    def get(self, address: str) -> Answer:
        """The answer at an address of this portal."""
        place = urlsplit(self.home)
        connection = HTTPConnection(place.hostname or "", place.port, timeout=30)
        try:
            connection.request("GET", address)
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Answer(
                address, response.status, headers, response.read().decode(errors="replace")
            )
        finally:
            connection.close()

    def manage(self, *words: str, **environment: str) -> None:
        """Runs a command of manage.py on this portal's data."""
        subprocess.run(  # noqa: S603 - our own command
            _manage(*words),
            env=self.environment | environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def password_of(self, name: str) -> str:
        """The password of a local account, as `make run` wrote it down."""
        for line in Path(self.folder, "accounts.txt").read_text().splitlines():
            if line.split()[:1] == [name]:
                return line.split()[1]
        raise LookupError(name)


@contextmanager
def served(folder: Path) -> Iterator[Portal]:
    """A seeded portal, for as long as the block lasts."""
    port = free_port()
    with _database_of_its_own() as database:
        environment = {
            **inherited(),
            **database,
            "DJANGO_SETTINGS_MODULE": "portal.settings.development",
            "DATA_DIR": str(folder),
            "HOST": "127.0.0.1",
            "PORT": str(port),
        }
        portal = Portal(f"http://127.0.0.1:{port}", folder, environment)
        # Each edit empties the store; a worker beside the tests would build every page again.
        with _process(portal, _manage("serve", "--no-worker"), "serve.log"):
            yield portal


@contextmanager
def served_strictly(portal: Portal) -> Iterator[Portal]:
    """The same portal at a second place, which asks for a second factor as production does.

    It has a name, as passkeys belong to one: a number will not do.
    """
    port = free_port()
    environment = portal.environment | {"SECOND_FACTOR_REQUIRED": "1"}
    strict = Portal(f"http://localhost:{port}", portal.folder, environment)
    server = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}"]
    with _process(strict, server, "strict.log"):
        yield strict


@contextmanager
def served_beside(portal: Portal, port: int, **environment: str) -> Iterator[Portal]:
    """The same portal at another port, with other settings: it can stop and come back there."""
    home = f"http://127.0.0.1:{port}"
    beside = Portal(home, portal.folder, portal.environment | {"BASE_URL": home} | environment)
    server = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}"]
    with _process(beside, server, "beside.log"):
        yield beside


@contextmanager
def _process(portal: Portal, command: list[str], log_name: str) -> Iterator[None]:
    log = portal.folder / log_name
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, env=portal.environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _wait(portal, process, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(portal: Portal, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            if portal.get("/health/ready/").status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"The portal did not start:\n{log.read_text()[-2000:]}")


@contextmanager
def _database_of_its_own() -> Iterator[dict[str, str]]:
    """Yield what to set for an empty database: on DATABASE_URL's server, else SQLite's default."""
    server = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not server.scheme.startswith("postgres"):
        yield {}
        return
    name = f"portal_browser_{os.getpid()}"
    with psycopg.connect(server._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield {"DATABASE_URL": server._replace(path=f"/{name}").geturl()}
        finally:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


def _manage(*words: str) -> list[str]:
    return [sys.executable, str(Path(settings.BASE_DIR, "manage.py")), *words]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
