"""`make growth`: how the work for one page grows with the guide, from 100 to 50,000 pages.

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

SIZES = (100, 1_000, 10_000, 50_000)
ROUNDS = int(os.environ.get("ROUNDS", "25"))
HERE = Path(__file__).parent
sys.path[:1] = [str(HERE.parent), str(HERE.parents[1])]


def main(sizes: list[int]) -> None:
    """Fills the database step by step, and measures at each size."""
    if "postgres" not in os.environ.get("DATABASE_URL", ""):
        raise SystemExit("DATABASE_URL must name an empty PostgreSQL database for this alone.")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(DJANGO_SETTINGS_MODULE="bench.settings", DATA_DIR=folder, BENCH_STORE="1")
        Path(folder, "static").mkdir()
        import django  # noqa: PLC0415 - it reads the environment that stands two lines above

        django.setup()
        prepare()
        found = {size: at_size(size) for size in sizes}
    cores, version = os.cpu_count(), platform.python_version()
    print(
        f"{dt.datetime.now(dt.UTC).date()}: {cores} processors, Python {version}, PostgreSQL; ",
        end="",
    )
    print(f"milliseconds of work, least of {ROUNDS} rounds, load {os.getloadavg()[2]:.0f}\n")
    print(as_table(found))


def prepare() -> None:
    """The guide as it is shipped."""
    from django.core.management import call_command  # noqa: PLC0415 - after the setup

    call_command("migrate", verbosity=0)
    call_command("static_pages", "adopt", stdout=sys.stderr)
    call_command("seed_content", stdout=sys.stderr)


def at_size(size: int) -> dict[str, tuple[float, int]]:
    """Least work and queries of each target."""
    from django.core.management import call_command  # noqa: PLC0415 - after the setup
    from django.db import connection  # noqa: PLC0415

    started = time.perf_counter()
    call_command("generate_pages", size, stdout=sys.stderr)
    made = time.perf_counter()
    store_rows()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{size}: made in {made - started:.0f} s", file=sys.stderr, flush=True)
    targets = readers() | {"publish an article": Publishing().once}
    best = {name: (float("inf"), 0) for name in targets}
    for _round in range(ROUNDS):
        for name, action in targets.items():
            best[name] = min(best[name], measured(action))
    counted = {name: queries_of(action) for name, action in targets.items()}
    return {name: (best[name][0], counted[name]) for name in targets}


def used() -> float:
    """Seconds that the processors have worked for this process and for its database backend."""
    from django.db import connection  # noqa: PLC0415 - after the setup

    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")  # One backend does it all.
    backend = connection.connection.info.backend_pid
    nanoseconds = int(Path(f"/proc/{backend}/schedstat").read_text().split()[0])
    return time.process_time() + nanoseconds / 1e9


def measured(action: Callable[[], float | None]) -> tuple[float, int]:
    """Milliseconds: what the action says, or what it uses."""
    started = used()
    said = action()
    return (said if said is not None else used() - started) * 1000, 0


def queries_of(action: Callable[[], Any]) -> int:
    """How often an action asks the database."""
    from django.db import connection  # noqa: PLC0415 - after the setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def readers() -> dict[str, Callable[[], None]]:
    """What readers ask for."""
    from django.db.models import Count  # noqa: PLC0415 - after the setup
    from django.test import Client, RequestFactory, override_settings  # noqa: PLC0415

    from education.content.models import Topic  # noqa: PLC0415
    from education.generating.pages import generated  # noqa: PLC0415
    from portal.web.page_router import frame_for  # noqa: PLC0415

    client = Client(SERVER_NAME="127.0.0.1")
    pages = generated()
    middle, near_end = pages[pages.count() // 2], pages.order_by("-path")[30]
    topics = Topic.objects.annotate(number=Count("page_links")).order_by("-number")
    topic = topics[0]
    far = topic.page_links.order_by("-content_object_id")[10].content_object_id

    def ask(address: str) -> Callable[[], None]:
        def asked() -> None:
            with override_settings(PAGE_STORE=None):
                response = client.get(address)
            if response.status_code not in {200, 404}:
                raise SystemExit(f"{address} answers {response.status_code}")

        return asked

    def way() -> None:
        frame_for(RequestFactory(SERVER_NAME="127.0.0.1").get(middle.url))

    addresses = {
        "article": middle.url,
        "home": "/",
        "list of articles, first part": "/understanding/",
        "list of articles, last part": f"/understanding/?page={near_end.path}",
        "list of questions": "/faq/",
        "list of words": "/glossary/",
        "topic, first part": topic.get_absolute_url(),
        "topic, last part": f"{topic.get_absolute_url()}?page=tagged~{far}",
        "an unknown address": "/nowhere/",
        "search: no hit": "/search/?q=xylophone",
        "search: a rare word": f"/search/?q={middle.title.split()[-1]}",
        "search: misspelled": "/search/?q=metastasys",
        "search: a word in every page": "/search/?q=generated",
        "sitemap": "/sitemap.xml",
        "sitemap, a part": "/sitemap-pages.xml",
        "booklet": "/booklet/",
    }
    asked: dict[str, Callable[[], None]] = {name: ask(url) for name, url in addresses.items()}
    return asked | {"the way to a deep page (breadcrumbs, menus)": way}


class Publishing:
    """An article gets another title, and every page waits to be built again."""

    def __init__(self) -> None:
        from education.generating.pages import generated  # noqa: PLC0415 - after the setup

        self.page = generated().filter(latest_revision=None)[50]
        self.number = 0

    def once(self) -> float:
        """Seconds of work until it is committed."""
        from django.db import transaction  # noqa: PLC0415 - after the setup

        from education.content.models import ArticlePage  # noqa: PLC0415
        from portal.static_pages.models import StaticPage  # noqa: PLC0415

        page = ArticlePage.objects.get(pk=self.page.pk)
        self.number += 1
        page.title = f"{self.page.title} {self.number}"
        started = used()
        with transaction.atomic():
            page.save_revision().publish()
        took = used() - started
        StaticPage.objects.update(dirty_since=None)  # as if all had been built
        return took


def store_rows() -> None:
    """What the database knows when every page is stored."""
    from education.content.public_urls import get_public_urls  # noqa: PLC0415 - after the setup
    from portal.static_pages.models import StaticPage  # noqa: PLC0415

    StaticPage.objects.all().delete()
    StaticPage.objects.bulk_create(
        (StaticPage(url=url) for url in get_public_urls()), batch_size=500
    )


def exponent(times: dict[int, float]) -> float:
    """The slope of the line through the logarithms of sizes and times, by least squares."""
    points = [(log(size), log(took)) for size, took in times.items()]
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    if len(points) == 1:
        return float("nan")
    over = sum((a - x) * (b - y) for a, b in points)
    return over / sum((a - x) ** 2 for a, _b in points)


def as_table(found: dict[int, dict[str, tuple[float, int]]]) -> str:
    """Targets, their milliseconds at each size, the exponent, the queries at both ends."""
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


main([int(word) for word in sys.argv[1:]] or [*SIZES])
