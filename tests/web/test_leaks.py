"""Five thousand mixed requests, many at once: nobody is answered with anything of somebody else.

Everybody has a word of their own, in what they type, draft or are called. So whoever gets the word
of another one got what was not theirs.
"""

from __future__ import annotations

import random
import re
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.test import Client

from education.content.models import AboutPage
from portal.static_pages.rendering import canonical_host
from tests.factories import AboutPageFactory, Guide, UserFactory, one_of_each
from tests.static_pages.checking import drain
from tests.wsgi import Answer, Request, ask

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("what_migrations_wrote"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time"
    ),
]

REQUESTS = 5_000
THREADS = 8
READERS, EDITORS = 20, 4
_WORD = re.compile(rb"zq(?:reader|name|draft)\d+x", re.IGNORECASE)
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
_ONLY_EDITORS = (b"wagtail-userbar", b"Log out")
Ask = Callable[[WSGIHandler, Request], Answer]


def word(kind: str, number: int) -> str:
    """Return what belongs to one person alone."""
    return f"zq{kind}{number}x"


@dataclass
class Person:
    """Somebody who asks, one thing after the other."""

    name: str
    ways: dict[Callable[[], Request], int]
    words: set[str]
    cookies: dict[str, str] = field(default_factory=dict)
    is_editor: bool = False
    turn: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, application: WSGIHandler, way: Request, send: Ask) -> tuple[str, Answer]:
        """The number of the request, and what came of it."""
        number = uuid.uuid4().hex
        headers = {
            "HTTP_HOST": canonical_host(),
            "HTTP_X_REQUEST_ID": number,
            "HTTP_COOKIE": "; ".join(f"{key}={value}" for key, value in self.cookies.items()),
            "HTTP_X_CSRFTOKEN": self.cookies.get("csrftoken", ""),
        }
        return number, send(application, replace(way, headers=headers))


