"""The portal as deploy/ sets it up, on loopback: nginx, two apps, worker and a database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Without them the stack calls itself degraded.
SETTINGS = """
from django.db import transaction
from wagtail.models import Site
from education.content.models import SiteSettings
with transaction.atomic():
    settings = SiteSettings.for_site(Site.objects.get())
    settings.emergency_number, settings.crisis_number = "911", "988"
    settings.contact = "guide@example.org"
    settings.save()
"""
PATIENCE = 180  # seconds, on a machine that does other things as well


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def eventually(holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Waits for something; fails when it does not come."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with suppress(OSError):
            if holds():
                return
        time.sleep(0.05)
    raise AssertionError(f"It did not happen: {what}")


def client(number: int) -> str:
    """Return the address on loopback of one visitor among many: each has limits of its own."""
    return f"127.0.{number // 250 % 250}.{number % 250 + 1}"


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@dataclass
class Stack:
    """Running servers, by name, and what they share."""

    folder: Path
    database: str
    front: int = field(default_factory=free_port)
    apps: tuple[int, int] = field(default_factory=lambda: (free_port(), free_port()))
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """The name under which readers know it."""
        return f"127.0.0.1:{self.front}"

    @property
    def environment(self) -> dict[str, str]:
        """Return what /etc/portal/environment says, for this machine."""
        return {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            "SECRET_KEY": "only-for-this-test-" + "x" * 50,
            "ALLOWED_HOSTS": "127.0.0.1",
            "BASE_URL": f"http://{self.host}",
            "DATABASE_URL": self.database,
            "DATA_DIR": str(self.folder / "data"),
            "SECURE_SSL_REDIRECT": "0",
            "WORKERS": "1",
        }

    def manage(self, *words: str) -> str:
        """Return what a command of manage.py says."""
        command = [sys.executable, "manage.py", *words]
        ran = subprocess.run(  # noqa: S603 - our own command
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        return ran.stdout

    def start(self, name: str) -> None:
        """Starts `nginx`, `pages`, `app1` or `app2`."""
        commands = {
            "nginx": ["nginx", "-c", str(self.folder / "nginx.conf"), "-e", "/dev/null"],
            "pages": [sys.executable, "manage.py", "static_pages", "run"],
        }
        gunicorn = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
        command = commands.get(name, [*gunicorn, "portal.wsgi"])
        port = {"PORT": str(self.apps[int(name[-1]) - 1])} if name.startswith("app") else {}
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(  # noqa: S603 - as above
                command, cwd=ROOT, env=self.environment | port, stdout=log, stderr=log
            )

    def stop(self, name: str, how: int = signal.SIGTERM) -> None:
        """Stops it, and waits until it is gone."""
        process = self.running.pop(name)
        process.send_signal(how)
        process.wait(PATIENCE)

    def workers(self, name: str) -> list[int]:
        """The processes that answer for `app1` or `app2`."""
        return children(self.running[name].pid)

    def write_front(self) -> None:
        """The shipped site of nginx, filled in for loopback."""
        names = {
            "PORT_1": str(self.apps[0]),
            "PORT_2": str(self.apps[1]),
            "HOST": self.host,
            "LISTEN": self.host,
            "SERVER_NAME": "127.0.0.1",
            "SCHEME": "http",
            "TLS": "/dev/null",
            "LOGS": str(self.folder),
            "DATA_DIR": str(self.folder / "data"),
        }
        site = subprocess.run(  # noqa: S603 - as above
            [sys.executable, ROOT / "deploy/fill", ROOT / "deploy/nginx/portal.conf"],
            env=names,
            check=True,
            capture_output=True,
            text=True,
        )
        (self.folder / "site.conf").write_text(site.stdout)
        temporary = "".join(
            f"{kind}_temp_path {self.folder}/nginx-{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        # As root, nginx would read as nobody, who may not look into a test's folder.
        user = "user root; " if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(
            f"{user}daemon off;\npid {self.folder}/nginx.pid;\n"
            f"error_log {self.folder}/nginx-error.log;\nevents {{ }}\n"
            f"http {{ {temporary} include {self.folder}/site.conf; }}\n"
        )

    def ask(
        self,
        address: str,
        method: str = "GET",
        body: str | None = None,
        *,
        client: str = "127.0.0.1",
        port: int = 0,
        **headers: str,
    ) -> tuple[HTTPResponse, bytes]:
        """Return what a visitor gets at an address; `if_none_match` and the like become headers."""
        connection = HTTPConnection(
            "127.0.0.1", port or self.front, timeout=30, source_address=(client, 0)
        )
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, address, body, {"Host": self.host, **named})
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def status(self, address: str, method: str = "GET", **headers: str) -> int:
        """The number that a visitor gets."""
        return self.ask(address, method, **headers)[0].status

    def addresses(self) -> list[str]:
        """Every address that is stored."""
        pages = self.folder / "data" / "store" / "pages"
        files = (file.relative_to(pages).as_posix() for file in pages.rglob("*.gz"))
        return sorted(f"/{one.removesuffix('.gz').removesuffix('index.html')}" for one in files)


@contextmanager
def standing(folder: Path, database: str) -> Iterator[Stack]:
    """A stack with the shipped guide, everything stored, everything running."""
    stack = Stack(folder, database)
    folder.chmod(0o755)
    (folder / "data").mkdir()
    stack.manage("migrate", "-v0")
    stack.manage("collectstatic", "-v0", "--no-input")
    stack.manage("seed_content")
    stack.manage("shell", "-c", SETTINGS)
    stack.manage("static_pages", "rebuild")
    stack.write_front()
    with ExitStack() as ends:
        for name in ("app1", "app2", "pages", "nginx"):
            stack.start(name)
            ends.callback(lambda name=name: name in stack.running and stack.stop(name))
        eventually(lambda: stack.status("/health/ready/") == 200, "the stack answers")
        yield stack
