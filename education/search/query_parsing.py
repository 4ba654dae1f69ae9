"""Interpretation of what a reader typed, as a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from education.search import tokenizer
from education.search.dictionary import is_english, is_spanish
from education.search.scoring import exact_key, name_key, pair_key
from education.search.synonyms import Group, Stems, Synonyms
from education.search.tokenizer import Token
from education.search.vocabulary import Vocabulary
from education.search.word_forms import GENERIC_WORDS, STOP_WORDS, WEAK_WORDS

MOST_KEYS = 150  # Further keys are synonyms and pairs of very long queries.
_LONGEST_NAME = 6  # words
_ASKS_MEANING = {"mean", "meaning", "means", "define", "definition", "explain"}

# Factors of other ways to express a concept; the reader's own words count 1.
_SIDE_BY_SIDE = 1.25
_PREFERRED = 0.7
_SYNONYM = 0.55
_ONE_OF_MANY = 0.6


@dataclass(frozen=True)
class QueryWord:
    """A word of a query, after correction."""

    token: Token
    plain: str  # after correction
    is_stop: bool = False
    correction: str = ""  # of a misspelling
    is_hidden: bool = False  # whether a reader who mistyped it must not be shown it

    @property
    def stem(self) -> str:
        """Return the stem that all forms of the word share."""
        return tokenizer.stem(self.plain)

    @property
    def is_weak(self) -> bool:
        """Return whether the word means nothing without its neighbors."""
        return self.plain in WEAK_WORDS

    @property
    def is_generic(self) -> bool:
        """Return whether the word is in most texts, and says little beside other words."""
        return self.plain in GENERIC_WORDS or self.plain.isdecimal()


@dataclass(frozen=True)
class Wording:
    """A way in which a text may express a concept: with all of these keys."""

    keys: Stems
    factor: float


@dataclass(frozen=True)
class Concept:
    """A concept that a query asks for; `size` is its number of words.

    The first wording is the reader's own words, or a synonym where their stems mean something else.
    """

    size: int
    wordings: tuple[Wording, ...]
    is_generic: bool = False
    typed: str = ""

    def is_found(self, keys: Set[str]) -> bool:
        """Return whether a text with some of these keys may express the concept."""
        return any(keys >= {*wording.keys} for wording in self.wordings)


@dataclass(frozen=True)
class NamePart:
    """The words of a query that form a name, or another name for them."""

    stems: Stems
    of_words: float  # share of all words
    factor: float = 1.0


@dataclass(frozen=True)
class Query:
    """A reader's text, as the search interprets it."""

    words: tuple[QueryWord, ...] = ()
    concepts: tuple[Concept, ...] = ()
    names: dict[str, NamePart] = field(default_factory=dict)
    pairs: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()  # the query as a name, with and without its small words
    groups: tuple[Group, ...] = ()

    @property
    def content(self) -> Stems:
        """Return the stems of the words that are not stop words."""
        return tuple(one.stem for one in self.words if not one.is_stop)

    def is_named(self, keys: Set[str]) -> bool:
        """Return whether a text with some of these keys has the whole query as its name."""
        return any(part.of_words == 1 and key in keys for key, part in self.names.items())

    @property
    def asks_meaning(self) -> bool:
        """Return whether the query asks for a definition."""
        return any(one.token.plain in _ASKS_MEANING for one in self.words)

    @property
    def keys(self) -> list[str]:
        """Return the keys to look up, the most important first; at most MOST_KEYS."""
        weighted = [
            (wording.factor, key)
            for one in self.concepts
            for wording in one.wordings
            for key in wording.keys
        ]
        weighted += [(part.of_words * part.factor, key) for key, part in self.names.items()]
        weighted += [(_SYNONYM, key) for key in self.pairs]
        weighted += [(1.0, key) for key in sorted(self.exact)]
        weighted.sort(key=lambda pair: -pair[0])
        return list(dict.fromkeys(key for _factor, key in weighted))[:MOST_KEYS]


def parse_query(tokens: Sequence[Token], synonyms: Synonyms, vocabulary: Vocabulary) -> Query:
    """Return the query for some tokens, with corrections, phrases and synonyms."""
    whole = _joined_where_unknown(tokens, vocabulary)
    in_english = any(is_english(one.plain) and not is_spanish(one.plain) for one in whole)
    words = tuple(
        one for token in whole for one in _correct(token, vocabulary, in_english=in_english)
    )
    content = tuple(one.stem for one in words if not one.is_stop)
    phrases = list(_phrases(words, synonyms, vocabulary))
    names = dict(_names(content))
    names[name_key(one.stem for one in words)] = NamePart(content, 1.0)
    return Query(
        words=words,
        concepts=tuple(phrase.concept() for phrase in phrases),
        names=names,
        pairs=tuple(pair_key(*pair) for pair in pairwise(content)),
        exact=frozenset() if any(one.is_hidden for one in words) else _exact_keys(words),
        groups=tuple(dict.fromkeys(group for phrase in phrases for group in phrase.groups)),
    )


