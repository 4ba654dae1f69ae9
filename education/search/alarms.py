"""Matching of searches with alarm words, so that the search page can show help first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from education.search.alarm_index import (
    CompiledGroups,
    Phrase,
    Sign,
    Span,
    Words,
    bare,
    compile_groups,
)
from education.search.alarm_negation import absent
from education.search.alarm_normalization import BETWEEN, base, folded, phrase
from education.search.alarm_spelling import find_corrections, may_be_mended, split
from education.search.language_data import SPANISH, alarm_words, load, word_set

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BARE_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?: ?(?:degrees|degree|grados|c|f|celsius|fahrenheit))*")
_SHORTEST_JOINED = 6  # letters of two words that form one alarm word
_MOST_APART = 20  # words between the parts of a combination
_MOST_BETWEEN = 3  # small words between two of a phrase
# Questions about the meaning of a word or two, one of which must be an alarm word.
_ARTICLE = "(?:a |an |the |la |el )?"
_MEANING = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"(?:meaning|definition|significado|definicion) (?:(?:of|de) )?(?:the word )?"
            rf"{_ARTICLE}(.+)"
        ),
        rf"(?:define|explain) (?:the word )?{_ARTICLE}(.+)",
        r"(.+) (?:meaning|definition|explained|significado)(?: (?:in|en) \w+)?",
        rf"(?:what|whats|wat) (?:does|do|dose) (?:the word )?{_ARTICLE}(\w+(?: \w+)?) means?",
        rf"que (?:significa|quiere decir) {_ARTICLE}(.+)",
        (
            rf"(?:how|what|whats) (?:is|are)? ?{_ARTICLE}(\w+(?: \w+)?) different"
            r" (?:from|to|than)(?: \w+){1,4}"
        ),
        (
            rf"(?:what is |whats )?(?:the )?differences? between {_ARTICLE}(\w+(?: \w+)?)"
            r" and(?: \w+){1,4}"
        ),
    )
)
_MOST_WORDS_ASKED = 2
# Questions that may also ask what is wrong: what follows must be a whole alarm phrase.
_WHAT_IS = (
    re.compile(rf"(?:what|whats|wat) (?:is|are)? ?(?:meant by )?{_ARTICLE}(.+)"),
    re.compile(rf"que (?:es|son) {_ARTICLE}(.+)"),
)
# Questions about risks in general, unless a word for a person or for now is in them.
_GENERAL = tuple(
    re.compile(pattern)
    for pattern in (
        r".+ (?:as )?(?:a )?(?:(?:common|known|usual|rare) )?side effects? (?:of|from|with) .+",
        r"how (?:common|often|likely|frequent|rare) .+",
        r"(?:does|do) (?:everyone|everybody|all|most|many|some) .+",
        r"(?:percent|percentage|chances?|risks?|odds|likelihood|rates?) of .+",
        r"(?:(?:how|ways|tips) to )?(?:prevent|avoid|lower|reduce|preventing|avoiding|reducing) .+",
        r"(?:riesgo de|como (?:prevenir|evitar)|prevenir|evitar) .+",
    )
)
_PERSONAL = alarm_words("personal") | alarm_words("present")
_ASKS_ABOUT_A_WORD = re.compile("mean|signific|differen")
_SYMPTOM = alarm_words("symptoms")
_SPANISH = word_set(load(SPANISH)["alarm_phrases"]["common"])
_ENOUGH_SPANISH = 2


class Match(NamedTuple):
    """The slug of the group that a search fits, and whether the search is in Spanish."""

    slug: str
    is_spanish: bool


def match(text: str, groups: tuple[Words, ...]) -> Match | None:
    """Return the first group that a text fits; None when no group fits.

    `text` is the whole search as typed. `groups` are in the order of gravity, the gravest first.
    """
    whole = folded(text)
    if not whole or not groups:
        return None
    compiled = compile_groups(groups)
    words = split(whole, compiled.known)
    search = _Search(words, compiled)
    about_a_word = _is_about_a_word(whole, compiled)
    in_general = _is_in_general(whole)
    for place, group in enumerate(groups):
        asks_for_help = group.is_private or not (
            about_a_word or (in_general and not group.is_emergency)
        )
        if asks_for_help and search.fits(place):
            return Match(group.slug, search.is_spanish)
    return None


class _Search:
    """A search, compared with all groups at once."""

    def __init__(self, words: list[str], compiled: CompiledGroups) -> None:
        self._words = words
        self._compiled = compiled
        # The forms of each word, as typed and in base form, and those of its likely corrections.
        mended = may_be_mended(words, compiled.known)
        spelled = [
            (word, *find_corrections(word, compiled.known)) if word in mended else (word,)
            for word in words
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
        self._without = [Span(*span) for _sign, span in self._found(compiled.exceptions)]
        found = list(self._found(compiled.signs))
        self._without += [Span(*span) for span in absent(words, self._that_may_be_absent(found))]
        self._signs = [
            (sign, span)
            for sign, span in found
            if not any(exception.spoils(span) for exception in self._without)
        ]

    def _that_may_be_absent(
        self, found: Iterable[tuple[Sign, Span]]
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
        return small >= _ENOUGH_SPANISH or any(sign.is_spanish for sign, _span in self._signs)

    def fits(self, place: int) -> bool:
        """Return whether the search contains a sign of the group at a place."""
        mine = [(sign, span) for sign, span in self._signs if sign.group == place]
        return (
            any(sign.combination is None for sign, _span in mine)
            or self._has_combination(place, mine)
            or self._is_alone(place)
            or self._has_number(place)
        )

    def _has_combination(self, place: int, signs: Iterable[tuple[Sign, Span]]) -> bool:
        """Return whether all parts of a combination stand near each other, in any order."""
        together = self._compiled.groups[place].together
        places: dict[int, dict[int, int]] = defaultdict(dict)  # where each part stood last
        for sign, span in signs:
            if sign.combination is None:
                continue
            parts = places[sign.combination]
            parts[sign.part] = span.start
            is_whole = len(parts) == len(together[sign.combination])
            if is_whole and span.start - min(parts.values()) <= _MOST_APART:
                return True
        return False

    def _found(self, index: dict[str, list[Sign]]) -> Iterator[tuple[Sign, Span]]:
        for start in range(len(self._words)):
            for form in self._forms[start] | self._bases[start]:
                for sign in index.get(form, ()):
                    end = self._end(sign, start)
                    if end is not None:
                        yield sign, Span(start, end)

    def _end(self, sign: Sign, start: int) -> int | None:
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
        ways = [*typed, *map(bare, typed)]
        return any(place in self._compiled.alone.get(way, ()) for way in ways)

    def _has_number(self, place: int) -> bool:
        ranges = self._compiled.groups[place].ranges
        if not ranges:
            return False
        is_near = any(form in self._compiled.near[place] for forms in self._forms for form in forms)
        bare_number = _BARE_NUMBER.fullmatch(" ".join(self._words))
        numbers = [word for word in self._words if _NUMBER.fullmatch(word)] if is_near else []
        numbers += [bare_number[1]] if bare_number else []
        return any(first <= float(one) <= last for one in numbers for first, last in ranges)


def _is_about_a_word(text: str, compiled: CompiledGroups) -> bool:
    """Return whether a search asks for the meaning of an alarm word, rather than for help."""
    for pattern in (*_MEANING, *_WHAT_IS):
        asked = pattern.fullmatch(text)
        if not asked:
            continue
        words = phrase(asked[1])
        singular = tuple(form for word in words for form in _singular(word)[:1])
        known = {words, singular}
        if pattern in _MEANING and len(words) <= _MOST_WORDS_ASKED:
            known |= {(word,) for word in asked[1].split()}
        if known & compiled.whole:
            return not _ASKS_ABOUT_A_WORD.search(text) or _SYMPTOM.isdisjoint(asked[1].split())
    return False


def _is_in_general(text: str) -> bool:
    """Return whether a search asks about treatments or risks, and about nobody's signs of now."""
    return _PERSONAL.isdisjoint(text.split()) and any(
        pattern.fullmatch(text) for pattern in _GENERAL
    )


def _singular(word: str) -> tuple[str, ...]:
    return (word[:-1],) if len(word) > 3 and word.endswith("s") else ()