@dataclass
class Watch:
    """Looks at every answer, and remembers whose secrets were seen where."""

    leaks: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    _owners: dict[str, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def look(self, person: Person, way: Request, number: str, answer: Answer) -> None:
        """Notes all that was not meant for this person."""
        text = answer.body + repr(answer.headers).encode()
        words = {one.decode().lower() for one in _WORD.findall(text)}
        found = [f"the word {one}" for one in words - person.words]
        if answer.header("X-Request-ID") != number:
            found.append("the number of another request")
        if not person.is_editor:
            found += [f"{one!r}" for one in _ONLY_EDITORS if one in text]
            is_door = way.path.startswith(b"/cms/")
            if not is_door and (answer.all_of("Set-Cookie") or _TOKEN.search(answer.body)):
                found.append("a cookie or a token")
        with self._lock:
            self.statuses[answer.status] += 1
            self.seen.update(words & person.words)
            found += [f"the secret of {one}" for one in self._others(person, answer)]
            self.leaks += [f"{person.name} at {way.path!r} got {one}" for one in found]

    def _others(self, person: Person, answer: Answer) -> Iterator[str]:
        """Yield whose token or session this is, if another one had it before."""
        values = [one.decode() for one in _TOKEN.findall(answer.body)]
        values += [one.partition(";")[0] for one in answer.all_of("Set-Cookie")]
        for value in values:
            owner = self._owners.setdefault(value, person.name)
            if owner != person.name:
                yield owner


# People -------------------------------------------------------------------------------------------


def reader(number: int, addresses: list[str], about: str) -> Person:
    """Somebody who reads, searches, answers and gathers; and now and then finds the wrong door."""
    mine, turn = word("reader", number), random.Random(number)  # noqa: S311 - no secret

    def page() -> Request:
        return Request(turn.choice(addresses).encode())

    def page_of_app() -> Request:
        return Request(turn.choice(addresses).encode(), b"page=1")

    def search() -> Request:
        return Request(b"/search/", f"q={mine}".encode())

    def lost() -> Request:
        return Request(f"/{mine}/".encode())

    def booklet() -> Request:
        return form("/booklet/", own=f"Why {mine}?", p="understanding/article")

    def answer() -> Request:
        return form("/feedback/", about=about, answer="yes")

    def door() -> Request:
        return Request(b"/cms/login/", f"next=/cms/{mine}/".encode())

    ways = {page: 86, page_of_app: 4, search: 2, lost: 3, booklet: 1, answer: 3, door: 1}
    return Person(mine, ways, {mine})


def editor(number: int, addresses: list[str], page: AboutPage) -> Person:
    """Somebody with a name, a draft, and messages about it."""
    name, draft, turn = word("name", number), word("draft", number), random.Random(number)  # noqa: S311
    user = UserFactory(first_name=name, username=f"editor-{number}", is_superuser=True)
    page.title = f"Draft {draft}"
    page.save_revision(user=user)
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    at = f"/cms/pages/{page.pk}"

    def preview() -> Request:
        return Request(f"{at}/view_draft/".encode())

    def public() -> Request:
        return Request(turn.choice(addresses).encode())

    def account() -> Request:  # With the name, and with messages of what was done before.
        return Request(b"/cms/account/")

    def lock() -> Request:
        return form(f"{at}/lock/", next=f"{at}/view_draft/")

    ways = {preview: 5, public: 6, account: 3, lock: 2}
    cookies = {"sessionid": session, "csrftoken": uuid.uuid4().hex}
    return Person(name, ways, {name, draft}, cookies, is_editor=True)


def form(address: str, **fields: str) -> Request:
    """A form that is sent."""
    return Request(address.encode(), method="POST", body=urlencode(fields).encode())


@pytest.fixture
def people(tmp_path: Path, settings: Any) -> list[Person]:
    settings.STATIC_PAGES_ROOT = tmp_path / "store"
    with transaction.atomic():
        guide = Guide()
        addresses = [*one_of_each(guide).values()]
        about = f"page-{guide.articles.get_children().get(slug='article').pk}"
        pages = [
            AboutPageFactory(parent=guide.about, slug=f"of-{n}", title="A page", live=False)
            for n in range(EDITORS)
        ]
        editors = [editor(n, addresses, page) for n, page in enumerate(pages)]
    drain()
    return [*(reader(n, addresses, about) for n in range(READERS)), *editors]


# Answers ------------------------------------------------------------------------------------------


def all_asked(people: list[Person], requests: int, send: Ask = ask) -> Watch:
    """Return what is seen when they all ask at once."""
    watch, application = Watch(), WSGIHandler()
    chosen = random.Random(20)  # noqa: S311 - a day that can be lived again
    weights = [1 if one.is_editor else 4 for one in people]
    work = [
        (one, chosen.choices([*one.ways], [*one.ways.values()])[0])
        for one in chosen.choices(people, weights, k=requests)
    ]

    def work_off(part: list[tuple[Person, Callable[[], Request]]]) -> None:
        try:
            for person, way in part:
                with person.turn:  # A browser waits for its answer; people do not wait for others.
                    request = way()
                    number, answer = person.ask(application, request, send)
                watch.look(person, request, number, answer)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(work_off, work[one::THREADS]) for one in range(THREADS)]:
            done.result()
    return watch


def test_nobody_gets_anything_of_somebody_else(people: list[Person]) -> None:
    watch = all_asked(people, REQUESTS)
    assert sum(watch.statuses.values()) == REQUESTS
    assert watch.leaks == []
    assert {*watch.statuses} <= {200, 302, 404}, watch.statuses
    # Their own they do get: without that nothing could be seen to leak.
    own = {one for person in people for one in person.words}
    assert own <= {*watch.seen}


class Mixed:
    """A portal that now and then sends what it has sent to somebody with a word of their own."""

    def __init__(self, part: str) -> None:
        self.part = part
        self._kept: Answer | None = None
        self._count = 0

    def __call__(self, application: WSGIHandler, request: Request) -> Answer:
        answer, kept = ask(application, request), self._kept
        if _WORD.search(answer.body):
            self._kept = answer
        self._count += 1
        if kept is None or self._count % 20:
            return answer
        return replace(answer, **{self.part: getattr(kept, self.part)})


@pytest.mark.parametrize("part", ["body", "headers"])
def test_a_leak_would_be_seen(people: list[Person], part: str) -> None:
    assert all_asked(people, 600, Mixed(part)).leaks
