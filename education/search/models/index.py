"""The search index: entries, the keys under which they are found, and the words of the guide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection, models, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from education.content.models.base import ContentPage
from education.content.querysets import ContentQuerySet
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.search.models.spellings import LONGEST_KEY, STEM, SearchSpelling

ROWS_A_KEY = 300  # Of a word in more texts than this, only the best texts are found.
_BATCH = 2000


class EntryKind(models.TextChoices):
    """Kinds of search results, with the labels that readers see."""

    STEP = "step", _("Step")
    TREATMENT = "treatment", _("Treatment")
    ARTICLE = "article", _("Article")
    QUESTION = "question", _("Question")
    TERM = "term", _("Word")
    OVERVIEW = "overview", _("Overview")
    ABOUT = "about", _("About this guide")


SNIPPETS: dict[EntryKind, type[FAQItem] | type[GlossaryTerm]] = {
    EntryKind.QUESTION: FAQItem,
    EntryKind.TERM: GlossaryTerm,
}
_PAGE_KINDS = [kind for kind in EntryKind if kind not in SNIPPETS]


@dataclass(frozen=True)
class SearchDocument:
    """A public text with the data that the index needs."""

    kind: EntryKind
    object_id: int
    locale_id: int
    title: str
    text: str
    weights: Mapping[str, float]
    spellings: Iterable[tuple[str, str]]


class Match(NamedTuple):
    """A key under which an entry is found; the weight says how much the text is about it."""

    entry_id: int
    kind: str
    object_id: int
    key: str
    weight: float


class SearchEntry(models.Model):
    """The index entry of a public page, question or term."""

    kind = models.CharField(max_length=16, choices=EntryKind)
    object_id = models.PositiveBigIntegerField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=255)
    text = models.TextField(help_text="A paragraph a line. A line with # is a heading.")

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once_a_text")
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def write(cls, found: SearchDocument) -> None:
        """Create or replace the entry of a text, with its postings and spellings."""
        with transaction.atomic():
            entry, _created = cls.objects.update_or_create(
                kind=found.kind,
                object_id=found.object_id,
                defaults={
                    "locale_id": found.locale_id,
                    "title": found.title,
                    "text": found.text,
                },
            )
            _delete(SearchPosting.objects.filter(entry=entry))
            SearchPosting.objects.bulk_create(_postings(entry, found), batch_size=_BATCH)
            SearchSpelling.write(found.locale_id, found.spellings)

    @classmethod
    def write_all(cls, batch: Sequence[SearchDocument]) -> None:
        """Create or replace the entries of many texts at once. Call it inside a transaction."""
        of_batch = Q(pk__in=[])
        for one in batch:
            of_batch |= Q(kind=one.kind, object_id=one.object_id)
        cls.forget(cls.objects.filter(of_batch))
        entries = SearchEntry.objects.bulk_create(
            SearchEntry(
                kind=found.kind,
                object_id=found.object_id,
                locale_id=found.locale_id,
                title=found.title,
                text=found.text,
            )
            for found in batch
        )
        postings = [
            posting
            for entry, found in zip(entries, batch, strict=True)
            for posting in _postings(entry, found)
        ]
        SearchPosting.objects.bulk_create(postings, batch_size=_BATCH)
        for locale_id in {found.locale_id for found in batch}:
            same = [found for found in batch if found.locale_id == locale_id]
            SearchSpelling.write(locale_id, [pair for found in same for pair in found.spellings])

    @classmethod
    def forget_page(cls, page_id: int) -> None:
        """Remove a page from the index."""
        cls.forget(cls._of_pages().filter(object_id=page_id))

    @classmethod
    def forget_snippet(cls, kind: EntryKind, object_id: int) -> None:
        """Remove a question or term from the index."""
        cls.forget(cls.objects.filter(kind=kind, object_id=object_id))

    @classmethod
    def forget_hidden_pages(cls, page_id: int) -> None:
        """Remove a page and those below it from the index, unless they are public."""
        there = _at_and_below(page_id)
        hidden = there.exclude(pk__in=there.public().values("pk"))
        cls.forget(cls._of_pages().filter(object_id__in=hidden.values("pk")))

    @classmethod
    def forget_stale(cls) -> None:
        """Remove the entries of texts that are no longer public."""
        pages = ContentPage.objects.public().values("pk")
        cls.forget(cls._of_pages().exclude(object_id__in=pages))
        for kind, model in SNIPPETS.items():
            public = model.objects.public().values("pk")
            cls.forget(cls.objects.filter(kind=kind).exclude(object_id__in=public))

    @classmethod
    def forget(cls, entries: QuerySet[SearchEntry]) -> None:
        """Delete entries and their postings, without fetching the postings."""
        _delete(SearchPosting.objects.filter(entry__in=entries.values("pk")))
        _delete(entries)

    @classmethod
    def counts(cls) -> dict[EntryKind, int]:
        """Return the number of entries of each kind."""
        counted = dict(cls.objects.order_by().values_list("kind").annotate(Count("pk")))
        return {kind: counted.get(kind, 0) for kind in EntryKind}

    @classmethod
    def missing_pages(cls, page_id: int) -> QuerySet[ContentPage]:
        """Return the public pages at and below a page that have no entry."""
        known = cls._of_pages().values("object_id")
        return _at_and_below(page_id).public().exclude(pk__in=known).specific()

    @classmethod
    def _of_pages(cls) -> QuerySet[SearchEntry]:
        # The kinds are listed, so that the database can use an index; `exclude` reads all rows.
        return cls.objects.filter(kind__in=_PAGE_KINDS)


class SearchPosting(models.Model):
    """A key under which an entry is found, with a weight.

    The key is a stem, two stems side by side, a name (after = or ==), or a term of the glossary
    that the text explains (after [[).
    """

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="postings")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=LONGEST_KEY)
    weight = models.FloatField()

    class Meta:
        verbose_name = _("search posting")
        verbose_name_plural = _("search postings")
        indexes = [
            models.Index(fields=["locale", "key", "-weight", "entry"], name="search_posting_by_key")
        ]

    def __str__(self) -> str:
        return self.key

    @classmethod
    def matches(cls, keys: Iterable[str], locale_id: int) -> list[Match]:
        """Return the entries with the highest weights for each key, in one query.

        For each key, at most ROWS_A_KEY rows are read from the index, however large the guide is.
        The query builder would need a hundred times as long to put these parts together.
        """
        wanted = sorted(set(keys))
        if not wanted:
            return []
        quote = connection.ops.quote_name
        postings, entries = (quote(model._meta.db_table) for model in (cls, SearchEntry))
        best = (
            f"SELECT * FROM (SELECT entry_id, {quote('key')}, weight FROM {postings}"  # noqa: S608 - names of our own tables
            f" WHERE locale_id = %s AND {quote('key')} = %s"
            f" ORDER BY weight DESC, entry_id LIMIT {ROWS_A_KEY}) AS best_of_one"
        )
        # Looked up row by row, because PostgreSQL may read all entries for a join.
        entry = f"FROM {entries} AS entry WHERE entry.id = best.entry_id"
        sql = (
            f"SELECT entry_id, (SELECT kind {entry}), (SELECT object_id {entry}),"  # noqa: S608 - as above
            f" best.{quote('key')}, weight"
            f" FROM ({' UNION ALL '.join([best] * len(wanted))}) AS best"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for key in wanted for value in (locale_id, key)])
            return [Match(*row) for row in cursor.fetchall()]


def forget_unused_spellings() -> None:
    """Remove the words of which no text has any form."""
    used = SearchPosting.objects.filter(
        locale=OuterRef("locale"), key=Substr(OuterRef("key"), len(STEM) + 1)
    )
    unused = SearchSpelling.objects.exclude(Exists(used))
    _delete(SearchSpelling.objects.filter(pk__in=[*unused.values_list("pk", flat=True)]))


def _delete(rows: QuerySet[Any]) -> None:
    """Delete rows without fetching them: no signal handler needs them, and a text has hundreds."""
    rows._raw_delete(rows.db)


def _at_and_below(page_id: int) -> ContentQuerySet:
    path = Page.objects.filter(pk=page_id).values_list("path", flat=True).first()
    return ContentPage.objects.filter(path__startswith=path) if path else ContentPage.objects.none()


def _postings(entry: SearchEntry, found: SearchDocument) -> list[SearchPosting]:
    return [
        SearchPosting(entry=entry, locale_id=found.locale_id, key=key, weight=weight)
        for key, weight in found.weights.items()
    ]


def public_pages(keys: Collection[int]) -> list[ContentPage]:
    """Return the public pages among these primary keys, each as its own type."""
    return [*ContentPage.objects.public().filter(pk__in=keys).specific()]


def public_keys(model: type[ContentPage | FAQItem | GlossaryTerm]) -> list[int]:
    """Return the primary keys of all public pages, questions or terms."""
    return [*model.objects.public().order_by("pk").values_list("pk", flat=True)]


def public_snippets(kind: EntryKind, keys: Collection[int]) -> list[Any]:
    """Return the published questions or terms among these primary keys."""
    return [*SNIPPETS[kind].objects.public().filter(pk__in=keys)]


def questions_in(category_id: int) -> list[int]:
    """Return the primary keys of the questions in a category, public or not."""
    return list(FAQItem.objects.filter(category_id=category_id).values_list("pk", flat=True))


def use_keys(slugs: Iterable[str], terms: Iterable[int]) -> list[str]:
    """Return the keys under which entries note the terms, by slug or primary key, they explain.

    No query contains such a key, because its characters cannot be part of a word.
    """
    return [*(f"[[{slug}" for slug in slugs), *(f"[[={pk}" for pk in terms)]
