"""Models of the search: index, alarm words, synonyms and counts of queries."""

from __future__ import annotations

from education.search.models.alarms import AlarmGroup
from education.search.models.index import (
    EntryKind,
    SearchEntry,
    SearchPosting,
)
from education.search.models.query_counts import SearchQueryCount
from education.search.models.spellings import SearchSpelling
from education.search.models.synonyms import SynonymGroup

__all__ = [
    "AlarmGroup",
    "EntryKind",
    "SearchEntry",
    "SearchPosting",
    "SearchQueryCount",
    "SearchSpelling",
    "SynonymGroup",
]
