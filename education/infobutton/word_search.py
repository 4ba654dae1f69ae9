"""Texts for the words of a record system, where no code decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import Locale

from education.infobutton.texts import is_in_language
from education.search import tokenizer
from education.search.models.index import SNIPPETS, EntryKind, SearchPosting
from education.search.queries import get_synonyms_and_words
from education.search.query_parsing import Query, parse_query
from education.search.ranking import Hit, rank
from education.search.synonyms import Synonyms
from education.search.vocabulary import Vocabulary, stem_keys

# Words of records that say nothing about what is asked for.
_SILENT = frozenset({
    "adenocarcinoma", "administration", "antineoplastic", "bilateral", "carcinoma", "current",
    "disorder", "encounter", "finding", "history", "left", "long", "malignancy", "malignant",
    "multiple", "nec", "neoplasm", "neoplastic", "nos", "other", "personal", "procedure", "regime",
    "regimen", "right", "site", "sites", "specified", "status", "term", "unspecified",
})  # fmt: skip
# What classifications call secondary or disseminated, beside one of these words, is metastasis.
_SPREAD = frozenset({"secondary", "disseminated"})
_CANCER = frozenset({
    "adenocarcinoma", "cancer", "carcinoma", "malignancy", "malignant", "melanoma", "neoplasm",
    "sarcoma", "tumor",
})  # fmt: skip
# Words of clinicians for metastasis.
_SHORT = frozenset({"mets", "secondaries", "carcinomatosis"})
_METASTASIS = tokenizer.stem("metastasis")
# What else is called metastatic, and what says that there is none, or that somebody else has it.
_NO_CANCER = frozenset({
    "abscess", "abscesses", "calcification", "calcinosis", "crohn", "infection", "tuberculosis",
})  # fmt: skip
_DENIED = re.compile(
    r"\b(?:no|without|free of|absence of|negative for)(?: \w+){0,3} (?:mets|metasta)"
    r"|metasta\w* (?:absent|negative)|family history"
)
_TRUE_NAME = 0.9  # The weight of a name that readers see, in the index of the search.
_NAME = 0.5  # The weight of a name of any kind, such as a title without its small words.
_WHOLE = 0.5  # The least factor of a wording that says all of a concept.


@dataclass(frozen=True)
class WordHit:
    """Page or term that says all of the words; `leads` if the words are its name."""

    is_term: bool
    key: int
    leads: bool


def find_hits(text: str, language: str) -> list[WordHit]:
    """Return what answers words in a language, best first. Two queries for a locale.

    The search of readers finds whatever says some of the words. What a record system finds is shown
    to a patient, so a text must be named by the words, or stand beside one that is.
    """
    words = _telling_words(text)
    if not words:
        return []
    locales = Locale.objects.filter(is_in_language("language_code", language)).order_by("pk")
    keys = locales.values_list("pk", flat=True)
    return [hit for locale_id in keys for hit in _find(words, locale_id)]


def _telling_words(text: str) -> str:
    """Return the words that say what is asked for, in the words of the guide."""
    tokens = tokenizer.tokens(text)
    plain = {one.plain for one in tokens}
    if plain & _NO_CANCER or _DENIED.search(" ".join(one.plain for one in tokens)):
        return ""
    spread = _SHORT | (_SPREAD if plain & _CANCER else frozenset())
    told = [one.text for one in tokens if one.plain not in _SILENT | spread]
    return " ".join(["metastatic", *told] if plain & spread else told)


def _find(words: str, locale_id: int) -> Iterator[WordHit]:
    tokens = tokenizer.tokens(words)
    groups, known = get_synonyms_and_words(locale_id, stem_keys(tokens))
    synonyms = Synonyms(groups)
    # Nothing is corrected: the name of a drug is no misspelling.
    query = parse_query(tokens, synonyms, Vocabulary(known, synonyms))
    for hit in rank(query, SearchPosting.matches(query.keys, locale_id)):
        leads = _is_subject(query, hit) or (_says_all(query, hit) and _is_named(query, hit))
        if hit.kind != EntryKind.QUESTION and (leads or _follows(query, hit)):
            yield WordHit(hit.kind in SNIPPETS, hit.object_id, leads)


def _is_subject(query: Query, hit: Hit) -> bool:
    """Return whether the words name metastasis, wherever it is, and the text is named so."""
    own = (name for name, part in query.names.items() if part.factor == 1.0)
    true = (name for name in own if hit.weights.get(name, 0.0) >= _TRUE_NAME)
    return any(_METASTASIS in name.lstrip("=").split() for name in true)


def _is_named(query: Query, hit: Hit) -> bool:
    """Return whether a name of the text is among the words, or a synonym of all of them."""
    return any(
        hit.weights.get(name, 0.0) >= _TRUE_NAME and 1.0 in {part.factor, part.of_words}
        for name, part in query.names.items()
    )


def _follows(query: Query, hit: Hit) -> bool:
    """Return whether a text says all of the words, and something like a name is among them."""
    names = any(hit.weights.get(name, 0.0) >= _NAME for name in query.names)
    return names and _says_all(query, hit)


def _says_all(query: Query, hit: Hit) -> bool:
    """Return whether a text expresses every concept of a query."""
    whole = (
        [wording for wording in one.wordings if wording.factor >= _WHOLE] for one in query.concepts
    )
    return all(
        any(hit.weights.keys() >= {*wording.keys} for wording in wordings) for wordings in whole
    )
