"""The search index: entries, the keys under which they are found, and the words of the guide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import connection, models, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from education.content.models.base import ContentPage
from education.content.querysets import ContentQuerySet
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm

LONGEST_KEY = 100
ROWS_A_KEY = 300  # Of a word in more texts than this, only the best texts are found.
# Prefixes of the key of a spelling, before the stem of the word.
STEM = "="
HIDDEN = "~"  # for a word that finds texts and is never shown
_BATCH = 2000
_TOO_OLD = timedelta(days=1)


class EntryKind(models.TextChoices):
    """Kinds of search results, with their labels."""

    STEP = "step", _("Step")
    TREATMENT = "treatment", _("Treatment")
    ARTICLE = "article", _("Article")
    QUESTION = "question", _("Question")
    WORD = "word", _("Word")
    OVERVIEW = "overview", _("Overview")
    ABOUT = "about", _("About this guide")


SNIPPETS: dict[EntryKind, type[FAQItem] | type[GlossaryTerm]] = {
    EntryKind.QUESTION: FAQItem,
    EntryKind.WORD: GlossaryTerm,
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
        hidden = there.exclude(pk__in=there.shown().values("pk"))
        cls.forget(cls._of_pages().filter(object_id__in=hidden.values("pk")))

    @classmethod
    def forget_stale(cls, after: int, most: int) -> int | None:
        """Remove entries whose text is no longer public, among `most` entries after a primary key.

        Return the primary key of the last entry that was checked, or None when there was none. Call
        it inside a transaction.
        """
        rows = [*cls.objects.filter(pk__gt=after).order_by("pk")[:most].only("kind", "object_id")]
        found = [(SNIPPETS.get(EntryKind(row.kind), ContentPage), row) for row in rows]
        public = {
            (model, pk)
            for model in (ContentPage, *SNIPPETS.values())
            for pk in model.objects.shown()
            .filter(pk__in=[row.object_id for kind, row in found if kind is model])
            .values_list("pk", flat=True)
        }
        stale = [row.pk for model, row in found if (model, row.object_id) not in public]
        cls.forget(cls.objects.filter(pk__in=stale))
        return rows[-1].pk if rows else None

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
        return _at_and_below(page_id).shown().exclude(pk__in=known).specific()

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


class SearchSpelling(models.Model):
    """A word of the guide and its stem, with which misspellings are compared."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=LONGEST_KEY)
    word = models.CharField(max_length=LONGEST_KEY)

    class Meta:
        verbose_name = _("search spelling")
        verbose_name_plural = _("search spellings")
        constraints = [
            models.UniqueConstraint(fields=["locale", "key", "word"], name="search_spelling_once")
        ]

    def __str__(self) -> str:
        return self.word

    @classmethod
    def vocabulary(cls, locale_id: int) -> list[str]:
        """Return the words that readers see somewhere in the guide."""
        shown = cls.objects.filter(locale_id=locale_id, key__startswith=STEM)
        return [*shown.values_list("word", flat=True)]

    @classmethod
    def write(cls, locale_id: int, spellings: Iterable[tuple[str, str]]) -> None:
        """Add the spellings (key, word) that are new.

        They are sorted, so that two writers cannot block each other.
        """
        wanted = set(spellings)
        there = cls.objects.filter(locale_id=locale_id, key__in={key for key, _word in wanted})
        new = sorted(wanted - set(there.values_list("key", "word")))
        SearchSpelling.objects.bulk_create(
            (SearchSpelling(locale_id=locale_id, key=key, word=word) for key, word in new),
            batch_size=_BATCH,
            ignore_conflicts=True,
        )

    @classmethod
    def forget_stale(cls, after: int, most: int) -> int | None:
        """Remove words of which no text has any form, among `most` words after a primary key.

        Return the primary key of the last word that was checked, or None when there was none.
        """
        rows = [
            *cls.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most]
        ]
        if not rows:
            return None
        alive = SearchPosting.objects.filter(
            locale=OuterRef("locale"), key=Substr(OuterRef("key"), len(STEM) + 1)
        )
        gone = cls.objects.filter(pk__in=rows).exclude(Exists(alive))
        _delete(cls.objects.filter(pk__in=[*gone.values_list("pk", flat=True)]))
        return rows[-1]


class SearchRebuild(models.Model):
    """The progress of a rebuild of the index. The row exists only during a rebuild."""

    started_at = models.DateTimeField(default=timezone.now)
    stage = models.PositiveSmallIntegerField(default=0)
    after = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("rebuilding of the search index")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.stage}: {self.after}"

    @classmethod
    def locked(cls) -> SearchRebuild:
        """Return the progress, locked; a rebuild that is older than a day starts again."""
        run, _created = cls.objects.select_for_update().get_or_create(pk=1)
        if timezone.now() - run.started_at > _TOO_OLD:
            run.started_at, run.stage, run.after = timezone.now(), 0, 0
        return run

    def move_to(self, last: int | None) -> None:
        """Save the primary key of the last text that was done; None ends the stage."""
        if last is None:
            self.stage += 1
        self.after = last or 0
        self.save()


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


def public_page(pk: int) -> ContentPage | None:
    """Return a page, as its own type, or None when it is not public."""
    return ContentPage.objects.shown().filter(pk=pk).specific().first()


def next_pages(after: int, most: int) -> list[ContentPage]:
    """Return up to `most` public pages after a primary key, in the order of their keys."""
    pages = ContentPage.objects.shown().filter(pk__gt=after).order_by("pk")
    return [*pages.specific()[:most]]


def next_snippets(kind: EntryKind, after: int, most: int) -> list[Any]:
    """Return up to `most` published questions or terms after a primary key, in that order."""
    return [*SNIPPETS[kind].objects.shown().filter(pk__gt=after).order_by("pk")[:most]]


def public_snippet(kind: EntryKind, pk: int) -> Any:
    """Return a question or term, or None when it is not published."""
    return SNIPPETS[kind].objects.shown().filter(pk=pk).first()


def questions_in(category_id: int) -> list[int]:
    """Return the primary keys of the questions in a category, public or not."""
    return list(FAQItem.objects.filter(category_id=category_id).values_list("pk", flat=True))


def use_keys(slugs: Iterable[str], terms: Iterable[int]) -> list[str]:
    """Return the keys under which entries note the terms, by slug or primary key, they explain.

    No query contains such a key, because its characters cannot be part of a word.
    """
    return [*(f"[[{slug}" for slug in slugs), *(f"[[={pk}" for pk in terms)]
