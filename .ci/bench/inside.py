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
from portal.static_pages.models import StaticPage  # noqa: E402


def queries() -> dict[str, int]:
    """Return how often one address of each kind asks the database without any cache."""
    client = Client(headers={"host": "127.0.0.1"})
    return {kind: _asked(client, address) for kind, address in _kinds().items()}


def freshness() -> dict[str, float]:
    """Return the work of a publication and of building every page after it, and their number.

    In milliseconds of processor time, so that a busy machine does not count.
    """
    published, built = zip(*(_published(f"Title {number}") for number in range(3)), strict=True)
    count = StaticPage.objects.count()
    return {"published": median(published), "a page": median(built) / count, "pages": count}


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


def _published(title: str) -> tuple[float, float]:
    page = ContentPage.objects.get(slug="what-is-metastasis").specific
    page.title = title
    start = time.process_time()
    with transaction.atomic():
        page.save_revision().publish()
    published = time.process_time()
    while builder.build_waiting():
        pass
    return (published - start) * 1000, (time.process_time() - published) * 1000


json.dump({"queries": queries, "freshness": freshness}[sys.argv[1]](), sys.stdout)
