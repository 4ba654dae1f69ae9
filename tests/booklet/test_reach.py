"""The press fetches nothing: no address of the inside, no file, no other site."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from education.booklet.pdf import render_pdf

pytestmark = pytest.mark.once


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody inside of the network who would hear of it."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        one.settimeout(0.1)
        yield one


def page_with(address: str) -> str:
    """A page that wants something from an address in every way there is."""
    return f"""<!doctype html><title>x</title><link rel="stylesheet" href="{address}">
      <style>@import url("{address}"); body {{ background: url("{address}") }}</style>
      <img src="{address}" alt=""><object data="{address}"></object>
      <svg xmlns="http://www.w3.org/2000/svg"><image href="{address}"/></svg><p>Words"""


def test_no_address_is_asked(listener: socket.socket) -> None:
    where = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    made = render_pdf(page_with(f"{where}latest/meta-data/"), where, keep=False)
    assert made.startswith(b"%PDF")
    with pytest.raises(TimeoutError):
        listener.accept()


def test_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("p::after { content: 'A secret' }")
    plain = render_pdf(page_with("/none"), "http://127.0.0.1:1/", keep=False)
    made = render_pdf(page_with(secret.as_uri()), "http://127.0.0.1:1/", keep=False)
    assert len(made) == pytest.approx(len(plain), abs=20)
