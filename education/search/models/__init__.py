"""Models of the search: its index, its word lists and what readers searched for."""

from __future__ import annotations

from education.search.models.alarms import AlarmGroup
from education.search.models.index import (
    EntryKind,
    SearchEntry,
    SearchPosting,
    SearchRebuild,
    SearchSpelling,
)
from education.search.models.query_counts import SearchTally
from education.search.models.synonyms import SynonymGroup

__all__ = [
    "AlarmGroup",
    "EntryKind",
    "SearchEntry",
    "SearchPosting",
    "SearchRebuild",
    "SearchSpelling",
    "SearchTally",
    "SynonymGroup",
]
