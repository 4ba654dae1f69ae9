"""Workers and PostgreSQL die in the midst of publishing: nothing is lost, nothing is wrong."""

from __future__ import annotations

import os
import random
import re
import signal
import threading
import time
from dataclasses import dataclass
from http.client import HTTPException
from typing import cast
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.deploy.hand import Hand
from tests.deploy.postgres import Cluster
from tests.deploy.stack import Stack, eventually
from tests.forms import filled

pytestmark = [pytest.mark.stack, pytest.mark.once]

WORKERS = 12  # that are killed
PUBLISHES = 200
KILLS = 6  # of PostgreSQL meanwhile
CHANCE = random.Random(20)  # noqa: S311 - a day that can be lived again


@dataclass
class Page:
    """Hold what a visit brought, as Django's own client has it."""

    status_code: int
    content: bytes


class Editor:
    """Somebody who publishes in /cms/, at one of the app servers."""

    def __init__(self, stack: Stack, session: str, address: str) -> None:
        self.stack, self.address = stack, address
        self.cookies = f"sessionid={session}"
        response, body = stack.ask(address, cookie=self.cookies, port=stack.apps[0])
        token = re.search(r"csrftoken=\w+", response.getheader("Set-Cookie") or "")
        assert token, response.status
        self.cookies += f"; {token.group(0)}"
        self._page = Page(response.status, body)
        self.form = filled(address, cast("Client", self))

    def get(self, address: str) -> Page:
        """The page with the form."""
        return self._page

    def publish(self, name: str, app: int) -> bool:
        """Return whether it was acknowledged."""
        form = {**self.form, "name": name, "action-publish": "action-publish"}
        kind = "application/x-www-form-urlencoded"
        try:
            response, body = self.stack.ask(
                self.address,
                "POST",
                urlencode(form, doseq=True),
                port=self.stack.apps[app],
                cookie=self.cookies,
                content_type=kind,
            )
        except (OSError, HTTPException):
            return False
        assert response.status == 302, (response.status, body[:3000])
        return True


def names_at(stack: Stack, address: str) -> set[str]:
    """Return what a reader is told that the topic is called, wherever it is named."""
    return {one.decode() for one in re.findall(rb"Kept \d+", stack.ask(address)[1])}


def expect_right(stack: Stack, hand: Hand, address: str) -> None:
    """A reader is told what stands in the database; it may yet commit what a dead worker sent."""
    before, shown, after = hand("name"), names_at(stack, address), hand("name")
    assert len(shown) == 1, (address, shown, stack.status(address))
    assert shown <= {before, after}, (address, shown, before, after)


def expect_whole(stack: Stack, hand: Hand, often: dict[str, str]) -> None:
    """Everything is written again, and right."""
    eventually(lambda: hand("waiting") == 0, "the worker has written all that waited")
    eventually(lambda: often["address"] in stack.addresses(), "the page is stored again")
    assert hand("wrong") == []
    for address in (often["address"], often["above"]):
        expect_right(stack, hand, address)


def killed_after(stack: Stack, app: int, seconds: float) -> threading.Thread:
    """Kills the worker of an app server in a while."""

    def kill() -> None:
        time.sleep(seconds)
        for pid in stack.workers(f"app{app + 1}"):
            os.kill(pid, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


@pytest.fixture(scope="module")
def often(stack: Stack) -> dict[str, str]:
    """A topic that an editor may publish."""
    with Hand(stack) as hand:
        topic: dict[str, str] = hand("often")
    return topic


def test_a_worker_killed_while_it_publishes_leaves_nothing_wrong(
    stack: Stack, hand: Hand, often: dict[str, str]
) -> None:
    editor = Editor(stack, hand("session"), often["edit"])
    begun = time.perf_counter()
    assert editor.publish("Kept 1", app=0)
    usual = time.perf_counter() - begun
    unfinished = 0
    for number in range(2, WORKERS + 2):
        app = number % 2
        alive = lambda app=app: stack.ask("/health/live/", port=stack.apps[app])  # noqa: E731
        eventually(lambda alive=alive: alive()[0].status == 200, "the worker is back")
        killing = killed_after(stack, app, CHANCE.uniform(0, usual))
        is_done = editor.publish(f"Kept {number}", app)
        killing.join()
        assert not is_done or hand("name") == f"Kept {number}"
        for address in (often["address"], often["above"]):
            expect_right(stack, hand, address)
        unfinished += not is_done
    assert unfinished >= 3
    expect_whole(stack, hand, often)


def test_a_killed_postgresql_loses_nothing_that_was_acknowledged(
    stack: Stack, hand: Hand, often: dict[str, str], postgres: Cluster
) -> None:
    kept: list[str] = []
    with Hand(stack) as publisher:
        publisher.begin("publish_often", PUBLISHES)
        while isinstance(said := publisher.read(), str):
            kept.append(said)
            if len(kept) % (PUBLISHES // KILLS) == 20:
                time.sleep(CHANCE.uniform(0, 0.1))
                postgres.kill()
                postgres.start()
    assert (len(kept), len({*kept})) == (PUBLISHES, PUBLISHES)
    assert said > PUBLISHES  # Some were refused: it was killed in their midst.
    assert {*kept} <= {*hand("names")}
    assert hand("name") == kept[-1]
    expect_whole(stack, hand, often)
    assert all_answer(stack)


def all_answer(stack: Stack) -> bool:
    """Both app servers have found their way back."""
    return {
        stack.ask("/search/?q=pain", port=port)[0].status for port in stack.apps for _try in "abc"
    } == {200}
