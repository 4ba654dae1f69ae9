"""Five thousand requests while content changes: nobody reads what was, one second later."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count, cycle
from typing import Any

import pytest

from tests.deploy.hand import Hand
from tests.deploy.stack import PATIENCE, Stack, client, eventually

pytestmark = [pytest.mark.stack, pytest.mark.once]

REQUESTS = 5_000
CHANGES = ("edit", "withdraw", "go_live_later", "edit", "rename", "move", "expire_soon")
GRACE = 1.0  # seconds
# Seconds after which what is scheduled is live. The worker looks every two; the readers of this
# test and, in the gate, another suite keep both of its processors busy.
LATEST = 10.0
READERS = 3
SELDOM = 23
MADE_ANEW = ("/search/?q=wandering", "/sitemap.xml")  # Whatever asks: no file holds them.
HISTORY = ("/changes.atom", "/changes.json", "/api/texts.json")  # They also tell what was.
_MARKS = re.compile(rb"(?:zq|sq)[pfw]\d+")


@dataclass(frozen=True)
class Seen:
    """An answer, and the changes that it knows of."""

    address: str
    begun: float
    ended: float
    status: int
    marks: frozenset[str]


@dataclass
class Readers:
    """Many who read, all the time."""

    stack: Stack
    addresses: list[str]
    seldom: list[str]  # What is asked for less often: the app answers, as a rule.
    seen: list[Seen] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    made: set[str] = field(default_factory=set)  # Addresses where now nothing stored is found.

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While it lasts, they read."""
        over = threading.Event()
        work = [self._read, *[self._hurry] * READERS]
        threads = [threading.Thread(target=one, args=(over,)) for one in work]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()

    def _hurry(self, over: threading.Event) -> None:
        """One after the other, over one connection; an address may join at any time."""
        connection = self.connect(0)
        for number in count(threading.get_ident() % 97):
            if over.is_set():
                break
            address = self.addresses[number % len(self.addresses)]
            # Or they would wait for the app, and the builder for them.
            if address not in self.made or number % SELDOM == 0:
                self.ask(connection, address)
            else:
                over.wait(0.01)
        connection.close()

    def _read(self, over: threading.Event) -> None:
        """Ask as somebody else each time: there are limits for one."""
        for number, address in zip(count(), cycle(self.seldom), strict=False):
            if over.wait(0.1):
                break
            connection = self.connect(number)
            self.ask(connection, address)
            connection.close()

    def connect(self, number: int) -> HTTPConnection:
        """Return a connection of one visitor among many."""
        me = (client(number), 0)
        return HTTPConnection("127.0.0.1", self.stack.front, 30, source_address=me)

    def ask(self, connection: HTTPConnection, address: str) -> None:
        begun = time.monotonic()
        try:
            connection.request("GET", address)
            response = connection.getresponse()
            body = response.read()
        except (OSError, HTTPException) as error:
            self.failed.append(f"{address}: {error!r}")
            connection.close()
            return
        (self.made.discard if response.status == 200 else self.made.add)(address)
        # A page that is not found may repeat what was asked for.
        marks = {one.decode() for one in _MARKS.findall(body)} if response.status == 200 else ()
        self.seen.append(Seen(address, begun, time.monotonic(), response.status, frozenset(marks)))


