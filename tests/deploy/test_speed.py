"""A page from the shipped front server comes as fast as a file of the same size."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.once]

PAGE = "/understanding/what-is-metastasis/"
ROUNDS, GOAL = 8, 0.9


@pytest.fixture
def plain(stack: Stack) -> str:
    """The address of the same bytes as a static file."""
    stored = stack.folder / "data/store/pages" / PAGE.strip("/") / "index.html.gz"
    static = Path(shutil.copy(stored, stack.folder / "data/static/plain.html.gz"))
    static.with_suffix("").touch()  # nginx looks for it before it sends the packed one
    return "/static/plain.html"


def speed(stack: Stack, address: str) -> float:
    """Requests a second, as a browser asks that can unpack."""
    command = ["wrk", "-t1", "-c8", "-d1s", "-H", "Accept-Encoding: gzip"]
    said = subprocess.run(  # noqa: S603 - the page of this test alone
        [*command, f"http://{stack.host}{address}"], check=True, capture_output=True, text=True
    ).stdout
    assert "Non-2xx" not in said
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found
    return float(found.group(1))


def test_a_page_is_as_fast_as_a_file(stack: Stack, plain: str) -> None:
    bodies = {stack.ask(one, accept_encoding="gzip")[1] for one in (PAGE, plain)}
    assert len(bodies) == 1
    # They take turns; the best of each, as whatever else the machine does only slows them down.
    pages, files = zip(
        *((speed(stack, PAGE), speed(stack, plain)) for _round in range(ROUNDS)), strict=True
    )
    assert max(pages) / max(files) >= GOAL
