"""`make growth`: how the work for one page grows with the guide, from 100 to 5,000 texts.

Every target is asked in turn, round after round, without any store or cache. What counts is the
processor time of the app and of its PostgreSQL backend, which must run on this machine: to wait
for a busy machine is no work. The least of all rounds is taken. It grows with the number N of
pages as N^e; e is fitted over all sizes. Needs DATABASE_URL to name an empty PostgreSQL database,
which it fills and leaves behind. Prints what docs/performance.md shows.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from math import log
from pathlib import Path
from typing import Any

import django

if "postgres" not in os.environ.get("DATABASE_URL", ""):
    raise SystemExit("DATABASE_URL must name an empty PostgreSQL database for this alone.")
SIZES = [int(word) for word in sys.argv[1:]] or [100, 1_000, 5_000]
ROUNDS = int(os.environ.get("ROUNDS", "25"))
HERE = Path(__file__).parent
FOLDER = tempfile.TemporaryDirectory()  # Python removes it at its exit.
sys.path[:1] = [str(HERE.parent), str(HERE.parents[1])]
os.environ.update(DJANGO_SETTINGS_MODULE="bench.settings", DATA_DIR=FOLDER.name, BENCH_STORE="1")
Path(FOLDER.name, "static").mkdir()
django.setup()

from django.core.management import call_command  # noqa: E402 - models must be ready first
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.generate_pages import generate, generated  # noqa: E402
from education.content.models import ArticlePage, Topic  # noqa: E402
from education.content.public_urls import get_public_urls  # noqa: E402
from portal.static_pages.models import StaticPage  # noqa: E402


def main() -> None:
    """Fill the database step by step, measure at each size, and print a table."""
    call_command("migrate", verbosity=0)
    call_command("static_pages", "claim", stdout=sys.stderr)
    call_command("seed_content", stdout=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")  # One backend does it all.
    found = {size: at_size(size) for size in SIZES}
    cores, version = os.cpu_count(), platform.python_version()
    today = dt.datetime.now(dt.UTC).date()
    print(f"{today}: {cores} processors, Python {version}, PostgreSQL; ", end="")
    print(f"milliseconds of work, least of {ROUNDS} rounds, load {os.getloadavg()[2]:.0f}\n")
    print(as_table(found))


def at_size(size: int) -> dict[str, tuple[float, int]]:
    """Return the least work in milliseconds and the queries of each target."""
    started = time.perf_counter()
    generate(size)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{size}: made in {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    targets = readers() | {"publish an article": publish}
    best = dict.fromkeys(targets, float("inf"))
    for _round in range(ROUNDS):
        for name, action in targets.items():
            mark_all_as_stored()
            best[name] = min(best[name], work_of(action))
    return {name: (best[name], queries_of(action)) for name, action in targets.items()}


def used() -> float:
    """Return the processor time of this process and of its database backend, in seconds."""
    backend = connection.connection.info.backend_pid
    nanoseconds = int(Path(f"/proc/{backend}/schedstat").read_text().split()[0])
    return time.process_time() + nanoseconds / 1e9


def work_of(action: Callable[[], Any]) -> float:
    """Return the milliseconds of work that an action needs."""
    started = used()
    action()
    return (used() - started) * 1000


def queries_of(action: Callable[[], Any]) -> int:
    """Return the number of queries of an action."""
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def readers() -> dict[str, Callable[[], None]]:
    """Return a request of each kind that readers make."""
    client = Client(SERVER_NAME="127.0.0.1")
    pages = generated()
    middle = pages[pages.count() // 2]
    topic = Topic.objects.annotate(number=Count("page_links")).order_by("-number")[0]

    def ask(address: str) -> Callable[[], None]:
        def asked() -> None:
            with override_settings(STATIC_PAGES_ROOT=None):
                response = client.get(address)
            if response.status_code not in {200, 404}:
                raise SystemExit(f"{address} answers {response.status_code}")

        return asked

    addresses = {
        "article": middle.url,
        "home": "/",
        "list of articles": middle.get_parent().url,
        "list of questions": "/faq/",
        "list of words": "/glossary/",
        "topic": topic.get_absolute_url(),
        "an unknown address": "/nowhere/",
        "search: no hit": "/search/?q=xylophone",
        "search: a rare word": f"/search/?q={middle.title.split()[-1]}",
        "search: misspelled": "/search/?q=metastasys",
        "search: a word in every page": "/search/?q=generated",
        "sitemap": "/sitemap.xml",
        "booklet": "/booklet/",
    }
    return {name: ask(url) for name, url in addresses.items()}


def publish() -> None:
    """Publish an article with another title: every stored page is then to be built again."""
    page = ArticlePage.objects.get(pk=generated()[50].pk)
    page.title = f"Published {time.perf_counter_ns()}"
    with transaction.atomic():
        page.save_revision().publish()


def mark_all_as_stored() -> None:
    """Make the records of static pages as if every page had just been built."""
    StaticPage.objects.bulk_create(
        (StaticPage(url=url) for url in get_public_urls()), ignore_conflicts=True
    )
    StaticPage.objects.update(build_at=None)


def exponent(times: dict[int, float]) -> float:
    """Return the slope of the line through the logarithms of sizes and times (least squares)."""
    points = [(log(size), log(took)) for size, took in times.items()]
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    if len(points) == 1:
        return float("nan")
    over = sum((a - x) * (b - y) for a, b in points)
    return over / sum((a - x) ** 2 for a, _b in points)


def as_table(found: dict[int, dict[str, tuple[float, int]]]) -> str:
    """Return targets, their milliseconds at each size, the exponent, the queries at both ends."""
    sizes = [*found]
    head = ["", *(f"{size:,}" for size in sizes), "e", "queries"]
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    for name in found[sizes[0]]:
        times = {size: found[size][name][0] for size in sizes}
        asked = {found[size][name][1] for size in sizes}
        cells = [f"{took:.1f}" for took in times.values()]
        queries = " to ".join(str(one) for one in sorted(asked))
        lines.append(f"| {name} | {' | '.join(cells)} | {exponent(times):.2f} | {queries} |")
    return "\n".join(lines)


main()
