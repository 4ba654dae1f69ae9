"""The search service, which turns a request into the content of the search page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from math import ceil

from django.http import Http404, HttpRequest
from wagtail.models import Site

from education.content.blocks.rich_text import plain
from education.content.models import SiteSettings
from education.search import tokenizer
from education.search.alarm_help import Help, help_for
from education.search.dictionary import is_spanish
from education.search.excerpts import SearchedStems, find_best_paragraph, get_excerpt
from education.search.facets import FacetedHits
from education.search.models import SearchSpelling
from education.search.models.index import SNIPPETS, EntryKind, SearchPosting
from education.search.queries import (
    PAGES,
    Place,
    PublicText,
    get_alarm_groups,
    get_public_texts,
    get_suggestions,
    get_synonyms_and_words,
    get_texts,
    get_topics,
)
from education.search.query_parsing import Query, parse_query
from education.search.ranking import Hit, rank
from education.search.search_page import (
    PAGE_SIZE,
    Correction,
    Definition,
    Result,
    SearchPage,
    SearchRequest,
    Section,
)
from education.search.synonyms import Synonyms
from education.search.vocabulary import Vocabulary, stem_keys
from education.search.word_forms import ENGLISH_STOP_WORDS
from education.standard.markup import TOKEN

_MOST_ALSO = 2
_MOST_MISSED = 5
_SHORT = 2  # letters: so short a word is not worth telling that it was not found
_CONTACT = re.compile(r"\{\{\s*contact\s*\}\}")
_NOTHING = SearchedStems(single=frozenset(), pairs=frozenset())  # no word is marked below a message


def run_search(request: HttpRequest, asked: SearchRequest) -> SearchPage:
    """Return the content of the search page for a request. Raise Http404 when no site matches."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    locale_id = site.root_page.locale_id
    tokens = tokenizer.tokens(asked.text)
    if not tokens:
        return _with_ways_on(SearchPage(asked), locale_id)
    alarm = help_for(request, asked.typed, get_alarm_groups(locale_id))
    if alarm and alarm.is_private and not asked.anyway:
        return SearchPage(asked, alarm)
    groups, known = get_synonyms_and_words(locale_id, stem_keys(tokens))
    synonyms = Synonyms(groups)
    # A search with alarm words is not corrected: the message refers to the text as typed.
    vocabulary = tuple if alarm else partial(SearchSpelling.vocabulary, locale_id)
    query = parse_query(tokens, synonyms, Vocabulary(known, synonyms, vocabulary))
    matches = SearchPosting.matches(query.keys, locale_id)
    keys = {match.key for match in matches}
    missed = [one for one in query.concepts if not one.is_found(keys)]
    told = [one.typed for one in missed if not one.is_generic and len(one.typed) > _SHORT]
    # “Cancer” alone answers nothing when the words beside it were not found.
    is_answered = (
        not told
        or query.is_named(keys)
        or any(one.is_found(keys) and not one.is_generic for one in query.concepts)
    )
    hits = rank(query, matches) if is_answered else []
    found = _shown(request, site, asked, query, hits, alarm) if hits else SearchPage(asked, alarm)
    if not (found.results or found.definition or alarm):
        found = _with_ways_on(SearchPage(asked), locale_id)
    found.missed = told[:_MOST_MISSED]
    found.is_spanish = any(
        is_spanish(one.text) for one in tokens if one.plain not in ENGLISH_STOP_WORDS
    )
    return found


def _shown(
    request: HttpRequest,
    site: Site,
    asked: SearchRequest,
    query: Query,
    hits: Sequence[Hit],
    alarm: Help | None,
) -> SearchPage:
    """Return the content of the page: public hits of the chosen kind, topic and page of results."""
    public = get_public_texts(site, map(_place, hits))
    seen = [hit for hit in hits if _place(hit) in public]
    # “Not cancerous” is the name of one word, and holds that of another.
    asked_word = max(
        (hit for hit in seen if _is_just(query, hit)),
        key=lambda hit: max(map(len, query.exact & hit.weights.keys())),
        default=None,
    )
    ordered, folded = _raised(seen, public)
    if asked_word:
        folded.add(asked_word.entry_id)
    topics = {hit.entry_id: public[_place(hit)].topics for hit in seen}
    left = FacetedHits(asked, ordered, topics, folded)
    page = min(asked.page, _pages(left.listed))
    shown = _slice(left.listed, page, PAGE_SIZE)
    texts = get_texts([hit.entry_id for hit in shown])
    sought = _sought(query)
    stems = (sought, _NOTHING if alarm else sought)
    settings = SiteSettings.for_request(request)
    return SearchPage(
        asked,
        alarm,
        results=[
            _result(
                hit,
                public[_place(hit)].title,
                public[_place(hit)].get_url(request),
                texts.get(hit.entry_id, ""),
                stems,
                settings,
            )
            for hit in shown
        ],
        count=len(left.listed),
        kinds=list(left.kinds()),
        by_topic=list(left.topics()),
        kind=left.kind,
        topic=left.topic,
        page=page,
        pages=_pages(left.listed),
        definition=_definition(request, public[_place(asked_word)] if asked_word else None)
        if page == 1 and not left.kind
        else None,
        correction=None if alarm else _correction(asked.text, query),
        also=_also(query),
    )


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
    best = find_best_paragraph(text, sought)
    section = Section(best.heading, f"{url}#{best.anchor}") if best.anchor else None
    return Result(hit.kind, title, url, get_excerpt(best, marked), section)


