"""The search service, which turns a request into the content of the search page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import ceil
from operator import attrgetter
from typing import Any

from django.http import Http404, HttpRequest

from education.content.blocks.rich_text import plain
from education.content.models import SiteSettings
from education.content.querysets import fetch_listings
from education.search import tokenizer
from education.search.alarm_help import Help, alarm_parts, help_for
from education.search.dictionary import is_spanish
from education.search.facets import FacetedHits
from education.search.models import SearchSpelling
from education.search.models.index import SNIPPETS, EntryKind, SearchPosting
from education.search.queries import (
    PAGES,
    TEXTS,
    parts_to_begin,
    parts_to_browse,
    parts_to_show,
    parts_to_understand,
    topics_of,
)
from education.search.query import Query, understand
from education.search.ranking import Hit, rank
from education.search.results import (
    PAGE_SIZE,
    Definition,
    Found,
    Meant,
    Result,
    SearchRequest,
    Section,
)
from education.search.snippets import SearchedStems, best_passage, snippet
from education.search.synonyms import Synonyms
from education.search.vocabulary import Vocabulary, stem_keys
from education.standard.markup import TOKEN
from portal.web.page_router import Frame, frame_for

_MOST_ALSO = 2
_CONTACT = re.compile(r"\{\{\s*contact\s*\}\}")
_NOTHING = SearchedStems(single=frozenset(), pairs=frozenset())  # no word is marked below a message


def run_search(request: HttpRequest, asked: SearchRequest) -> Found:
    """Return the content of the search page for a request.

    Store the site settings in `request.guide_settings`. Raise Http404 when no site matches.
    """
    frame = frame_for(request)
    if frame.site is None:
        raise Http404
    locale_id = frame.site.root_page.locale_id
    tokens = tokenizer.tokens(asked.text)
    parts = parts_to_begin(frame.site) | (
        parts_to_understand(locale_id, stem_keys(tokens)) | alarm_parts(locale_id)
        if tokens
        else parts_to_browse(locale_id)
    )
    known = fetch_listings(parts)
    # As ContentRenderer does, so that the frame of the page needs no second query.
    settings = next(iter(known["settings"]), SiteSettings())
    request.guide_settings = settings  # type: ignore[attr-defined]
    if not tokens:
        return _with_ways_on(asked, known)
    alarm = help_for(request, asked.typed, known["alarms"], settings)
    if alarm and alarm.is_private and not asked.anyway:
        return Found(asked, alarm)
    synonyms = Synonyms(known["synonyms"])
    # A search with alarm words is not corrected: the message refers to the text as typed.
    vocabulary = tuple if alarm else partial(SearchSpelling.vocabulary, locale_id)
    lexicon = Vocabulary((row.word for row in known["known"]), synonyms, vocabulary)
    query = understand(tokens, synonyms, lexicon)
    hits = rank(query, SearchPosting.matches(query.keys, locale_id))
    found = _shown(request, asked, query, hits, alarm) if hits else Found(asked, alarm)
    if not (found.results or found.definition or alarm):
        found = _with_ways_on(asked, fetch_listings(parts_to_browse(locale_id)))
    found.is_spanish = any(is_spanish(token.text) for token in tokens if not token.is_stop)
    return found


def _shown(
    request: HttpRequest,
    asked: SearchRequest,
    query: Query,
    hits: Sequence[Hit],
    alarm: Help | None,
) -> Found:
    """Return the content of the page: public hits of the chosen kind, topic and page of results."""
    rows = fetch_listings(
        parts_to_show([(hit.kind, hit.object_id) for hit in hits], _to_read(asked, hits))
    )
    public = dict(_addresses(frame_for(request), rows))
    seen = [hit for hit in hits if _place(hit) in public]
    asked_word = next((hit for hit in seen if _is_just(query, hit)), None)
    ordered, folded = _raised(seen, public)
    if asked_word:
        folded.add(asked_word.entry_id)
    left = FacetedHits(asked, ordered, _topics_of(seen, rows), folded)
    page = min(asked.page, _pages(left.listed))
    texts = {entry.pk: entry.text for entry in rows[TEXTS]}
    sought, settings = _sought(query), SiteSettings.shown_on(request)
    marked = _NOTHING if alarm else sought
    return Found(
        asked,
        alarm,
        results=[
            _result(
                hit, *public[_place(hit)], texts.get(hit.entry_id, ""), (sought, marked), settings
            )
            for hit in _slice(left.listed, page, PAGE_SIZE)
        ],
        count=len(left.listed),
        kinds=list(left.kinds()),
        by_topic=list(left.topics()),
        kind=left.kind,
        topic=left.topic,
        page=page,
        pages=_pages(left.listed),
        definition=_definition(asked_word, rows) if page == 1 and not left.kind else None,
        meant=None if alarm else _meant(asked.text, query),
        also=_also(query),
    )


def _to_read(asked: SearchRequest, hits: Sequence[Hit]) -> list[int]:
    """Return the entries whose text may be shown; the topics of hits are not known yet."""
    of_kind = FacetedHits(replace(asked, topic=""), hits).listed
    if asked.topic:
        return [hit.entry_id for hit in of_kind]
    # Twice as many texts as a page shows, because a stale index has hits that are not public.
    page = min(asked.page, _pages(of_kind))
    return [hit.entry_id for hit in _slice(of_kind, page, 2 * PAGE_SIZE)]


def _topics_of(hits: Sequence[Hit], rows: Mapping[str, list[Any]]) -> dict[int, dict[str, str]]:
    """Return slug and name of the topics of each entry."""
    entries = {_place(hit): hit.entry_id for hit in hits}
    topics: dict[int, dict[str, str]] = defaultdict(dict)
    for name in (PAGES, *SNIPPETS):
        for link in rows.get(topics_of(name), ()):
            if entry_id := entries.get((name, link.content_object_id)):
                topics[entry_id][link.tag__slug] = link.tag__name
    return topics


def _result(
    hit: Hit,
    title: str,
    url: str,
    text: str,
    sought_words: tuple[SearchedStems, SearchedStems],  # stems to look for, stems to mark
    settings: SiteSettings,
) -> Result:
    if hit.kind is EntryKind.QUESTION and not text.startswith("#"):
        text = text.partition("\n")[0]  # The short answer, which is written to stand alone.
    if not settings.has_contact:
        text = "\n".join(line for line in text.split("\n") if not _CONTACT.search(line))
    text = TOKEN.sub(lambda mark: str(getattr(settings, mark.group(1), "")), text)
    sought, marked = sought_words
    best = best_passage(text, sought)
    section = Section(best.heading, f"{url}#{best.anchor}") if best.anchor else None
    return Result(hit.kind, title, url, snippet(best, marked), section)


def _pages(hits: Sequence[Hit]) -> int:
    return max(1, ceil(len(hits) / PAGE_SIZE))


def _slice(hits: Sequence[Hit], page: int, size: int) -> Sequence[Hit]:
    start = (page - 1) * PAGE_SIZE
    return hits[start : start + size]


def _place(hit: Hit) -> tuple[str, int]:
    return (hit.kind if hit.kind in SNIPPETS else PAGES, hit.object_id)


def _addresses(
    frame: Frame, rows: Mapping[str, list[Any]]
) -> Iterator[tuple[tuple[str, int], tuple[str, str]]]:
    """Yield the place of each public text with its title and address in the database."""
    for page in rows.get(PAGES, ()):
        if url := frame.url_of(page):  # A page of another site has no address here.
            yield (PAGES, page.pk), (page.title, url)
    for kind in SNIPPETS:
        for item in rows.get(kind, ()):
            yield (kind, item.pk), (str(item), item.get_absolute_url())


def _sought(query: Query) -> SearchedStems:
    keys = {key for concept in query.concepts for way in concept.ways for key in way.keys}
    pairs = [tuple(key.split()) for key in keys if " " in key]
    return SearchedStems(
        single=frozenset(key for key in keys if " " not in key),
        pairs=frozenset((pair[0], pair[1]) for pair in pairs),
    )


def _meant(text: str, query: Query) -> Meant | None:
    """Return the corrected query, or None without corrections."""
    mended = [one for one in query.said if one.meant]
    if all(one.is_stop for one in mended):
        return None
    meant, at = "", 0
    for one in mended:
        meant += text[at : one.token.start] + one.meant
        at = one.token.end
    return Meant([one.token.text for one in mended], meant + text[at:])


def _also(query: Query) -> list[str]:
    """Return the preferred words that were looked for beside the reader's own, at most two."""
    preferred = [group.preferred for group in query.groups]
    other = [phrase.text for phrase in preferred if not set(phrase.content) <= set(query.content)]
    return list(dict.fromkeys(other))[:_MOST_ALSO]


