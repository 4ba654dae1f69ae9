"""Tell what `make bench` asks inside a process of the portal: `python -m bench.inside queries`."""

from __future__ import annotations

import json
import sys
import time
from statistics import median

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - models must be ready first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from education.content.models import ContentPage  # noqa: E402
from education.content.public_urls import get_public_urls  # noqa: E402
from portal.static_pages import builder  # noqa: E402


def queries() -> dict[str, int]:
    """Return how often one address of each kind asks the database without any cache."""
    client = Client(headers={"host": "127.0.0.1"})
    return {kind: _asked(client, address) for kind, address in _kinds().items()}


def freshness() -> dict[str, float]:
    """Milliseconds to save a title, and to write anew the pages that show it; their number."""
    rounds = [_renamed(f"Title {number}") for number in range(10)]
    saved, written, count = (median(one) for one in zip(*rounds, strict=True))
    return {"saved": saved, "written": written, "pages": count}


def _kinds() -> dict[str, str]:
    pages = ContentPage.objects.live().order_by("path").specific()
    kinds = {str(page._meta.verbose_name): page.url for page in reversed(pages)}
    for address in get_public_urls():
        head, _slash, slug = address.strip("/").partition("/")
        if head in {"faq", "glossary", "topics"} and slug:
            kinds[f"below /{head}/"] = address
    return kinds | {"search": "/search/?q=pain", "unknown address": "/nowhere/"}


def _asked(client: Client, address: str) -> int:
    client.get(address)  # Django asks for the type of a model once a process.
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def _renamed(title: str) -> tuple[float, float, int]:
    page = ContentPage.objects.get(slug="what-is-metastasis").specific
    page.title = title
    start = time.perf_counter()
    with transaction.atomic():
        page.save()
    saved = time.perf_counter()
    count = builder.build_waiting()
    return (saved - start) * 1000, (time.perf_counter() - saved) * 1000, count


json.dump({"queries": queries, "freshness": freshness}[sys.argv[1]](), sys.stdout)
