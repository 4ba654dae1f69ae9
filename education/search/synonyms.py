"""Groups of phrases that mean the same, for lookup by the stems of a query.

The groups are rows of the model `SynonymGroup`, which `seed_content` fills from
fixtures/synonyms.yaml; `queries.get_synonyms_and_words` loads them for each search.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from education.search import tokenizer
from education.search.models import SynonymGroup

Stems = tuple[str, ...]
_SHORTEST_TOGETHER = 6  # letters


@dataclass(frozen=True)
class Phrase:
    """A phrase and its stems: all of them, and those that are not stop words."""

    text: str
    plain: Stems
    stems: Stems
    content: Stems

    @property
    def stands_alone(self) -> bool:
        """Return whether the phrase means the same without stop words: “cut out” does not."""
        return len(self.content) > 1 or len(self.stems) == len(self.content) == 1

    @cached_property
    def ways(self) -> list[Stems]:
        """Return the stems of the phrase, and of its words run together: “followup”."""
        together = "".join(self.plain)
        has_words = len(self.plain) > 1 and len(together) >= _SHORTEST_TOGETHER
        return [self.stems, (tokenizer.stem(together),)] if has_words else [self.stems]


@dataclass(frozen=True)
class Group:
    """Phrases of one meaning; the guide uses the first phrase."""

    phrases: tuple[Phrase, ...]
    may_be_offered: bool = True  # as the correction of another word

    @property
    def preferred(self) -> Phrase:
        """Return the phrase that the guide uses."""
        return self.phrases[0]


class Synonyms:
    """All groups of synonyms, indexed by the stems of their phrases."""

    def __init__(self, rows: Iterable[SynonymGroup]) -> None:
        self._groups: dict[Stems, list[Group]] = {}
        self._all = [
            Group(tuple(_phrase(text) for text in row.all_words), row.guess)
            for row in sorted(rows, key=lambda row: row.preferred)
        ]
        for group in self._all:
            self._enter(group)
        self.words = {word for phrase in self._phrases() for word in phrase.plain}
        self.names = {
            phrase.plain[0] for phrase in self._phrases() if len(phrase.plain) == 1
        }  # words that are a phrase of a group by themselves
        self.stems = {stem for stems in self._groups for stem in stems}
        self.longest = max((len(stems) for stems in self._groups), default=0)

    @cached_property
    def unoffered(self) -> set[str]:
        """Return the stems that the spelling correction may not offer.

        Those are the single words of groups that forbid it, and stems that are in no other group.
        """
        stems = self._content_of(may_be_offered=False)
        alone = {
            phrase.stems[0]
            for phrase in self._phrases(may_be_offered=False)
            if len(phrase.stems) == 1
        }
        return alone | (stems - self._content_of(may_be_offered=True))

    @cached_property
    def offered(self) -> set[str]:
        """Return the words that the spelling correction may offer."""
        return {
            plain
            for phrase in self._phrases(may_be_offered=True)
            for plain, stem in zip(phrase.plain, phrase.stems, strict=True)
            if stem not in self.unoffered
        }

    def of(self, stems: Stems) -> list[Group]:
        """Return the groups with a phrase of exactly these stems."""
        return self._groups.get(stems, [])

    def longest_at(self, stems: Stems, start: int) -> int:
        """Return the number of words of the longest phrase that begins at `start`, or 0."""
        for length in range(min(self.longest, len(stems) - start), 0, -1):
            if stems[start : start + length] in self._groups:
                return length
        return 0

    def _content_of(self, *, may_be_offered: bool) -> set[str]:
        phrases = self._phrases(may_be_offered=may_be_offered)
        return {stem for phrase in phrases for stem in phrase.content}

    def _phrases(self, *, may_be_offered: bool | None = None) -> Iterable[Phrase]:
        return (
            phrase
            for one in self._all
            if may_be_offered in {None, one.may_be_offered}
            for phrase in one.phrases
        )

    def _enter(self, group: Group) -> None:
        for stems in (stems for phrase in group.phrases for stems in phrase.ways):
            groups = self._groups.setdefault(stems, [])
            if group not in groups:
                groups.append(group)


@lru_cache(maxsize=5_000)
def _phrase(text: str) -> Phrase:
    tokens = tokenizer.tokens(text)
    return Phrase(
        text,
        tuple(token.plain for token in tokens),
        tuple(token.stem for token in tokens),
        tuple(token.stem for token in tokens if not token.is_stop),
    )