def _is_just(query: Query, hit: Hit) -> bool:
    """Return whether a hit is the term that was searched for, letter by letter."""
    return hit.kind is EntryKind.WORD and not query.exact.isdisjoint(hit.weights)


def _definition(hit: Hit | None, rows: Mapping[str, list[Any]]) -> Definition | None:
    for term in rows.get(EntryKind.WORD, ()) if hit else ():
        if hit and term.pk == hit.object_id:
            return Definition(term.term, plain(term.definition), term.get_absolute_url())
    return None


def _raised(
    hits: Sequence[Hit], public: Mapping[tuple[str, int], tuple[str, str]]
) -> tuple[list[Hit], set[int]]:
    """Return the hits, with each page at the place of the term of the same name, if that is better.

    Also return the entries of these terms. Only the hits of two pages are compared: farther apart,
    both are shown, and the texts of later hits were not fetched.
    """
    first = hits[: 2 * PAGE_SIZE]
    titles = {hit.entry_id: public[_place(hit)][0].casefold() for hit in first}
    pages = {titles[hit.entry_id] for hit in first if hit.kind not in SNIPPETS}
    twins = [hit for hit in first if hit.kind is EntryKind.WORD and titles[hit.entry_id] in pages]
    place = {hit.entry_id: at for at, hit in enumerate(first)}
    of_word = {titles[hit.entry_id]: place[hit.entry_id] for hit in twins}
    for hit in first:
        if hit.kind not in SNIPPETS:
            better = of_word.get(titles[hit.entry_id], len(first))
            place[hit.entry_id] = min(place[hit.entry_id], better)
    ordered = sorted(first, key=lambda hit: (place[hit.entry_id], hit.kind is EntryKind.WORD))
    return [*ordered, *hits[len(first) :]], {hit.entry_id for hit in twins}


def _with_ways_on(asked: SearchRequest, known: Mapping[str, list[Any]]) -> Found:
    """Return an empty result with topics and with texts to offer, terms before questions."""
    by_name = [sorted(map(str, known[kind])) for kind in (EntryKind.WORD, EntryKind.QUESTION)]
    topics = sorted(known["topics"], key=attrgetter("sort_order", "name"))
    return Found(asked, topics=topics, suggested=[*by_name[0], *by_name[1]])
