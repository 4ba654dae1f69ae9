from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_save
from django.test import Client
from modelsearch import index, signal_handlers

from education.content.models import HomePage
from tests.effort import examples
from tests.factories import Guide, one_of_each
from tests.faq.people import FAQ, signed_in
from tests.html import links_inside, visit
from tests.seeded import DATABASE, migrated_file, seeded_folder

LONG = {
    "test_every_screen.py",
    "test_invalidation.py",
    "test_leaks.py",
    "test_matrix.py",
    "test_requests.py",
    "test_screens.py",
    "test_sheets.py",
}
ALONE = {"test_reading.py", "test_booklet.py"}  # their tests share no more than the browser
# A busy machine is slow now and then; that is no fault of what is tested.
hypothesis.settings.register_profile("portal", deadline=None, max_examples=examples(100))
hypothesis.settings.load_profile("portal")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Keeps each file together; the shipped guide comes after what wants an empty database.

    Long files begin early, so that all workers end at about the same time.
    First come tests that really commit, as they begin and end with what migrations wrote.
    So do the tests' workers: what stands in one group is one worker's, and they take it in order.
    """
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
        # Without the mark, tests that only share a database would get the developer's own.
        if {"module_db", "shipped_guide"} & {*getattr(item, "fixturenames", ())}:
            item.add_marker(pytest.mark.django_db)
        if not _asks_the_database(item):
            item.add_marker(pytest.mark.once)
        if "shipped_pages" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
    long = {item.path for item in items if item.path.name in LONG or _is_slow(item)}
    for tests in _by_value(items):
        for item in tests[1:]:
            item.add_marker(pytest.mark.slow)
        for item in tests[1:-1]:
            item.add_marker(pytest.mark.alike)
    yield
    # Last, as pytest-django has an order of its own: it would put those that commit at the end.
    items.sort(
        key=lambda item: (
            not _commits(item),
            _wants_the_guide(item),
            item.path not in long,
            item.path,
            item.location[1] or 0,
        )
    )


def _by_value(items: list[pytest.Item]) -> Iterable[list[pytest.Item]]:
    """Return the tests of the database, those that differ in a value alone together."""
    alike: dict[tuple[Path, str], list[pytest.Item]] = {}
    for item in items:
        if isinstance(item, pytest.Function) and _asks_the_database(item):
            alike.setdefault((item.path, item.originalname), []).append(item)
    return alike.values()


def _group(item: pytest.Item) -> str:
    """Return the name of the tests that share what is costly: a crawl, a part, a file."""
    if "shipped_pages" in getattr(item, "fixturenames", ()):
        return "shipped_pages"
    if item.path.name in ALONE:
        return item.nodeid
    part = item.callspec.params.get("part", "") if hasattr(item, "callspec") else ""
    return f"{item.path.parent.name}-{item.path.stem}-{part}-{_wants_the_guide(item)}"


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = {*getattr(item, "fixturenames", ())}
    return bool(item.get_closest_marker("django_db") or {"db", "transactional_db"} & fixtures)


def _commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    fixtures = getattr(item, "fixturenames", ())
    return "transactional_db" in fixtures or bool(mark and mark.kwargs.get("transaction"))


def _is_slow(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("slow"))


def _wants_the_guide(item: pytest.Item) -> bool:
    return "shipped_guide" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def django_db_setup(
    migrated_copy: Path | None, django_db_setup: None, django_db_blocker: Any
) -> None:
    """Set up the test database, and keep a copy of a new one on SQLite for later runs."""
    if migrated_copy is None or migrated_copy.exists():
        return
    for outdated in migrated_copy.parent.glob("*.sqlite3"):
        outdated.unlink(missing_ok=True)
    unfinished = migrated_copy.with_suffix(f".{os.getpid()}")
    with django_db_blocker.unblock(), closing(sqlite3.connect(unfinished)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    unfinished.replace(migrated_copy)


@pytest.fixture(scope="session")
def migrated_copy(request: pytest.FixtureRequest) -> Path | None:
    """Return the path of a migrated SQLite file, and load the file into memory if it exists.

    All migrations take half a minute in each worker, and write the same while code and lock are.
    """
    if connection.vendor != "sqlite":
        return None
    kept = migrated_file(request.config.cache.mkdir("databases"))

    def load(sender: Any, connection: Any, **kwargs: Any) -> None:
        if connection.is_in_memory_db():
            connection_created.disconnect(load)
            with closing(sqlite3.connect(kept)) as copy:
                copy.backup(connection.connection)

    if kept.exists():
        connection_created.connect(load, weak=False)
    return kept


@contextmanager
def _undone(blocker: Any) -> Iterator[None]:
    """A transaction around many tests, each of which undoes its own changes inside it."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def what_migrations_wrote(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Stands again after tests that really commit, as these empty every table."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)


