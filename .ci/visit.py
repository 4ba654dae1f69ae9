"""Starts the portal from nothing with `make run`, follows every link, and keeps each page.

Usage: python3 .ci/visit.py FOLDER. The pages are left in FOLDER/pages, for the check of their HTML.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urljoin
from urllib.request import urlopen

PATIENCE = 300  # seconds for installing, migrating and seeding on a slow machine
GATHERED = "?p=how-cancer-spreads/intravasation&p=treatments/surgery&p=faq/can-it-be-cured"
BEGINNINGS = (
    "/",
    "/sitemap.xml",
    "/robots.txt",
    "/search/?q=blood",
    "/health/ready/",
    f"/booklet/{GATHERED}",
    f"/booklet/print/{GATHERED}",
    f"/booklet/booklet.pdf{GATHERED}",
)
NOWHERE = "/an-address-that-nobody-promised/"


class Links(HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the target of a link."""
        target = dict(attrs).get("href")
        if tag in {"a", "link"} and target:
            self.targets.add(target)


@contextmanager
def portal(folder: Path) -> Iterator[str]:
    """A portal that `make run` serves on a free port, with nobody else's database; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    own = {"HOST": "127.0.0.1", "PORT": str(port), "DATA_DIR": str(folder / "data")}
    started = time.monotonic()
    process = subprocess.Popen(["make", "run"], env=kept | own, start_new_session=True)
    try:
        address = f"http://127.0.0.1:{port}"
        wait(f"{address}/health/ready/", process)
        print(f"It answers after {time.monotonic() - started:.1f} s.", flush=True)
        yield address
    finally:
        with suppress(ProcessLookupError):  # as Ctrl+C does
            os.killpg(process.pid, signal.SIGINT)
        process.wait()


def wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Returns once the address answers; gives up when the process has ended or time is up."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            urlopen(address, timeout=10).close()
        except (URLError, OSError):
            time.sleep(0.3)
        else:
            return
    sys.exit("`make run` did not serve the portal.")


def get(address: str) -> tuple[int, str, str]:
    """Status, kind and text of an answer; it comes back later where it is asked to."""
    try:
        answer = urlopen(address, timeout=30)
    except HTTPError as error:
        answer = error
    with answer:
        if answer.status == 429:  # Copies that the worker has not built yet are limited.
            time.sleep(int(answer.headers["Retry-After"]))
            return get(address)
        return (
            answer.status,
            answer.headers.get_content_type(),
            answer.read().decode(errors="replace"),
        )


def linked_addresses(address: str, kind: str, text: str) -> set[str]:
    """Return the portal’s own addresses that an answer links to.

    Left out are the editors' side, and queries: they change a page and lead to no other.
    """
    if kind == "text/html":
        targets = Links(text).targets
    elif kind.endswith("xml"):
        targets = {
            re.sub(r"^https?://[^/]+", "", found) for found in re.findall(r"<loc>(.*?)</loc>", text)
        }
    else:
        return set()
    home = urljoin(address, "/")
    found = {urldefrag(urljoin(address, target)).url for target in targets}
    own = {url for url in found if url.startswith(home) and "?" not in url}
    return {url for url in own if not url.startswith(f"{home}cms/")}


def visit(home: str, pages: Path) -> list[str]:
    """Follows every link from the beginnings and keeps the pages; what is not as it should be."""
    waiting, seen, complaints = [home + path for path in BEGINNINGS], set[str](), list[str]()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        status, kind, text = get(address)
        if status != 200:
            complaints.append(f"{address.removeprefix(home)} answers {status}")
        keep(pages, address.removeprefix(home), kind, text)
        waiting.extend(linked_addresses(address, kind, text))
    status, kind, text = get(home + NOWHERE)
    if status != 404:
        complaints.append(f"An unknown address answers {status}, not 404")
    keep(pages, NOWHERE, kind, text)
    print(f"{len(seen)} addresses visited, {len(complaints)} complaints")
    return complaints


def keep(pages: Path, path: str, kind: str, text: str) -> None:
    """Writes a page to a file that is named after its path."""
    if kind == "text/html":
        (pages / f"{quote(path, safe='')}.html").write_text(text, encoding="utf-8")


def main(folder: Path) -> None:
    """Visits once from nothing, then starts again on the same data."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    with portal(folder) as home:
        complaints = visit(home, pages)
    print("Once more, on the same data:", flush=True)
    with portal(folder) as home:
        get(home)
    if complaints:
        sys.exit("\n".join(complaints))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
