"""`make bench`: what the portal can do on this machine, against things that do nothing.

Every target is measured in turn, round after round, so that a busy moment hits all of them; figures
are medians. Ratios can be compared between machines, times cannot. Needs wrk; uses nginx if it is
there. Where DATABASE_URL names a PostgreSQL, everything is measured there, and growth too (SIZES
chooses how far). Prints what docs/performance.md shows.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import platform
import re
import shutil
import socket
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg

ROUNDS, SECONDS, CONNECTIONS = 7, 2, 8
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ARTICLE = "/understanding/what-is-metastasis/"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Machine:
    """A seeded portal in a folder of its own, and the servers in front of it."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.ports = {name: free_port() for name in ("app", "uncached", "front")}
        self.environment = {
            **{k: v for k, v in os.environ.items() if k not in {"BASE_URL", "ALLOWED_HOSTS"}},
            "PYTHONPATH": f"{HERE.parent}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATA_DIR": str(folder / "data"),
            "BASE_URL": f"http://127.0.0.1:{self.ports['app']}",
            "BENCH_STORE": "1",
            **({"DATABASE_URL": database} if database else {}),
        }

    def manage(self, *words: str) -> str:
        """Return what a command of manage.py says."""
        command = [sys.executable, "manage.py", *words]
        ran = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        return ran.stdout

    def inside(self, what: str, **environment: str) -> dict[str, float]:
        """Return what bench.inside measures in a process of the portal."""
        command = [sys.executable, "-m", "bench.inside", what]
        ran = subprocess.run(
            command, cwd=ROOT, env=self.environment | environment, check=True, capture_output=True
        )
        return json.loads(ran.stdout)

    @contextmanager
    def serving(self, name: str, **environment: str) -> Iterator[str]:
        """Gunicorn with two workers; its address."""
        port = self.ports[name]
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--workers", "2"]
        command += ["--bind", f"127.0.0.1:{port}", "--log-level", "error", "--keep-alive", "5"]
        process = subprocess.Popen(command, cwd=ROOT, env=self.environment | environment)
        with ended(process):
            yield wait_for(f"http://127.0.0.1:{port}/health/live/").removesuffix("/health/live/")

    @contextmanager
    def fronted(self) -> Iterator[str]:
        """Nginx, which reads the store by itself; its address."""
        names = {"folder": self.folder, "front": self.ports["front"]}
        text = string.Template((HERE / "nginx.conf").read_text()).safe_substitute(names)
        (self.folder / "nginx.conf").write_text(text)
        command = ["nginx", "-c", str(self.folder / "nginx.conf"), "-e", "/dev/null"]
        process = subprocess.Popen([*command, "-g", f"user {os.environ.get('USER', 'root')};"])
        with ended(process):
            yield wait_for(f"http://127.0.0.1:{self.ports['front']}/").rstrip("/")


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Stops a server at the end."""
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str) -> str:
    """The address, once somebody answers there."""
    for _try in range(100):
        try:
            with urlopen(address):
                return address
        except URLError:
            time.sleep(0.1)
    raise SystemExit(f"Nobody answers at {address}")


def speed(address: str) -> float:
    """Requests a second, as a browser asks that can unpack."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
    said = subprocess.run(
        [*command, "-H", "Accept-Encoding: gzip", address],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{address} does not answer well:\n{said}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))


def measured(targets: dict[str, str]) -> dict[str, float]:
    """The median speed of each target; they take turns."""
    seen: dict[str, list[float]] = {name: [] for name in targets}
    for _round in range(ROUNDS):
        for name, address in targets.items():
            seen[name].append(speed(address))
    return {name: median(values) for name, values in seen.items()}


