"""Authors of a version: everybody who changed its words since they were last signed off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from wagtail.models import Revision

from education.review.models import SignOff
from education.review.registry import Text

Words = tuple[tuple[str, str], ...]  # (place in the content, words), in reading order

# Fields of a revision that hold no words of the text. The order of questions and the topics are
# changed in lists.
_NO_WORDS = {
    "pk", "id", "path", "depth", "numchild", "url_path", "content_type", "translation_key",
    "locale", "owner", "alias_of", "draft_title", "latest_revision", "live_revision", "live",
    "locked", "locked_at", "locked_by", "has_unpublished_changes", "first_published_at",
    "last_published_at", "latest_revision_created_at", "go_live_at", "expire_at", "expired",
    "wagtail_admin_comments", "sort_order", "topic_links", "page_ptr", "contentpage_ptr",
}  # fmt: skip
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def get_author_ids(text: Text, revision: Revision) -> set[int]:
    """Return the ids of all users who changed words of a version since the last valid sign-off.

    A save that changes no words has no author. Words that somebody wrote before that sign-off, and
    that another user brought back after it, are still the first one's.
    """
    history = _history(text, revision)
    start = _signed_index(text, history)
    authors = {user for user, _before, _after in _changes(history[max(start, 0) :])}
    if start < 0:
        authors |= {user for user, words in history[:1] if words}
    signed = {*history[start][1]} if start >= 0 else set()
    brought = {one for _user, words in history[start + 1 :] for one in words} - signed
    for user, before, after in _changes([(None, ()), *history[: start + 1]]):
        if brought & ({*after} - {*before}):
            authors.add(user)
    return {user for user in authors if user is not None}


def _history(text: Text, revision: Revision) -> list[tuple[int | None, Words]]:
    """Return author and words of each version up to this one, the oldest first."""
    rows = text.revisions.filter(created_at__lte=revision.created_at).order_by("created_at", "pk")
    return [(row.user_id, words_of(row.content)) for row in rows]


def _signed_index(text: Text, history: list[tuple[int | None, Words]]) -> int:
    """Return the place of the version that was signed last and not withdrawn, or -1."""
    record = SignOff.record_of(text)
    if record and record[0].withdrawal:  # What was signed before it was not withdrawn for itself.
        withdrawn = record[0].revision_id
        record = [one for one in record if one.revision_id != withdrawn]
    if not record:
        return -1
    rows = text.revisions.filter(created_at__lte=record[0].revision.created_at)
    return min(rows.count(), len(history)) - 1


def _changes(
    history: Iterable[tuple[int | None, Words]],
) -> Iterator[tuple[int | None, Words, Words]]:
    """Yield the author of each version whose words differ from the one before, and both."""
    for (_user, before), (user, after) in pairwise(history):
        if before != after:
            yield user, before, after


def words_of(content: Any, place: str = "") -> Words:
    """Return what a version says and chooses, by place: equal words read alike."""
    return tuple(_words(content, place))


def _words(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, item in sorted(value.items()):
            if name not in _NO_WORDS:
                yield from _words(item, f"{place}.{name}")
    elif isinstance(value, list):
        for item in value:
            yield from _words(item, place)
    elif isinstance(value, str) and value[:1] == "[" and (blocks := _blocks(value)) is not None:
        yield from _words(blocks, place)
    elif value not in (None, ""):
        yield place, " ".join(_BLOCK_KEY.sub("", str(value)).split())


def _blocks(value: str) -> list[Any] | None:
    """Return the blocks of a stream, which a revision keeps as JSON inside JSON."""
    try:
        found = json.loads(value)
    except ValueError:  # A text that begins with a bracket, as “[S1]” does.
        return None
    return found if isinstance(found, list) else None
