"""Recorder: speaks each public text that has no recording, and deletes what is out of date."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils import translation

from education.api.texts import PublicText, get_public_texts
from education.content.public_urls import get_default_site
from education.speech import storage
from education.speech.engine import BYTES_A_SECOND, LANGUAGE, Engine
from education.speech.lexicon import get_lexicon
from education.speech.recordings import delete_withdrawn, key_of, name_of
from education.speech.sentences import Sentence, get_document, get_sentences
from education.speech.storage import Recording
from portal.static_pages.invalidation import invalidate
from portal.static_pages.rendering import make_request


class _Speech(NamedTuple):
    samples: bytes
    times: list[tuple[float, str]]

    @property
    def seconds(self) -> float:
        return round(len(self.samples) / BYTES_A_SECOND, 1)


def record(
    engine: Engine, among: Collection[str] | None = None
) -> Iterator[tuple[PublicText, Recording]]:
    """Record the public texts without a recording, all or those at the URLs in `among`; yield each.

    First whatever reads a text as it no longer is, is deleted.
    """
    delete_withdrawn()
    missing = [
        (one, sentences) for one in _public_texts(among) if (sentences := _missing_sentences(one))
    ]
    for public, sentences in missing:
        if recording := _record(public, sentences, engine):
            yield public, recording


def _public_texts(among: Collection[str] | None = None) -> list[PublicText]:
    texts = get_public_texts(get_default_site(), among)
    return [one for one in texts if one.language == LANGUAGE]


def _missing_sentences(public: PublicText) -> list[Sentence]:
    """Return the sentences of a text, or nothing if it is recorded; delete all other recordings."""
    sentences = _sentences_of(public)
    key, name = key_of(public.row), name_of(sentences)
    storage.delete_others(key, name)
    return [] if storage.find(key, name) else sentences


def _record(public: PublicText, sentences: list[Sentence], engine: Engine) -> Recording | None:
    """Record a text, unless somebody has changed it meanwhile: the next run has it then."""
    speech = _speak(sentences, engine)
    sound = engine.compress(speech.samples)
    recording = Recording(key_of(public.row), name_of(sentences), speech.seconds)
    with transaction.atomic():
        invalidate(public.url)
        if not any(_sentences_of(one) == sentences for one in _public_texts({public.url})):
            return None
        storage.write(recording, sound, speech.times)
    return recording


def _sentences_of(public: PublicText) -> list[Sentence]:
    with translation.override(public.language):
        document = get_document(public.fetch(), make_request(public.url))
        return get_sentences(document, get_lexicon())


def _speak(sentences: list[Sentence], engine: Engine) -> _Speech:
    samples, times = bytearray(), []
    for sentence in sentences:
        times.append((round(len(samples) / BYTES_A_SECOND, 2), sentence.shown))
        samples += engine.speak(sentence.said)
        samples += bytes(2 * int(sentence.pause * BYTES_A_SECOND / 2))
    return _Speech(bytes(samples), times)