def table(*rows: tuple[object, ...]) -> str:
    """Rows as Markdown; the first one is the head."""
    lines = ["| " + " | ".join(str(one) for one in row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def speeds(machine: Machine) -> str:
    """Return how fast pages come, beside a view that does nothing and a file."""
    with ExitStack() as stack:
        app = stack.enter_context(machine.serving("app"))
        uncached = stack.enter_context(machine.serving("uncached", BENCH_STORE=""))
        targets = {
            "bare Django view, 20 KB": f"{uncached}/bench/bare/",
            "article, not stored": f"{uncached}{ARTICLE}",
            "search": f"{uncached}/search/?q=pain",
            "article, from the store by the app": f"{app}{ARTICLE}",
        }
        if shutil.which("nginx"):
            page = machine.folder / "data/store/pages" / ARTICLE.strip("/") / "index.html.gz"
            (machine.folder / "plain").mkdir()
            shutil.copy(page, machine.folder / "plain" / "file.html.gz")
            front = stack.enter_context(machine.fronted())
            targets["article, from the store by nginx"] = f"{front}{ARTICLE}"
            targets["nginx, a file of the same size"] = f"{front}/static-file/file.html"
        else:
            sys.stdout.write("nginx is missing: what it serves is not measured.\n")
        found = measured(targets)
    bare, file = (found.get(name, 0) for name in (next(iter(targets)), [*targets][-1]))
    rows = [
        (name, f"{one / bare:.3f}", f"{one / file:.3f}" if "nginx" in [*targets][-1] else "–")
        for name, one in found.items()
    ]
    return table(("target", "÷ bare view", "÷ nginx file"), *rows)


def sizes(machine: Machine) -> str:
    """The bytes of every stored page, compressed, by the part of the guide where it stands."""
    pages = machine.folder / "data" / "store" / "pages"
    parts: dict[str, list[int]] = {}
    for file in pages.rglob("index.html.gz"):
        inner = file.parent.relative_to(pages).parts
        name = f"/{inner[0]}/…" if len(inner) > 1 else "/" + "/".join(inner)
        parts.setdefault(name, []).append(len(gzip.compress(gzip.decompress(file.read_bytes()))))
    rows = [
        (name, len(found), f"{min(found):,}", f"{median(found):,.0f}", f"{max(found):,}")
        for name, found in sorted(parts.items())
    ]
    return table(("pages", "number", "least", "median", "most"), *rows)


def queries(machine: Machine) -> str:
    """Return how often each kind of address asks the database, without any store or cache."""
    found = machine.inside("queries", BENCH_STORE="")
    return table(("kind", "queries"), *sorted(found.items(), key=lambda one: (one[1], one[0])))


def freshness(machine: Machine) -> str:
    """Return the work of a publication, and of building all pages after it."""
    found = machine.inside("freshness")
    speed = f"{1000 / found['a page']:.0f} pages a second and core"
    return (
        f"A publication: {found['published']:.0f} ms of processor time. After it, "
        f"{found['pages']:.0f} pages are built, {found['a page']:.0f} ms each: {speed}."
    )


def growth() -> str:
    """Return how the work grows with the guide; on PostgreSQL, in a database of its own."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        return "Growth is not measured: DATABASE_URL names no PostgreSQL."
    with database_of_its_own(server) as url:
        sizes = os.environ.get("SIZES", "100 1000").split()
        return subprocess.run(
            [sys.executable, HERE / "growth.py", *sizes],
            env=os.environ | {"DATABASE_URL": url},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout


@contextmanager
def database_of_its_own(server: str) -> Iterator[str]:
    """An empty database on the same PostgreSQL, for as long as the block lasts; its address."""
    parts, name = urlsplit(server), f"portal_bench_{os.getpid()}"
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield parts._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def of_the_guide(folder: Path, database: str) -> str:
    """Return what is measured of the guide as it is shipped."""
    machine = Machine(folder, database)
    (machine.folder / "data" / "static").mkdir(parents=True)
    steps = (("migrate", "-v0"), ("seed_content",), ("static_pages", "rebuild"))
    took = ", ".join(f"`{words[0]}` {timed(machine, *words):.0f} s" for words in steps)
    tables = (speeds(machine), queries(machine), sizes(machine), freshness(machine))
    return "\n\n".join([*tables, f"A first start: {took}."])


def timed(machine: Machine, *words: str) -> float:
    """Return the seconds that a command of manage.py takes."""
    started = time.perf_counter()
    machine.manage(*words)
    return time.perf_counter() - started


def main() -> None:
    """Prepares, measures, prints."""
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing. On Debian: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        server = os.environ.get("DATABASE_URL", "")
        is_postgresql = server.startswith("postgres")
        with database_of_its_own(server) if is_postgresql else nullcontext("") as url:
            found = of_the_guide(Path(folder), url)
    kind = "PostgreSQL" if is_postgresql else "SQLite"
    today = dt.datetime.now(dt.UTC).date()
    facts = f"{os.cpu_count()} processors, Python {platform.python_version()}, {kind}"
    print(f"{today}: {facts}; {ROUNDS} rounds of {SECONDS} s, {CONNECTIONS} connections\n")
    print(found, growth(), sep="\n\n")


main()
