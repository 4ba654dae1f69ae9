"""Narrows what was found to one kind of text, to one topic, or to both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from education.search.ranking import Hit
from education.search.results import Filter, ResultKind, SearchRequest

_MOST_TOPICS = 6  # More of them would hide the results on a small screen.


@dataclass(frozen=True)
class FacetedHits:
    """The hits of the kind and the topic that were asked for, and the ways to other ones.

    What no hit has is not asked for: a made-up kind or topic shows all. Hits in `folded` are shown
    only to who asks for their kind: elsewhere a page of the same name says the same.
    """

    asked: SearchRequest
    hits: Sequence[Hit]
    topics_of: Mapping[int, Mapping[str, str]] = field(default_factory=dict)  # slug and name
    folded: Collection[int] = ()  # entries

    @cached_property
    def kind(self) -> ResultKind | None:
        """The only kind that is shown."""
        return self.asked.kind if any(map(self._is_of_kind, self.hits)) else None

    @cached_property
    def topic(self) -> str:
        """The only topic that is shown."""
        return self.asked.topic if any(map(self._is_on_topic, self._of_kind)) else ""

    @property
    def listed(self) -> list[Hit]:
        """What is left."""
        return [hit for hit in self._of_kind if not self.topic or self._is_on_topic(hit)]

    def kinds(self) -> Iterator[Filter]:
        """A way to each kind, with the number of its hits on the topic, and to all of them."""
        on_topic = [hit for hit in self.hits if not self.topic or self._is_on_topic(hit)]
        counts = Counter(ResultKind.of(hit.kind) for hit in on_topic)
        whole = sum(hit.entry_id not in self.folded for hit in on_topic)
        yield Filter(_("All"), whole, self._way(None, self.topic), not self.kind)
        for kind in ResultKind:
            if counts[kind]:
                way = self._way(kind, self.topic)
                yield Filter(kind.label, counts[kind], way, kind is self.kind)

    def topics(self) -> Iterator[Filter]:
        """A way to each topic that many hits of the kind have, and to all topics."""
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
