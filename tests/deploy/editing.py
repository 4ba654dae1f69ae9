"""Change content for the tests of the stack: `python -m tests.deploy.editing`, one call a line.

A title holds `zq`, a letter for its kind and the number of the change; an address `sq` likewise. So
whoever reads an answer of the portal sees which change it knows of.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import DatabaseError, connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Revision  # noqa: E402

from education.content.models import (  # noqa: E402
    ArticleIndexPage,
    ArticlePage,
    HomePage,
    Topic,
    TreatmentIndexPage,
)
from education.content.models.topics import PageTopic  # noqa: E402
from education.faq.models import FAQCategory, FAQItem  # noqa: E402
from education.glossary.models import GlossaryTerm  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.accounts.sessions import SessionStore  # noqa: E402
from portal.static_pages.invalidation import lock  # noqa: E402
from portal.static_pages.models import StaticPage  # noqa: E402
from tests import bodies  # noqa: E402
from tests.factories import (  # noqa: E402
    ArticlePageFactory,
    QuestionFactory,
    TermFactory,
    TopicFactory,
)
from tests.static_pages.checking import wrong_files  # noqa: E402

CALLS: dict[str, Callable[..., Any]] = {}
_WANDERING = {
    "p": (ArticlePage, "title", "Wandering cells {}"),
    "f": (FAQItem, "question", "Why do cells go wandering {}?"),
    "w": (GlossaryTerm, "term", "Wandering {}"),
}


def call(function: Callable[..., Any]) -> Callable[..., Any]:
    CALLS[function.__name__] = function
    return function


def _things() -> dict[str, Any]:
    found = {kind: model.objects for kind, (model, _name, _words) in _WANDERING.items()}
    return {kind: rows.get(slug__startswith=f"wander-sq{kind}") for kind, rows in found.items()}


def _name(kind: str, thing: Any, number: int) -> None:
    _model, field, words = _WANDERING[kind]
    setattr(thing, field, words.format(f"zq{kind}{number}"))


def _state(begun: float) -> dict[str, Any]:
    """Return what readers may see from now on, and how long the change took."""
    now: dict[str, Any] = {}
    for kind, thing in _things().items():
        title = str(getattr(thing, _WANDERING[kind][1])).split("zq")[1].strip("?")
        address = thing.url if kind == "p" else thing.get_absolute_url()
        now[kind] = {
            "title": f"zq{title}",
            "slug": thing.slug.removeprefix("wander-"),
            "address": address,
            "above": [above.url for above in _lists(thing)] if kind == "p" else [],
        }
        if not thing.live:
            now[kind] = None
    return {"begun": begun, "done": time.monotonic(), "now": now}


def _lists(page: Any) -> list[Any]:
    """The page above, if it is one that lists such pages."""
    return [*ArticleIndexPage.objects.parent_of(page)]


# Content that wanders -----------------------------------------------------------------------------


@call
def prepare() -> dict[str, Any]:
    """A page, a question and a word, which other pages show."""
    begun = time.monotonic()
    with transaction.atomic():
        home, above = HomePage.objects.get(), ArticleIndexPage.objects.get()
        topics = [TopicFactory(name="Wandering", slug="wandering")]
        same = "Only names and addresses change."
        page = ArticlePageFactory(
            parent=above,
            slug="wander-sqp1",
            topics=topics,
            summary=same,
            search_description=same,
            body=[bodies.text(same)],
        )
        category = FAQCategory.objects.order_by("pk").first()
        question = QuestionFactory(
            slug="wander-sqf1",
            category=category,
            topics=topics,
            short_answer=f"<p>{same}</p>",
            body=json.dumps([bodies.text(same)]),
        )
        word = TermFactory(slug="wander-sqw1", topics=topics)
        for kind, thing in {"p": page, "f": question, "w": word}.items():
            _name(kind, thing, 1)
            thing.save_revision().publish()
        cards = bodies.link_cards("Where do cells go?", page)
        home.body = json.dumps([*home.body.raw_data, cards])
        home.save_revision().publish()
    return _state(begun)


@call
def edit(number: int) -> dict[str, Any]:
    """Other words, published at once."""
    begun = time.monotonic()
    with transaction.atomic():
        for kind, thing in _things().items():
            _name(kind, thing, number)
            thing.save_revision().publish()
    return _state(begun)


@call
def withdraw(number: int) -> dict[str, Any]:
    """Readers see none of it any more."""
    begun = time.monotonic()
    with transaction.atomic():
        for thing in _things().values():
            thing.unpublish()
    return _state(begun)


@call
def rename(number: int) -> dict[str, Any]:
    """Other addresses."""
    begun = time.monotonic()
    with transaction.atomic():
        for kind, thing in _things().items():
            _name(kind, thing, number)
            thing.slug = f"wander-sq{kind}{number}"
            thing.save_revision().publish()
    return _state(begun)


@call
def move(number: int) -> dict[str, Any]:
    """The page stands below another one."""
    begun = time.monotonic()
    with transaction.atomic():
        _things()["p"].move(TreatmentIndexPage.objects.get(), pos="last-child")
    return _state(begun)


@call
def go_live_later(number: int) -> dict[str, Any]:
    """Other words at an hour that is near; waits until the worker has published them."""
    begun, hour = time.monotonic(), timezone.now() + timedelta(seconds=1)
    with transaction.atomic():
        for kind, thing in _things().items():
            _name(kind, thing, number)
            thing.go_live_at = hour
            thing.save_revision().publish()
    return _when(begun, hour, lambda things: all(one.live for one in things))


@call
def expire_soon(number: int) -> dict[str, Any]:
    """Ends at an hour that is near; waits until the worker has withdrawn it."""
    begun, hour = time.monotonic(), timezone.now() + timedelta(seconds=1)
    with transaction.atomic():
        for thing in _things().values():
            thing.expire_at = hour
            thing.save_revision().publish()
    return _when(begun, hour, lambda things: not any(one.live for one in things))


def _when(begun: float, hour: Any, has_happened: Callable[[list[Any]], bool]) -> dict[str, Any]:
    while not has_happened([*_things().values()]):
        time.sleep(0.02)
    return {**_state(begun), "late": (timezone.now() - hour).total_seconds()}


# A topic that is published often -----------------------------------------------------------------


@call
def often() -> dict[str, Any]:
    """A topic, which needs no sign-off; how to edit it, and where readers find its name."""
    with transaction.atomic():
        topic = TopicFactory(slug="often", name="Kept 0")
        PageTopic.objects.create(tag=topic, content_object=ArticlePage.objects.live().first())
    edit = f"/cms/snippets/content/topic/edit/{topic.pk}/"
    return {"edit": edit, "address": topic.get_absolute_url(), "above": "/topics/"}


@call
def name() -> str:
    """Return what it is called now."""
    return str(Topic.objects.get(slug="often").name)


@call
def publish_often(times: int) -> int:
    """Publishes it so many times, and says each time when it is done; outages are lived through."""
    done = number = 0
    while done < times:
        number += 1
        try:
            with transaction.atomic():
                topic = Topic.objects.get(slug="often")
                topic.name = f"Kept {number}"
                topic.save_revision().publish()
        except DatabaseError:
            connection.close()
            time.sleep(0.05)
        else:
            done += 1
            _say(f"Kept {number}")
    return number


@call
def names() -> list[str]:
    """Every name that a version of it has had."""
    topic = Topic.objects.get(slug="often")
    return [one.content["name"] for one in Revision.objects.for_instance(topic)]


@call
def session() -> str:
    """The cookie of an administrator who has signed in."""
    person = User.objects.create_superuser("hand", password="four plain words together")
    mine = SessionStore()
    mine[SESSION_KEY] = str(person.pk)
    mine[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    mine[HASH_SESSION_KEY] = person.get_session_auth_hash()
    mine["signed_in_at"] = time.time()
    mine["second_factor"] = {"person": person.pk, "at": time.time()}
    mine.create()
    return str(mine.session_key)


# The store ----------------------------------------------------------------------------------------


@call
def waiting() -> int:
    """Return how many pages wait to be written."""
    return StaticPage.waiting().count()


@call
def wrong() -> list[str]:
    """The stored pages that are not what they should be."""
    with transaction.atomic():
        return wrong_files(lock())  # Nobody changes or writes anything meanwhile.


def _say(answer: Any) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Does what it is told until nobody tells it anything."""
    for line in sys.stdin:
        name, *args = json.loads(line)
        _say(CALLS[name](*args))


main()
