"""Updates of the search index when public content changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db import transaction

from education.content.blocks import References
from education.content.models import (
    AboutIndexPage,
    AboutPage,
    ArticlePage,
    ContentPage,
    StepPage,
    TreatmentPage,
)
from education.content.rendering import Subject
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.search import tokenizer
from education.search.documents import (
    Line,
    Role,
    page_lines,
    page_references,
    question_lines,
    term_lines,
)
from education.search.models.index import (
    SNIPPETS,
    EntryKind,
    SearchDocument,
    SearchEntry,
    forget_unused_spellings,
    public_keys,
    public_pages,
    public_snippets,
    questions_in,
    use_keys,
)
from education.search.models.spellings import HIDDEN, STEM
from education.search.scoring import compute_weights
from portal.static_pages.invalidation import invalidate_all

_BATCH = 50  # texts in one transaction: editors wait for one batch at most
_KINDS: dict[type[ContentPage], EntryKind] = {
    StepPage: EntryKind.STEP,
    TreatmentPage: EntryKind.TREATMENT,
    ArticlePage: EntryKind.ARTICLE,
    AboutIndexPage: EntryKind.ABOUT,
    AboutPage: EntryKind.ABOUT,
}
# Overviews and pages about the guide itself answer less than other pages.
_STANDING = {EntryKind.OVERVIEW: 0.7, EntryKind.ABOUT: 0.4}
_paused: ContextVar[bool] = ContextVar("indexing_paused", default=False)


@contextmanager
def suspend_indexing() -> Iterator[None]:
    """Suspend updates of the index inside a `with` block. Call `rebuild` after the block."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def rebuild() -> dict[EntryKind, int]:
    """Rebuild the whole index, and return the number of entries of each kind.

    Each transaction writes some texts, so that editors never wait long; searches find everything
    meanwhile.
    """
    _rebuild_in_batches(ContentPage, _write_pages)
    for kind, model in SNIPPETS.items():
        _rebuild_in_batches(model, partial(_write_snippets, kind))
    with transaction.atomic():
        invalidate_all()
        SearchEntry.forget_stale()
        forget_unused_spellings()
    return SearchEntry.counts()


def _rebuild_in_batches(
    model: type[ContentPage | FAQItem | GlossaryTerm], write: Callable[[Sequence[int]], None]
) -> None:
    keys = public_keys(model)
    for start in range(0, len(keys), _BATCH):
        with transaction.atomic():
            # Pages show which texts explain a term. The lock keeps texts from changing meanwhile.
            invalidate_all()
            write(keys[start : start + _BATCH])


def _write_pages(keys: Collection[int]) -> None:
    pages = public_pages(keys)
    SearchEntry.write_all([_of_page(page) for page in pages])


def _write_snippets(kind: EntryKind, keys: Collection[int]) -> None:
    SearchEntry.write_all([_of_snippet(kind, item) for item in public_snippets(kind, keys)])


def index_page(page_id: int) -> None:
    """Write the entry of a page as the database has it, or remove it when it is not public.

    The page is always read from the database, because saving a draft calls this function too.
    """
    if _paused.get():
        return
    page = next(iter(public_pages([page_id])), None)
    if page is None:
        SearchEntry.forget_page(page_id)
    else:
        SearchEntry.write(_of_page(page))


def index_pages_below(page_id: int) -> None:
    """Update the entries of a page and of all pages below it, when their visibility changed."""
    if _paused.get():
        return
    with transaction.atomic():
        SearchEntry.forget_hidden_pages(page_id)
        for missing in SearchEntry.missing_pages(page_id):
            SearchEntry.write(_of_page(missing))


def index_snippet(kind: EntryKind, object_id: int) -> None:
    """Write the entry of a question or term as the database has it, or remove it."""
    if _paused.get():
        return
    item = next(iter(public_snippets(kind, [object_id])), None)
    if item is None:
        SearchEntry.forget_snippet(kind, object_id)
    else:
        SearchEntry.write(_of_snippet(kind, item))


def index_questions_in(category_id: int) -> None:
    """Update the questions of a category, which are hidden while it is not published."""
    for key in questions_in(category_id):
        index_snippet(EntryKind.QUESTION, key)


def _of_page(page: ContentPage) -> SearchDocument:
    kind = _KINDS.get(type(page), EntryKind.OVERVIEW)
    return _findable(kind, page, page.title, list(page_lines(page)), page_references(page))


def _of_snippet(kind: EntryKind, item: FAQItem | GlossaryTerm) -> SearchDocument:
    lines = question_lines(item) if isinstance(item, FAQItem) else term_lines(item)
    return _findable(kind, item, str(item), list(lines), References.of(*item.get_bodies()))


def _findable(
    kind: EntryKind, thing: Subject, title: str, lines: list[Line], mentions: References
) -> SearchDocument:
    explained = dict.fromkeys(use_keys(mentions.words, mentions.terms), 1.0)
    return SearchDocument(
        kind=kind,
        object_id=thing.pk,
        locale_id=thing.locale_id,
        title=title,
        text="\n".join(_shown(lines)),
        weights={**compute_weights(lines, _STANDING.get(kind, 1.0)), **explained},
        spellings=set(_spellings(lines)),
    )


def _shown(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        if line.role is Role.HEADING:
            yield f"# {line.words}\t{line.anchor}"
        elif line.role in {Role.LEAD, Role.BODY}:
            yield line.words


def _spellings(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    for line in lines:
        for token in tokenizer.tokens(line.words):
            if token.plain.isalpha() and not token.is_stop:
                mark = HIDDEN if line.role is Role.MATCHED else STEM
                yield mark + token.stem, token.plain