def _joined_where_unknown(tokens: Sequence[Token], vocabulary: Vocabulary) -> list[Token]:
    """Return the tokens, with halves joined that are one known word: “pneumo peritoneum”."""
    whole: list[Token] = []
    for token in tokens:
        before = whole[-1] if whole else token
        plain = before.plain + token.plain
        halves_known = vocabulary.knows(before.stem) and vocabulary.knows(token.stem)
        stops = before.is_stop or token.is_stop
        if before is token or stops or halves_known or not vocabulary.knows(tokenizer.stem(plain)):
            whole.append(token)
        else:
            whole[-1] = Token(plain, before.start, token.end, plain, tokenizer.stem(plain))
    return whole


def _correct(token: Token, vocabulary: Vocabulary, *, in_english: bool) -> Iterator[QueryWord]:
    if token.is_stop or vocabulary.knows(token.stem):
        yield QueryWord(token, token.plain, token.is_stop)
        return
    meant, is_shown = vocabulary.find_meant(token, in_english=in_english)
    if not meant:
        yield QueryWord(token, token.plain)
        return
    for place, part in enumerate(meant.split()):
        # Only the first part carries the correction, so that the page shows it once.
        correction = "" if place or not is_shown else meant
        yield QueryWord(token, part, part in STOP_WORDS, correction, not is_shown)


def _exact_keys(words: Sequence[QueryWord]) -> frozenset[str]:
    telling = [one.plain for one in words if not one.is_stop]
    whole = [one.plain for one in words]
    return frozenset(exact_key(plain) for plain in (whole, telling) if plain)


@dataclass(frozen=True)
class _Phrase:
    """Words of a query that belong together, and the groups of synonyms that contain them."""

    words: tuple[QueryWord, ...]
    groups: tuple[Group, ...]
    joined: str = ""

    @property
    def content(self) -> Stems:
        return tuple(one.stem for one in self.words if not one.is_stop)

    @property
    def size(self) -> int:
        """Return the number of words; of small words only, as in “why me”, it is 1."""
        return len(self.content) or 1

    @property
    def is_generic(self) -> bool:
        return all(one.is_generic for one in self.words if not one.is_stop)

    @property
    def _telling(self) -> list[str]:
        """Return the stems of the words that say something by themselves."""
        said = [one for one in self.words if not (one.is_stop or one.is_weak)]
        return [one.stem for one in said if self.is_generic or not one.is_generic]

    @property
    def stands_alone(self) -> bool:
        """Return whether the phrase means the same without its stop words."""
        if len(self.words) == 1:
            return not self.words[0].is_weak
        return len(self.content) > 1 or len(self.content) == len(self.words)

    def concept(self) -> Concept:
        """Return the concept with every way in which a text may express the phrase."""
        best: dict[Stems, float] = {}
        for wording in self._wordings():
            best[wording.keys] = max(best.get(wording.keys, 0), wording.factor)
        return Concept(
            self.size,
            tuple(Wording(*pair) for pair in best.items()),
            is_generic=self.is_generic,
            typed=" ".join(dict.fromkeys(one.token.text for one in self.words)),
        )

    def _wordings(self) -> Iterator[Wording]:
        # “Kill me” asks about dying and not about what kills: then only synonyms are looked for.
        if not self.groups or self.stands_alone:
            yield Wording(self.content, 1.0)
        if self.joined:
            yield Wording((self.joined,), 1.0)
        if len(self.content) > 1:
            yield Wording(_side_by_side(self.content), _SIDE_BY_SIDE)
            for stem in self._telling:
                yield Wording((stem,), _ONE_OF_MANY / len(self.content))
        for preferred in (group.preferred for group in self.groups):
            # “What to say” means nothing without its small words: it must be the name of a text.
            yield Wording((name_key(preferred.stems),), _PREFERRED)
            if preferred.stands_alone:
                yield Wording(_side_by_side(preferred.content), _PREFERRED)


def _phrases(
    words: Sequence[QueryWord], synonyms: Synonyms, vocabulary: Vocabulary
) -> Iterator[_Phrase]:
    stems = tuple(one.stem for one in words)
    at = 0
    while at < len(words):
        length = synonyms.longest_at(stems, at) or 1
        joined = _joined(words[at : at + 2], vocabulary) if length == 1 else ""
        part = tuple(words[at : at + (2 if joined else length)])
        groups = [*synonyms.of(stems[at : at + length]), *synonyms.of((joined,))]
        if groups or any(not (one.is_stop or one.is_weak) for one in part):
            yield _Phrase(part, tuple(groups), joined)
        at += len(part)


def _joined(pair: Sequence[QueryWord], vocabulary: Vocabulary) -> str:
    """Return the stem of two words that are one word in the guide, as “chemo therapy”, or empty."""
    if len(pair) == 1 or any(one.is_stop for one in pair):
        return ""
    stem = tokenizer.stem("".join(one.plain for one in pair))
    return stem if vocabulary.knows(stem) else ""


def _side_by_side(stems: Stems) -> Stems:
    return tuple(pair_key(*pair) for pair in pairwise(stems)) if len(stems) > 1 else stems


def _names(content: Stems) -> Iterator[tuple[str, NamePart]]:
    """Yield the key of each run of words that may be a name, with its share of the query."""
    for length in range(1, min(len(content), _LONGEST_NAME) + 1):
        for start in range(len(content) - length + 1):
            run = content[start : start + length]
            yield name_key(run), NamePart(run, length / len(content))
