"""SQL that copies and deletes many rows at once, where models would handle them one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from education.search.models import SearchEntry, SearchPosting


def copy_own_row(model: type[Model], original: int, keys: Sequence[int]) -> None:
    """Copy the row of a model's own table once for each of `keys`.

    `original` is the primary key of the row. Rows in the tables of parent models are not copied.
    """
    quote = connection.ops.quote_name
    table, own = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    rest = [quote(str(field.column)) for field in model._meta.local_fields if not field.primary_key]
    for some in _batches(keys):
        values = ", ".join(["(%s)"] * len(some))
        sql = (
            f"INSERT INTO {table} ({', '.join([own, *rest])})"  # noqa: S608 - names of our own tables
            f" SELECT {', '.join(['copy.column1', *rest])} FROM {table}, (VALUES {values}) AS copy"
            f" WHERE {own} = %s"
        )
        _execute(sql, [*some, original])


def copy_postings(
    original: SearchEntry,
    entries: Sequence[SearchEntry],
    number: str,
    number_of: Callable[[str], str],
) -> None:
    """Copy the search postings of an entry to the entries of its copies.

    Keys that contain `number`, the number of the original, get the number of the copy instead, as
    `number_of` returns it for the title of the copy.
    """
    quote = connection.ops.quote_name
    table = quote(SearchPosting._meta.db_table)
    rest = f"locale_id, {quote('key')}, weight"
    for keys in _batches([entry.pk for entry in entries]):
        values = ", ".join(["(%s)"] * len(keys))
        sql = (
            f"INSERT INTO {table} (entry_id, {rest})"  # noqa: S608 - as above
            f" SELECT copy.column1, {rest} FROM {table}, (VALUES {values}) AS copy"
            f" WHERE entry_id = %s AND {quote('key')} NOT LIKE %s"
        )
        _execute(sql, [*keys, original.pk, f"%{number}%"])
    own = [*SearchPosting.objects.filter(entry=original, key__contains=number)]
    SearchPosting.objects.bulk_create(
        SearchPosting(
            entry=entry,
            locale_id=one.locale_id,
            key=one.key.replace(number, number_of(entry.title)),
            weight=one.weight,
        )
        for entry in entries
        for one in own
    )


def delete_rows(rows: QuerySet[Any]) -> None:
    """Delete rows that no other row refers to, without fetching them first."""
    rows._raw_delete(rows.db)


def _batches(keys: Sequence[int], size: int = 500) -> list[Sequence[int]]:
    return [keys[start : start + size] for start in range(0, len(keys), size)]


def _execute(sql: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
