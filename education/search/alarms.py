"""Matching of searches with alarm words, so that the search page can show help first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from education.content.models.snippets import lines
from education.search.alarm_context import absent
from education.search.alarm_words import (
    BETWEEN,
    POLITE,
    base,
    folded,
    may_be_mended,
    meant,
    phrase,
    split,
    word_set,
)
from education.search.models import AlarmGroup
from education.search.models.alarms import Results

Phrase = tuple[str, ...]

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BARE_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?: ?(?:degrees|degree|grados|c|f|celsius|fahrenheit))*")
_SHORTEST_JOINED = 6  # letters of two words that form one alarm word
_MOST_BETWEEN = 3  # small words between two of a phrase
# Questions about the meaning of a word, which must be a whole alarm word or phrase.
_ARTICLE = "(?:a |an |the |la |el )?"
_ABOUT_A_WORD = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"(?:meaning|definition|significado|definicion) (?:(?:of|de) )?(?:the word )?"
            rf"{_ARTICLE}(.+)"
        ),
        rf"(?:define|explain) (?:the word )?{_ARTICLE}(.+)",
        r"(.+) (?:meaning|definition|explained|significado)",
        rf"(?:what|whats|wat) (?:does|do|dose) (?:the word )?{_ARTICLE}(\w+(?: \w+)?) means?",
        rf"(?:what|whats|wat) (?:is|are)? ?(?:meant by )?{_ARTICLE}(.+)",
        rf"que (?:es|son|significa|quiere decir) {_ARTICLE}(.+)",
    )
)
_SYMPTOM = word_set("blood pain hurts hurt ache numb swollen cant wont not sangre dolor")
_SPANISH = word_set(
    "de del el los las por para con mi mis tengo tiene esta estoy muy mucho ayuda temperatura "
    "grados que hace desde despues dias quimio quimioterapia fiebre dolor sangre"
)
_ENOUGH_SPANISH = 2


@dataclass(frozen=True)
class Words:
    """The words and numbers by which a group is found."""

    slug: str
    is_private: bool = False  # without results: also found in questions about its words
    words: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
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
            words=tuple(lines(group.words)),
            alone=tuple(lines(group.alone)),
            together=tuple(group.combinations),
            spanish=tuple(lines(group.spanish)),
            ranges=tuple((float(first), float(last)) for first, last in group.ranges),
            near=tuple(lines(group.near)),
            exceptions=tuple(lines(group.exceptions)),
        )


class Match(NamedTuple):
    """The slug of the group that a search fits, and whether the search is in Spanish."""

    slug: str
    is_spanish: bool


class _Sign(NamedTuple):
    """A phrase of a group: a whole sign, or one part of a combination."""

    phrase: Phrase
    group: int
    combination: int | None = None
    part: int = 0
    is_spanish: bool = False


class _Span(NamedTuple):
    """The place of a phrase in a search: its first and last word, both included."""

    start: int
    end: int

    def spoils(self, other: _Span) -> bool:
        """Return whether this exception overlaps a phrase and is not a smaller part of it."""
        apart = self.end < other.start or other.end < self.start
        inside = other.start <= self.start and self.end <= other.end and other != self
        return not apart and not inside


class _Compiled:
    """The words of all groups, indexed by the first word of each phrase for many searches."""

    def __init__(self, groups: Sequence[Words]) -> None:
        self.groups = groups
        self.signs: dict[str, list[_Sign]] = defaultdict(list)
        self.exceptions: dict[str, list[_Sign]] = defaultdict(list)
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
                self._add(self.signs, _Sign(phrase(text), place, is_spanish=is_spanish))
        for number, parts in enumerate(group.together):
            for part, text in enumerate(parts):
                words = phrase(text)
                words = (base(words[0]),) if len(words) == 1 else words
                self._add(self.signs, _Sign(words, place, number, part))
        for text in group.exceptions:
            self._add(self.exceptions, _Sign(phrase(text), place))
        for whole in map(folded, group.alone):
            self.alone[whole].append(place)
            if " " in _bare(whole):
                self.alone[_bare(whole)].append(place)
        self.near.append(frozenset(folded(text) for text in group.near))

    @staticmethod
    def _add(index: dict[str, list[_Sign]], sign: _Sign) -> None:
        if sign.phrase:
            index[sign.phrase[0]].append(sign)


def match(text: str, groups: tuple[Words, ...]) -> Match | None:
    """Return the first group that a text fits; None when no group fits.

    `text` is the whole search as typed. `groups` are in the order of gravity, the gravest first.
    """
    whole = folded(text)
    if not whole or not groups:
        return None
    compiled = _compiled(groups)
    words = split(whole, compiled.known)
    search = _Search(words, compiled)
    about_a_word = _is_about_a_word(whole, compiled)
    for place, group in enumerate(groups):
        if search.fits(place) and (group.is_private or not about_a_word):
            return Match(group.slug, search.is_spanish)
    return None


class _Search:
    """A search, compared with all groups at once."""

    def __init__(self, words: list[str], compiled: _Compiled) -> None:
        self._words = words
        self._compiled = compiled
        # The forms of each word, as typed and in base form, and those of its likely corrections.
        mended = may_be_mended(words, compiled.known)
        spelled = [
            (word, *meant(word, compiled.known)) if word in mended else (word,) for word in words
        ]
        self._forms = [
            frozenset(form for way in ways for form in (way, *_singular(way))) for ways in spelled
        ]
        for place, pair in enumerate(pairwise(words)):  # “over dose”
            joined = "".join(pair)
            if len(joined) >= _SHORTEST_JOINED and joined in compiled.single:
                self._forms[place] |= {joined}
        self._bases = [frozenset(base(way) for way in ways) for ways in spelled]
        self._spelled = spelled
        self._without = [_Span(*span) for _sign, span in self._found(compiled.exceptions)]
        found = list(self._found(compiled.signs))
        self._without += [_Span(*span) for span in absent(words, self._that_may_be_absent(found))]
        self._signs = [
            sign
            for sign, span in found
            if not any(exception.spoils(span) for exception in self._without)
        ]

    def _that_may_be_absent(
        self, found: Iterable[tuple[_Sign, _Span]]
    ) -> set[tuple[Phrase, int, int]]:
        """Return the whole signs that a denial cancels.

        Groups without results are left out: to show their help never does harm.
        """
        return {
            (sign.phrase, *span)
            for sign, span in found
            if sign.combination is None and not self._compiled.groups[sign.group].is_private
        }

    @property
    def is_spanish(self) -> bool:
        """Return whether a Spanish sign was found, or at least two small Spanish words."""
        small = sum(word in _SPANISH for word in self._words)
        return small >= _ENOUGH_SPANISH or any(sign.is_spanish for sign in self._signs)

    def fits(self, place: int) -> bool:
        """Return whether the search contains a sign of the group at a place."""
        mine = [sign for sign in self._signs if sign.group == place]
        if any(sign.combination is None for sign in mine):
            return True
        parts: dict[int | None, set[int]] = defaultdict(set)
        for sign in mine:
            parts[sign.combination].add(sign.part)
        together = self._compiled.groups[place].together
        return (
            any(len(found) == len(together[number or 0]) for number, found in parts.items())
            or self._is_alone(place)
            or self._has_number(place)
        )

    def _found(self, index: dict[str, list[_Sign]]) -> Iterator[tuple[_Sign, _Span]]:
        for start in range(len(self._words)):
            for form in self._forms[start] | self._bases[start]:
                for sign in index.get(form, ()):
                    end = self._end(sign, start)
                    if end is not None:
                        yield sign, _Span(start, end)

    def _end(self, sign: _Sign, start: int) -> int | None:
        """Return the place of the last word of a phrase that begins at `start`, or None."""
        if len(sign.phrase) == 1:
            forms = self._forms if sign.combination is None else self._bases
            return start if sign.phrase[0] in forms[start] else None
        if sign.phrase[0] not in self._bases[start]:
            return None
        at = start
        for form in sign.phrase[1:]:
            at += 1
            skipped = 0
            while (
                at < len(self._words)
                and form not in self._bases[at]
                and self._words[at] in BETWEEN
                and skipped < _MOST_BETWEEN
            ):
                at, skipped = at + 1, skipped + 1
            if at >= len(self._words) or form not in self._bases[at]:
                return None
        return at

    def _is_alone(self, place: int) -> bool:
        typed = [" ".join(self._words), " ".join(ways[-1] for ways in self._spelled)]
        ways = [*typed, *map(_bare, typed)]
        return any(place in self._compiled.alone.get(way, ()) for way in ways)

    def _has_number(self, place: int) -> bool:
        ranges = self._compiled.groups[place].ranges
        if not ranges:
            return False
        is_near = any(form in self._compiled.near[place] for forms in self._forms for form in forms)
        bare = _BARE_NUMBER.fullmatch(" ".join(self._words))
        numbers = [word for word in self._words if _NUMBER.fullmatch(word)] if is_near else []
        numbers += [bare[1]] if bare else []
        return any(first <= float(one) <= last for one in numbers for first, last in ranges)


@lru_cache(maxsize=8)
def _compiled(groups: tuple[Words, ...]) -> _Compiled:
    return _Compiled(groups)


def _is_about_a_word(text: str, compiled: _Compiled) -> bool:
    """Return whether a search asks for the meaning of an alarm word, rather than for help."""
    for pattern in _ABOUT_A_WORD:
        asked = pattern.fullmatch(text)
        words = phrase(asked[1]) if asked else ()
        singular = tuple(form for word in words for form in _singular(word)[:1])
        if {words, singular} & compiled.whole:
            return " mean" not in text or not _SYMPTOM & {*words}
    return False


def _all(group: Words) -> Iterable[str]:
    return (part for parts in group.together for part in parts)


def _bare(words: str) -> str:
    """Return a text without its small and polite words."""
    return " ".join(word for word in words.split() if word not in POLITE)


def _singular(word: str) -> tuple[str, ...]:
    return (word[:-1],) if len(word) > 3 and word.endswith("s") else ()
