"""The answer to a request: the texts that fit its codes or, where no code decides, its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from wagtail.models import Site

from education.content.codes import Code
from education.infobutton.parameters import Criterion, KnowledgeRequest
from education.infobutton.texts import CodedText, CodedTexts
from education.infobutton.word_search import find_hits
from education.review.enums import ContentKind

MOST = 3  # texts in an answer: more are not read beside a patient


@dataclass(frozen=True)
class Answer:
    """Texts for a request, the best first."""

    site: Site
    request: KnowledgeRequest
    texts: tuple[CodedText, ...]


def find_answer(site: Site, request: KnowledgeRequest) -> Answer:
    """Return the answer to a request. One query where codes decide, four more for words.

    A subtopic, such as treatment, puts its texts first if there is an answer at all.
    """
    source = CodedTexts(site, request.language)
    families = {code.family for code in request.codes}
    coded = source.with_families(families) if families else []
    found = [*_interleave(_texts_for(one, coded, source) for one in request.criteria)]
    narrower = [text for one in request.subtopics for text in _with_code(one.code, coded)]
    texts = {text.path: text for text in [*narrower, *found]} if found else {}
    return Answer(site, request, tuple(texts.values())[:MOST])


def _texts_for(criterion: Criterion, coded: list[CodedText], source: CodedTexts) -> list[CodedText]:
    if criterion.words:
        return _with_words(criterion.words, source)
    return _with_code(criterion.code, coded)


def _with_code(asked: Code | None, coded: list[CodedText]) -> list[CodedText]:
    """Return the texts with a code above or below the one asked for, the nearest first.

    A group that no text has leads one step down, a category such as V58 (aftercare of any kind)
    nowhere: most of what is below it may be something else.
    """
    if asked is None:
        return []
    ranks = {text: rank for text in coded if (rank := _rank(asked, text))}
    if all(narrower for _near, narrower, _place in ranks.values()):
        deepest = 0 if asked.is_category else 1
        ranks = {text: rank for text, rank in ranks.items() if rank[1] <= deepest}
    return sorted(ranks, key=lambda text: (*ranks[text], text.place))


def _rank(asked: Code, text: CodedText) -> tuple[int, int, int] | None:
    ranks = ((asked.nearness_of(code), code.place) for code in text.codes)
    return min(((*near, place) for near, place in ranks if near), default=None)


def _with_words(words: str, source: CodedTexts) -> list[CodedText]:
    """Return the texts that words find, if one of them is named by the words.

    A text that has codes of subtopics alone, such as surgery, is about that in every disease.
    """
    hits = {(one.is_term, one.key): one for one in find_hits(words, source.language)}
    if not hits:
        return []
    texts = source.with_keys(
        pages=[key for is_term, key in hits if not is_term],
        terms=[key for is_term, key in hits if is_term],
    )
    there = {(text.kind == ContentKind.TERM, text.key): text for text in texts}
    found = [place for place in hits if place in there]
    is_answered = any(hits[place].leads and there[place].is_subject for place in found)
    return [there[place] for place in found] if is_answered else []


def _interleave(lists: Iterable[list[CodedText]]) -> Iterator[CodedText]:
    """Yield the first text of each list, then the second of each, and so on."""
    every = chain.from_iterable(zip_longest(*lists))
    return (text for text in every if text is not None)
