"""Recordings of public texts: which one reads a text as it is now, and which must go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from education.content.public_urls import get_default_site, get_public_rows
from education.content.rendering import ContentRenderer
from education.review.registry import find_kind, kind_of
from education.speech import storage
from education.speech.engine import VOICE
from education.speech.lexicon import get_lexicon
from education.speech.sentences import Sentence, get_document, get_sentences
from education.speech.storage import Recording


def key_of(text: Any) -> str:
    """Return the name of the folder of a text, such as `term-5`."""
    return f"{kind_of(text)}-{text.pk}"


def name_of(sentences: list[Sentence]) -> str:
    """Return the name of a recording: a hash of the voice and of all that it says."""
    said = (one.said for one in sentences)
    return hashlib.sha256("\n".join((VOICE, *said)).encode()).hexdigest()[:32]


def find_recording(renderer: ContentRenderer) -> Recording | None:
    """Return the recording that reads a text as it is rendered now, or None."""
    key = key_of(renderer.subject)
    if not (storage.root() / key).is_dir():
        return None
    document = get_document(renderer.subject, renderer.request)
    document.renderer.share(renderer)
    recording = storage.find(key, name_of(get_sentences(document, get_lexicon())))
    renderer.share(document.renderer)
    return recording


def delete_withdrawn() -> None:
    """Delete the recordings of texts that are not public any more."""
    kept = {*storage.keys()}
    for key in kept and kept.difference(_public_keys()):
        storage.delete(key)


def _public_keys() -> Iterator[str]:
    for _sitemap, rows in get_public_rows(get_default_site()):
        kind = find_kind(rows.model)
        yield from (f"{kind}-{pk}" for pk in rows.values_list("pk", flat=True))
