"""A PostgreSQL of the tests' own, so that it may be killed."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.deploy.stack import PATIENCE, children, eventually, free_port


def _program(name: str) -> str:
    """A program of the newest version; Debian keeps them out of the way."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda one: one.parts[4])
    return str(places[-1]) if places else str(shutil.which(name))


# It refuses to run as root.
_USER = "postgres" if os.geteuid() == 0 else None


@dataclass
class Cluster:
    """One server with one database, in a folder that its user may enter."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return where the portal finds it."""
        return f"postgres://portal@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Starts it; after a crash it recovers first."""
        options = ["-D", self.folder / "data", "-p", str(self.port), "-k", self.folder]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - a program of the machine
                [_program("postgres"), *options, "-c", "listen_addresses=127.0.0.1"],
                user=_USER,
                stdout=log,
                stderr=log,
            )
        eventually(self._answers, "PostgreSQL answers")

    def stop(self) -> None:
        """Stops it as an operator does; who is connected is sent away."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """As when the machine loses its power: every process of it, at once."""
        assert self.process
        for pid in [self.process.pid, *children(self.process.pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._end(signal.SIGKILL)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """While it is away."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def _end(self, how: int) -> None:
        assert self.process
        self.process.send_signal(how)
        self.process.wait(PATIENCE)
        self.process = None

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url, connect_timeout=2):
            return True
        return False


@contextmanager
def running() -> Iterator[Cluster]:
    """A new and empty server, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    if _USER:
        os.chown(folder, pwd.getpwnam(_USER).pw_uid, -1)
    cluster = Cluster(folder)
    try:
        command = [_program("initdb"), "-D", folder / "data", "--auth=trust", "--username=portal"]
        subprocess.run(  # noqa: S603 - as above
            [*command, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
            user=_USER,
            check=True,
            capture_output=True,
        )
        cluster.start()
        yield cluster
    finally:
        if cluster.process:
            cluster.stop()
        shutil.rmtree(folder)
