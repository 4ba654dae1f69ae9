"""Facets, which narrow the hits of a search to a kind of text, to a topic or to both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from education.search.ranking import Hit
from education.search.search_page import Filter, ResultKind, SearchRequest

_MOST_TOPICS = 6  # More of them would hide the results on a small screen.


@dataclass(frozen=True)
class FacetedHits:
    """The hits of the chosen kind and topic, and links to the other facets.

    A kind or topic that no hit has is ignored. Hits in `folded` are shown only when their kind is
    chosen: elsewhere a page of the same name, or the definition, is shown instead.
    """

    asked: SearchRequest
    hits: Sequence[Hit]
    topics_of: Mapping[int, Mapping[str, str]] = field(default_factory=dict)  # by entry: slug, name
    folded: Collection[int] = ()  # ids of entries

    @cached_property
    def kind(self) -> ResultKind | None:
        """Return the chosen kind; None when all kinds are shown."""
        return self.asked.kind if any(map(self._is_of_kind, self.hits)) else None

    @cached_property
    def topic(self) -> str:
        """Return the slug of the chosen topic; empty when all topics are shown."""
        return self.asked.topic if any(map(self._is_on_topic, self._of_kind)) else ""

    @property
    def listed(self) -> list[Hit]:
        """Return the hits of the chosen kind and topic."""
        return [hit for hit in self._of_kind if not self.topic or self._is_on_topic(hit)]

    def kinds(self) -> Iterator[Filter]:
        """Yield a facet for all kinds, and for each kind that has hits on the chosen topic."""
        on_topic = [hit for hit in self.hits if not self.topic or self._is_on_topic(hit)]
        counts = Counter(ResultKind.of(hit.kind) for hit in on_topic)
        whole = sum(hit.entry_id not in self.folded for hit in on_topic)
        yield Filter(_("All"), whole, self._way(None, self.topic), not self.kind)
        for kind in ResultKind:
            if counts[kind]:
                way = self._way(kind, self.topic)
                yield Filter(kind.label, counts[kind], way, kind is self.kind)

    def topics(self) -> Iterator[Filter]:
        """Yield a facet for all topics, and for the six most frequent ones and the chosen one."""
        about = [pair for hit in self._of_kind for pair in self._topics(hit).items()]
        counts = sorted(Counter(about).items(), key=lambda count: (-count[1], count[0][1]))
        if counts:
            yield Filter(_("All topics"), len(self._of_kind), self._way(self.kind), not self.topic)
        for place, ((slug, name), number) in enumerate(counts):
            is_chosen = slug == self.topic
            if place < _MOST_TOPICS or is_chosen:
                yield Filter(name, number, self._way(self.kind, slug), is_chosen)

    @cached_property
    def _of_kind(self) -> list[Hit]:
        if self.kind:
            return [hit for hit in self.hits if self._is_of_kind(hit)]
        return [hit for hit in self.hits if hit.entry_id not in self.folded]

    def _is_of_kind(self, hit: Hit) -> bool:
        return ResultKind.of(hit.kind) is self.asked.kind

    def _is_on_topic(self, hit: Hit) -> bool:
        return self.asked.topic in self._topics(hit)

    def _topics(self, hit: Hit) -> Mapping[str, str]:
        return self.topics_of.get(hit.entry_id, {})

    def _way(self, kind: ResultKind | None, topic: str = "") -> str:
        return self.asked.again(kind, topic)
