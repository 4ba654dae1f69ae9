"""While a release is put in place, the one before it runs on the same database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import migrations as operations
from django.db import models
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from wagtail.fields import StreamField

# What the first release begins with: before it there was no code that had to go on.
BASELINE = dict.fromkeys(
    (
        "accounts",
        "api",
        "content",
        "faq",
        "feedback",
        "glossary",
        "review",
        "search",
        "seeding",
        "static_pages",
    ),
    "0001_initial",
)

# "app.name: operation" of what looks unsafe and is not, with the reason, such as: the release
# before it no longer uses this field.
REASONS: dict[str, str] = {}

# None of these breaks code that does not know of it. RunPython changes rows: its author answers.
SAFE = (
    operations.CreateModel,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.RenameIndex,
    operations.RemoveConstraint,
    operations.AlterModelOptions,
    operations.AlterModelManagers,
    operations.RunPython,
)


def later_migrations() -> Iterator[tuple[Migration, ProjectState]]:
    """Ours since the first release, each with what the models were before it."""
    loader = MigrationLoader(None)
    for app, first in BASELINE.items():
        before = {*loader.graph.forwards_plan((app, first))}
        for key in loader.graph.forwards_plan(loader.graph.leaf_nodes(app)[0]):
            if key[0] == app and key not in before:
                yield loader.graph.nodes[key], loader.project_state(key, at_end=False)


def unsafe(migration: Migration, state: ProjectState) -> list[str]:
    """The operations that the code of the release before may not survive."""
    found, made = [], set[str]()
    for one in _flat(migration.operations):
        if isinstance(one, operations.CreateModel):
            made.add(one.name_lower)
        elif getattr(one, "model_name_lower", "") not in made and not _is_safe(
            one, state, migration.app_label
        ):
            found.append(f"{migration.app_label}.{migration.name}: {one.describe()}")
        one.state_forwards(migration.app_label, state)
    return found


def _flat(some: list[Operation]) -> Iterator[Operation]:
    """Yield what is done to the database, also where models and database part ways."""
    for one in some:
        inner = isinstance(one, operations.SeparateDatabaseAndState)
        yield from _flat(one.database_operations) if inner else [one]


def _is_safe(one: Operation, state: ProjectState, app: str) -> bool:
    if isinstance(one, operations.AddField):
        field = one.field
        return field.null or field.many_to_many or field.has_db_default()
    if isinstance(one, operations.AlterField):
        old = state.models[app, one.model_name_lower].fields[one.name]
        return _is_no_narrower(old, one.field)
    return isinstance(one, SAFE)


def _is_no_narrower(old: models.Field[Any, Any], new: models.Field[Any, Any]) -> bool:
    """The same column, or one that takes more."""
    (*_name, before), (*_names, after) = _column(old), _column(new)
    was, now = before.pop("max_length", None), after.pop("max_length", None)
    wider = now == was or now is None or (was is not None and now > was)
    if after.get("null"):
        before["null"] = True
    return wider and type(old) is type(new) and before == after


def _column(field: models.Field[Any, Any]) -> tuple[Any, ...]:
    _name, path, words, options = field.deconstruct()
    # Django's defaults are no column's, and the blocks of a stream stand in its JSON.
    unseen = {*field.non_db_attrs, "default", "block_types", "block_lookup"}
    if isinstance(field, StreamField):
        words = []
    return path, words, {name: one for name, one in options.items() if name not in unseen}


def test_the_release_before_survives_every_migration() -> None:
    found = [line for migration, state in later_migrations() for line in unsafe(migration, state)]
    assert [line for line in found if line not in REASONS] == []
    assert [line for line in REASONS if line not in found] == []


def test_the_migrations_of_the_first_release_are_there() -> None:
    known = MigrationLoader(None).disk_migrations or {}
    ours = {
        app for app, _name in known if known[app, _name].__module__.startswith(("portal", "ed"))
    }
    assert {*BASELINE.items()} <= {*known}
    assert ours == {*BASELINE}, "An app of ours that is new has its first migration as baseline."


def _made_up(operation: Operation) -> list[str]:
    state = ProjectState()
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=50)),
        ("note", models.TextField(null=True)),
    ]
    state.add_model(ModelState("made", "Thing", fields))
    migration = Migration("0002_made_up", "made")
    migration.operations = [operation]
    return unsafe(migration, state)


@pytest.mark.parametrize(
    "operation",
    [
        operations.RemoveField("thing", "name"),
        operations.RenameField("thing", "name", "title"),
        operations.RenameModel("Thing", "Matter"),
        operations.DeleteModel("Thing"),
        operations.AlterModelTable("thing", "matters"),
        operations.AddField("thing", "more", models.CharField(max_length=9, default="")),
        operations.AlterField("thing", "name", models.CharField(max_length=40)),
        operations.AlterField("thing", "name", models.CharField(max_length=50, unique=True)),
        operations.AlterField("thing", "name", models.IntegerField()),
        operations.AlterField("thing", "note", models.TextField()),
        operations.AddConstraint(
            "thing", models.UniqueConstraint(fields=["name"], name="one_name")
        ),
        operations.RunSQL("DROP TABLE made_thing"),
        operations.SeparateDatabaseAndState([operations.RemoveField("thing", "name")]),
    ],
    ids=lambda one: one.describe(),
)
def test_what_breaks_the_release_before_is_found(operation: Operation) -> None:
    assert len(_made_up(operation)) == 1


@pytest.mark.parametrize(
    "operation",
    [
        operations.AddField("thing", "more", models.CharField(max_length=9, null=True)),
        operations.AddField("thing", "more", models.CharField(max_length=9, db_default="")),
        operations.AlterField("thing", "name", models.CharField(max_length=60, help_text="New.")),
        operations.AlterField("thing", "name", models.CharField(max_length=50, null=True)),
        operations.AddIndex("thing", models.Index(fields=["name"], name="by_name")),
        operations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))]),
    ],
    ids=lambda one: one.describe(),
)
def test_what_only_adds_is_let_through(operation: Operation) -> None:
    assert _made_up(operation) == []
