"""Word lists of search, read from one YAML file per language in `languages/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from education.standard import language_data

ENGLISH, SPANISH = "en", "es"
_FOLDER = Path(__file__).parent / "languages"


def load(language: str) -> dict[str, Any]:
    """Return the word lists of a language, as the YAML file holds them."""
    return language_data.read(_FOLDER, language)


def word_set(words: str) -> frozenset[str]:
    """Return the set of words in a text, which are separated by spaces."""
    return frozenset(words.split())


def bases(words: dict[str, str]) -> dict[str, str]:
    """Return the base of each form, from forms that are listed by their base."""
    return {form: base for base, forms in words.items() for form in forms.split()}


def alarm_words(name: str) -> frozenset[str]:
    """Return a list of words for alarm phrases, in all languages that have it."""
    lists = (load(language)["alarm_phrases"] for language in (ENGLISH, SPANISH))
    return frozenset().union(*(word_set(words.get(name, "")) for words in lists))


def alarm_table(name: str) -> dict[str, str]:
    """Return a table of words for alarm phrases, in all languages that have it."""
    english, spanish = (load(language)["alarm_phrases"] for language in (ENGLISH, SPANISH))
    return {**english.get(name, {}), **spanish.get(name, {})}
