"""Alarm phrases of all groups, indexed so that many searches can be compared with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from education.content.models.snippets import lines
from education.search.alarm_alternatives import expand
from education.search.alarm_normalization import POLITE, base, folded, phrase
from education.search.models import AlarmGroup
from education.search.models.alarms import FirstCall, Results

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """The words and numbers by which a group is found.

    Each combination of `together` has two parts or more, each part one phrase or more.
    """

    slug: str
    is_private: bool = False  # without results: also found in questions about its words
    is_emergency: bool = False  # also found in general questions
    words: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    together: tuple[tuple[tuple[str, ...], ...], ...] = ()
    spanish: tuple[str, ...] = ()
    ranges: tuple[tuple[float, float], ...] = ()
    near: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()

    @classmethod
    def of(cls, group: AlarmGroup) -> Words:
        """Return the words and numbers in the fields of a group."""
        return cls(
            slug=group.slug,
            is_private=group.results == Results.NONE,
            is_emergency=group.first_call == FirstCall.EMERGENCY,
            words=_expanded(group.words),
            alone=_expanded(group.alone),
            together=tuple(tuple(_phrases(part) for part in parts) for parts in group.combinations),
            spanish=_expanded(group.spanish),
            ranges=tuple((float(first), float(last)) for first, last in group.ranges),
            near=_expanded(group.near),
            exceptions=_expanded(group.exceptions),
        )


class Sign(NamedTuple):
    """A phrase of a group: a whole sign, or one part of a combination."""

    phrase: Phrase
    group: int
    combination: int | None = None
    part: int = 0
    is_spanish: bool = False


class Span(NamedTuple):
    """The place of a phrase in a search: its first and last word, both included."""

    start: int
    end: int

    def spoils(self, other: Span) -> bool:
        """Return whether this exception overlaps a phrase and is not a smaller part of it."""
        apart = self.end < other.start or other.end < self.start
        inside = other.start <= self.start and self.end <= other.end and other != self
        return not apart and not inside


class CompiledGroups:
    """The words of all groups, indexed by the first word of each phrase for many searches."""

    def __init__(self, groups: Sequence[Words]) -> None:
        self.groups = groups
        self.signs: dict[str, list[Sign]] = defaultdict(list)
        self.exceptions: dict[str, list[Sign]] = defaultdict(list)
        self.alone: dict[str, list[int]] = defaultdict(list)
        self.near: list[frozenset[str]] = []
        for place, group in enumerate(groups):
            self._enter(place, group)
        signs = [sign for signs in self.signs.values() for sign in signs]
        self.known = frozenset(
            word
            for group in groups
            for text in (*group.words, *group.alone, *group.spanish, *group.near, *_all(group))
            for word in folded(text).split()
        )
        # Phrases that a question about the meaning of a word may contain.
        self.whole = {sign.phrase for sign in signs if sign.combination is None}
        self.single = {sign.phrase[0] for sign in signs if len(sign.phrase) == 1}

    def _enter(self, place: int, group: Words) -> None:
        for texts, is_spanish in ((group.words, False), (group.spanish, True)):
            for text in texts:
                self._add(self.signs, Sign(phrase(text), place, is_spanish=is_spanish))
        for number, parts in enumerate(group.together):
            for part, texts in enumerate(parts):
                for text in texts:
                    words = phrase(text)
                    words = (base(words[0]),) if len(words) == 1 else words
                    self._add(self.signs, Sign(words, place, number, part))
        for text in group.exceptions:
            self._add(self.exceptions, Sign(phrase(text), place))
        for whole in map(folded, group.alone):
            self.alone[whole].append(place)
            if " " in bare(whole):
                self.alone[bare(whole)].append(place)
        self.near.append(frozenset(folded(text) for text in group.near))

    @staticmethod
    def _add(index: dict[str, list[Sign]], sign: Sign) -> None:
        if sign.phrase:
            index[sign.phrase[0]].append(sign)


@lru_cache(maxsize=8)
def compile_groups(groups: tuple[Words, ...]) -> CompiledGroups:
    """Return the index of the groups, which is made once for the same groups."""
    return CompiledGroups(groups)


def _all(group: Words) -> Iterable[str]:
    return (text for parts in group.together for part in parts for text in part)


def _expanded(text: str) -> tuple[str, ...]:
    return tuple(one for line in lines(text) for one in _phrases(line))


def _phrases(line: str) -> tuple[str, ...]:
    return tuple(filter(None, expand(line)))


def bare(words: str) -> str:
    """Return a text without its small and polite words."""
    return " ".join(word for word in words.split() if word not in POLITE)
