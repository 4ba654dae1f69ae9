"""One code in two requests at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from tests.accounts.factors import code, give, half, is_in, person, with_app

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.usefixtures("what_migrations_wrote"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_a_code_that_is_sent_many_times_at_once_lets_one_in() -> None:
    with_app(person())
    browsers, typed, together = [half() for _browser in range(4)], code(), Barrier(4)

    def send(client: Client) -> None:
        together.wait()
        give(client, typed)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, browsers))
    assert [is_in(one) for one in browsers].count(True) == 1
