"""Tell what an address asks the database."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(
    address: str, status: int = 200, *, warm: bool = False, post: dict[str, str] | None = None
) -> list[str]:
    """The queries behind an address, asked by a stranger.

    Django asks for a content type once a process; `warm` says that this has happened.
    """
    client = Client()
    ask = client.get if post is None else client.post
    if not warm:
        ask(address, post)
    with CaptureQueriesContext(connection) as captured:
        response = ask(address, post)
    assert response.status_code == status, (address, response.status_code)
    return [query["sql"] for query in captured.captured_queries]