def complaints(one: Seen, now: dict[str, Any], shows: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with an answer when content stands like this."""
    for kind, thing in now.items():
        known = {mark for mark in one.marks if mark[2] == kind}
        if thing is None and known:
            yield f"{one.address} shows {known}, which is withdrawn"
        if thing is not None and known - {thing["title"], thing["slug"]}:
            yield f"{one.address} shows {known}, and it is {thing}"
        if thing is not None and not known and must_show(one.address, kind, thing, shows):
            yield f"{one.address} answers {one.status} without {thing}"


def must_show(address: str, kind: str, thing: dict[str, Any], shows: dict[str, str]) -> bool:
    return address in {thing["address"], *thing["above"]} or kind in shows.get(address, "")


def newest(one: Seen) -> dict[str, int]:
    """The newest change of each kind that an answer knows of."""
    return {mark[:3]: int(mark[3:]) for mark in sorted(one.marks, key=lambda mark: int(mark[3:]))}


def oldest_allowed(now: dict[str, Any]) -> dict[str, int]:
    marks = [thing[name] for thing in now.values() if thing for name in ("title", "slug")]
    return {mark[:3]: int(mark[3:]) for mark in marks}


def found(seen: list[Seen], changes: list[dict[str, Any]], shows: dict[str, str]) -> list[str]:
    """All that is wrong: what stands must be right, and while it changes nothing older is."""
    wrong = []
    for one in seen:
        behind = [change for change in changes if change["done"] + GRACE <= one.begun]
        if not behind:
            continue
        after = changes[len(behind) :]
        if not after or one.ended < after[0]["begun"]:
            wrong += complaints(one, behind[-1]["now"], shows)
            continue
        least = oldest_allowed(behind[-1]["now"])
        if any(number < least.get(kind, 0) for kind, number in newest(one).items()):
            wrong.append(f"{one.address} shows {one.marks}, older than {least}")
    return wrong


def standing(seen: list[Seen], change: dict[str, Any]) -> int:
    """Return how many have asked since a change had to be known everywhere."""
    return sum(1 for one in seen if one.begun >= change["done"] + GRACE)


def test_nobody_reads_what_was(stack: Stack, hand: Hand) -> None:
    changes = [hand("prepare")]
    own = {thing["address"] for thing in changes[0]["now"].values()} | {"/understanding/"}
    showing = {"/", "/faq/", "/glossary/", "/topics/wandering/", *own}
    eventually(
        lambda: showing <= {*stack.addresses()} and hand("waiting") == 0, "all of it is written"
    )
    first = Readers(stack, [], [])
    for number, address in enumerate([*stack.addresses(), *MADE_ANEW]):
        connection = first.connect(number)
        first.ask(connection, address)
        connection.close()
    shows = {one.address: "".join({mark[2] for mark in one.marks}) for one in first.seen}
    shows = {address: kinds for address, kinds in shows.items() if kinds}
    assert {*showing, *MADE_ANEW} <= {*shows}

    pages = [one for one in shows if one.endswith("/")]
    copies = {*shows} - {*pages, *MADE_ANEW, *HISTORY}  # They are built after the pages.
    readers = Readers(stack, pages, [*MADE_ANEW, *sorted(copies)])
    # Neighbors and the like may change with a name; these may not.
    shows = {address: shows[address] for address in {*showing, *MADE_ANEW} - own}
    with readers.reading():
        for number, name in enumerate(CHANGES, 2):
            change = hand(name, number)
            changes.append(change)
            now = [thing for thing in change["now"].values() if thing]
            for address in [one for thing in now for one in (thing["address"], *thing["above"])]:
                if address not in readers.addresses:
                    readers.addresses.append(address)
            eventually(
                lambda: standing(readers.seen, changes[-1]) > REQUESTS / len(CHANGES),
                "readers have asked often enough",
                PATIENCE * 2,
            )

    wrong = found(readers.seen, changes, shows)
    assert len(readers.seen) >= REQUESTS
    assert (wrong[:5], len(wrong), readers.failed) == ([], 0, [])
    assert {one.status for one in readers.seen} <= {200, 301, 404}
    for address in MADE_ANEW:
        assert sum(1 for one in readers.seen if one.address == address) > 3 * len(CHANGES)
    assert all(change["late"] < LATEST for change in changes if "late" in change)


def test_an_old_answer_would_be_noticed() -> None:
    now = {"p": {"title": "zqp2", "slug": "sqp1", "address": "/a/", "above": ["/"]}, "w": None}
    changes = [{"begun": 0.0, "done": 1.0, "now": now}, {"begun": 9.0, "done": 9.5, "now": now}]

    def one(address: str, begun: float, *marks: str) -> Seen:
        return Seen(address, begun, begun + 0.1, 200, frozenset(marks))

    assert found([one("/a/", 3, "zqp2", "sqp1"), one("/a/", 1.5, "zqp1")], changes, {}) == []
    assert found([one("/b/", 3, "zqp1")], changes, {})
    assert found([one("/b/", 3, "zqw1")], changes, {})
    assert found([one("/b/", 3)], changes, {"/b/": "p"})
    assert found([one("/", 3)], changes, {})
    assert found([one("/b/", 8.95, "zqp1")], changes, {})