def _pages(hits: Sequence[Hit]) -> int:
    return max(1, ceil(len(hits) / PAGE_SIZE))


def _slice(hits: Sequence[Hit], page: int, size: int) -> Sequence[Hit]:
    start = (page - 1) * PAGE_SIZE
    return hits[start : start + size]


def _place(hit: Hit) -> Place:
    return (hit.kind if hit.kind in SNIPPETS else PAGES, hit.object_id)


def _sought(query: Query) -> SearchedStems:
    keys = {
        key for concept in query.concepts for wording in concept.wordings for key in wording.keys
    }
    pairs = [tuple(key.split()) for key in keys if " " in key]
    return SearchedStems(
        single=frozenset(key for key in keys if " " not in key),
        pairs=frozenset((pair[0], pair[1]) for pair in pairs),
        generic=frozenset(
            stem
            for concept in query.concepts
            if concept.is_generic
            for stem in concept.wordings[0].keys
        ),
        about_outlook=any(not group.may_be_offered for group in query.groups),
    )


def _correction(text: str, query: Query) -> Correction | None:
    """Return the corrected query, or None without corrections."""
    mended = [one for one in query.words if one.correction]
    if all(one.is_stop for one in mended):
        return None
    corrected, at = "", 0
    for one in mended:
        corrected += text[at : one.token.start] + one.correction
        at = one.token.end
    return Correction([one.token.text for one in mended], corrected + text[at:])


def _also(query: Query) -> list[str]:
    """Return the preferred words that were looked for beside the reader's own, at most two."""
    preferred = [group.preferred for group in query.groups if group.may_be_offered]
    other = [phrase.text for phrase in preferred if not set(phrase.content) <= set(query.content)]
    return list(dict.fromkeys(other))[:_MOST_ALSO]


def _is_just(query: Query, hit: Hit) -> bool:
    """Return whether a hit is the term that was searched for, letter by letter."""
    return hit.kind is EntryKind.TERM and not query.exact.isdisjoint(hit.weights)


def _definition(request: HttpRequest, term: PublicText | None) -> Definition | None:
    if term is None:
        return None
    return Definition(term.title, plain(term.definition), term.get_url(request))


def _raised(hits: Sequence[Hit], public: Mapping[Place, PublicText]) -> tuple[list[Hit], set[int]]:
    """Return the hits, with each page at the place of the term of the same name, if that is better.

    Also return the entries of these terms. Only the hits of two pages are compared: farther apart,
    both are shown.
    """
    first = hits[: 2 * PAGE_SIZE]
    titles = {hit.entry_id: public[_place(hit)].title.casefold() for hit in first}
    pages = {titles[hit.entry_id] for hit in first if hit.kind not in SNIPPETS}
    twins = [hit for hit in first if hit.kind is EntryKind.TERM and titles[hit.entry_id] in pages]
    place = {hit.entry_id: at for at, hit in enumerate(first)}
    of_word = {titles[hit.entry_id]: place[hit.entry_id] for hit in twins}
    for hit in first:
        if hit.kind not in SNIPPETS:
            better = of_word.get(titles[hit.entry_id], len(first))
            place[hit.entry_id] = min(place[hit.entry_id], better)
    ordered = sorted(first, key=lambda hit: (place[hit.entry_id], hit.kind is EntryKind.TERM))
    return [*ordered, *hits[len(first) :]], {hit.entry_id for hit in twins}


def _with_ways_on(found: SearchPage, locale_id: int) -> SearchPage:
    """Add topics, and texts to offer while a reader types, to an empty result."""
    found.topics, found.suggested = [*get_topics(locale_id)], get_suggestions(locale_id)
    return found
