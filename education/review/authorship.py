"""Authors of a version: everybody who changed its words since they were last signed off."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from wagtail.models import ModelLogEntry, Revision

from education.review.models import ShownContent, SignOff, content_key
from education.review.registry import Text
from education.standard.markup import BLOCK_KEY

# Fields of a revision that hold no words of the text. The order of questions and the topics are
# changed in lists.
_NO_WORDS = {
    "pk", "id", "path", "depth", "numchild", "url_path", "content_type", "translation_key",
    "locale", "owner", "alias_of", "draft_title", "latest_revision", "live_revision", "live",
    "locked", "locked_at", "locked_by", "has_unpublished_changes", "first_published_at",
    "last_published_at", "latest_revision_created_at", "go_live_at", "expire_at", "expired",
    "wagtail_admin_comments", "sort_order", "topic_links", "page_ptr", "contentpage_ptr",
    "date_seen",
}  # fmt: skip


class Version(NamedTuple):
    """Saved version of a text; `words` are all that it says and chooses, each with its place."""

    revision_id: int | None = None
    user_id: int | None = None
    words: tuple[tuple[str, str], ...] = ()
    saved_at: dt.datetime = dt.datetime.min.replace(tzinfo=dt.UTC)


def get_author_ids(text: Text, revision: Revision) -> set[int]:
    """Return the ids of all users who changed words of a version since the last valid sign-off.

    A save that changes no words has no author. Words that somebody wrote before that sign-off, and
    that another user brought back after it, are still the first one's. Who changed a picture or a
    source that the version shows is an author of it, too.
    """
    signed_off = _last_valid(text)
    return _authors_of_words(text, revision, signed_off) | _authors_of_shown(revision, signed_off)


def _authors_of_words(text: Text, revision: Revision, signed_off: SignOff | None) -> set[int]:
    history = _history(text, revision)
    places = {one.revision_id: place for place, one in enumerate(history)}
    signed = places.get(signed_off.revision_id, 0) if signed_off else 0
    later = {word for one in history[signed + 1 :] for word in one.words}
    brought = later - {*history[signed].words}
    authors = {one.user_id for _before, one in _changes(history[signed:])}
    for before, one in _changes(history[: signed + 1]):
        if brought & ({*one.words} - {*before.words}):
            authors.add(one.user_id)
    return {user_id for user_id in authors if user_id is not None}


def _authors_of_shown(revision: Revision, signed_off: SignOff | None) -> set[int]:
    """Return who changed what a version shows since it was signed with that, published or not."""
    rows = {content_key(row) for row in revision.as_object().get_shown_content()}
    shown = ShownContent.objects.filter(sign_off=signed_off)
    signed = {one.key: one for one in shown}
    return {
        one.user_id
        for key, history in _histories(rows).items()
        for _before, one in _changes(history)
        if one.user_id is not None and _is_later(one, signed.get(key))
    }


def _is_later(version: Version, shown: ShownContent | None) -> bool:
    """Return whether a version was not what readers saw when the text was signed.

    It may have waited as a draft then, or have been overwritten since.
    """
    if shown is None or version.saved_at > shown.kept_at:
        return True
    return (version.revision_id or 0) > (shown.revision_id or 0)


def _histories(rows: set[tuple[int, str]]) -> dict[tuple[int, str], list[Version]]:
    """Return the versions of rows, by their keys, after an empty one. Two queries.

    A photo has no versions; Wagtail's log tells who changed it.
    """
    kinds, keys = {kind for kind, _pk in rows}, {pk for _kind, pk in rows}
    found: dict[tuple[int, str], list[Version]] = {key: [Version()] for key in rows}
    versions = Revision.objects.filter(base_content_type__in=kinds, object_id__in=keys)
    for one in versions.order_by("created_at", "pk"):
        key = one.base_content_type_id, one.object_id
        if key in rows:
            found[key].append(_version(one))
    changes = ModelLogEntry.objects.filter(
        content_type__in=kinds, object_id__in=keys, action__in=["wagtail.create", "wagtail.edit"]
    )
    for entry in changes.order_by("timestamp", "pk"):
        key = entry.content_type_id, entry.object_id
        if key in rows and not found[key][-1].revision_id:
            words = (("log", str(entry.pk)),)
            found[key].append(Version(None, entry.user_id, words, entry.timestamp))
    return found


def _history(text: Text, revision: Revision) -> list[Version]:
    """Return an empty version, and each version of a text up to this one, the oldest first."""
    rows = text.revisions.filter(created_at__lte=revision.created_at).order_by("created_at", "pk")
    return [Version(), *map(_version, rows)]


def _version(revision: Revision) -> Version:
    words = tuple(_words(revision.content, ""))
    return Version(revision.pk, revision.user_id, words, revision.created_at)


def _last_valid(text: Text) -> SignOff | None:
    """Return the last sign-off of a version that was not withdrawn, or None."""
    record = SignOff.record_of(text)
    if record and record[0].withdrawal:  # What was signed before it was not withdrawn for itself.
        withdrawn = record[0].revision_id
        record = [one for one in record if one.revision_id != withdrawn]
    return record[0] if record else None


def _changes(history: Iterable[Version]) -> Iterator[tuple[Version, Version]]:
    """Yield each version whose words differ from the one before, after that one."""
    return ((before, one) for before, one in pairwise(history) if before.words != one.words)


def _words(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield the words and choices of a revision's content in reading order, each with its place."""
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
        yield place, " ".join(BLOCK_KEY.sub("", str(value)).split())


def _blocks(value: str) -> list[Any] | None:
    """Return the blocks of a stream, which a revision keeps as JSON inside JSON."""
    try:
        found = json.loads(value)
    except ValueError:  # A text that begins with a bracket, as “[S1]” does.
        return None
    return found if isinstance(found, list) else None