@pytest.fixture(scope="session")
def shipped_guide(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """The guide that this project ships, once for all the tests that want it.

    On SQLite it is a copy of a database that is kept between runs.
    """
    from education.seeding.importer import seed  # noqa: PLC0415 - models must be ready first

    copied = connection.vendor == "sqlite" and connection.is_in_memory_db()
    with django_db_blocker.unblock():
        if copied:
            _load(seeded_folder(request.config.cache.mkdir("databases")))
    with _undone(django_db_blocker):
        if not copied:
            seed()
        yield


def _load(folder: Path) -> None:
    """Replace the database in memory by that of a data folder."""
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / DATABASE)) as copy:
        copy.backup(connection.connection)
    apps.get_model("contenttypes", "ContentType").objects.clear_cache()


@pytest.fixture(scope="session")
def shipped_pages(shipped_guide: None) -> dict[str, BeautifulSoup]:
    """Every page of it that can be reached from the first one by links, by its address."""
    client, pages, waiting = Client(), dict[str, BeautifulSoup](), ["/"]
    while waiting:
        address = waiting.pop()
        if address not in pages:
            pages[address] = visit(address, client)
            waiting += links_inside(pages[address])
    return pages


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Keep what the fixtures of a module create for all its tests."""
    with _undone(django_db_blocker):
        yield


@pytest.fixture(scope="module")
def roles_of_module(module_db: None) -> None:
    """The roles and the workflow that this project ships, for all tests of a module."""
    from education.seeding.plan import Plan  # noqa: PLC0415 - models must be ready first
    from education.seeding.roles import import_roles  # noqa: PLC0415

    import_roles(Path(settings.FIXTURES_DIR, "roles.yaml"), Plan.from_records())


@pytest.fixture
def roles(roles_of_module: None, db: None) -> None:
    """The same; what a test changes about them is undone after it."""


@pytest.fixture(scope="session", autouse=True)
def no_admin_search() -> None:
    """Keep what tests save out of the index of Wagtail's own search, which few of them ask."""
    _follow_saves(post_save.disconnect)


@pytest.fixture
def admin_search(db: None) -> Iterator[None]:
    """Index what a test saves for the search of the editors' side."""
    _follow_saves(post_save.connect)
    yield
    _follow_saves(post_save.disconnect)


def _follow_saves(change: Any) -> None:
    for model in index.get_indexed_models():
        change(signal_handlers.post_save_signal_handler, sender=model)


@pytest.fixture(autouse=True)
def no_searches_left() -> Iterator[None]:
    """Keep the searches of one test from being written while another one counts queries."""
    yield
    from education.search import analytics  # noqa: PLC0415 - models must be ready first

    analytics.buffer.take()


@pytest.fixture(scope="module")
def home_of_module(module_db: None) -> HomePage:
    """The first page of a guide, for all tests of a module."""
    return Guide().home


@pytest.fixture
def guide(home_of_module: HomePage, db: None) -> Guide:
    """A guide with nothing but a first page; what a test changes about it is undone after it."""
    return Guide(HomePage.objects.get(pk=home_of_module.pk))


@pytest.fixture(scope="module")
def addresses(module_db: None) -> dict[str, str]:
    """An address of each kind."""
    return one_of_each(Guide())


@pytest.fixture
def faq_admin(roles: None) -> Client:
    """Return the browser of somebody who looks after the questions."""
    return signed_in(FAQ)
