"""The search index: what can be found, by which words. Rows are written by education.search."""

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
from portal.static_pages.invalidation import invalidate

LONGEST_KEY = 100
ROWS_A_KEY = 300  # A word that stands in more texts than this leads to the best of them.
# What begins the key of a spelling, before the stem of the word.
STEM = "="
HIDDEN = "~"  # of a word that readers find texts by, and never see
_BATCH = 2000
_TOO_OLD = timedelta(days=1)


class EntryKind(models.TextChoices):
    """What a search result is, as its label says."""

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
    """One public text, made ready for the index."""

    kind: EntryKind
    object_id: int
    locale_id: int
    title: str
    text: str
    weights: Mapping[str, float]
    spellings: Iterable[tuple[str, str]]


class Match(NamedTuple):
    """A text holds a word; the weight says how much the text is about it."""

    entry_id: int
    kind: str
    object_id: int
    key: str
    weight: float


class SearchEntry(models.Model):
    """One public address: a page, a question or a word."""

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
        """Enters a text, or enters it anew."""
        with transaction.atomic():
            before = cls._explained_by(kind=found.kind, object_id=found.object_id)
            invalidate(map(uses_key, before ^ {key for key in found.weights if key[:2] == "[["}))
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
        """Enters texts, or enters them anew, many at once. To be called in a transaction."""
        of_batch = Q(pk__in=[])
        for one in batch:
            of_batch |= Q(kind=one.kind, object_id=one.object_id)
        before = cls.objects.filter(of_batch)
        invalidate(map(uses_key, _changed_uses(before, batch)))
        cls.forget(before)
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
        """Takes a page out of the index."""
        invalidate(map(uses_key, cls._explained_by(kind__in=_PAGE_KINDS, object_id=page_id)))
        cls.forget(cls._of_pages().filter(object_id=page_id))

    @classmethod
    def forget_snippet(cls, kind: EntryKind, object_id: int) -> None:
        """Takes a question or a word out of the index."""
        invalidate(map(uses_key, cls._explained_by(kind=kind, object_id=object_id)))
        cls.forget(cls.objects.filter(kind=kind, object_id=object_id))

    @classmethod
    def forget_hidden_pages(cls, page_id: int) -> None:
        """Takes out what is no longer public of a page and those below it."""
        there = _at_and_below(page_id)
        hidden = there.exclude(pk__in=there.shown().values("pk"))
        cls.forget(cls._of_pages().filter(object_id__in=hidden.values("pk")))

    @classmethod
    def forget_stale(cls, after: int, most: int) -> int | None:
        """Takes out what is not public any more, among the entries that follow one.

        The last one of them, or None when none follows. To be called in a transaction.
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
        entries = cls.objects.filter(pk__in=stale)
        invalidate(map(uses_key, _changed_uses(entries, [])))
        cls.forget(entries)
        return rows[-1].pk if rows else None

    @classmethod
    def forget(cls, entries: QuerySet[SearchEntry]) -> None:
        """Takes entries out, without fetching what hangs on them."""
        _delete(SearchPosting.objects.filter(entry__in=entries.values("pk")))
        _delete(entries)

    @classmethod
    def counts(cls) -> dict[EntryKind, int]:
        """How many of each kind there are."""
        counted = dict(cls.objects.order_by().values_list("kind").annotate(Count("pk")))
        return {kind: counted.get(kind, 0) for kind in EntryKind}

    @classmethod
    def missing_pages(cls, page_id: int) -> QuerySet[ContentPage]:
        """What is public of a page and those below it, and not in the index."""
        known = cls._of_pages().values("object_id")
        return _at_and_below(page_id).shown().exclude(pk__in=known).specific()

    @classmethod
    def _explained_by(cls, **wanted: Any) -> set[str]:
        """The words, as `use_keys` names them, that a text explains."""
        entries = cls.objects.filter(**wanted).values("pk")
        postings = SearchPosting.objects.filter(entry__in=entries, key__startswith="[[")
        return {*postings.values_list("key", flat=True)}

    @classmethod
    def _of_pages(cls) -> QuerySet[SearchEntry]:
        # Named one by one, as an index has them; all but some would be looked through.
        return cls.objects.filter(kind__in=_PAGE_KINDS)


class SearchPosting(models.Model):
    """A text holds a word (its stem), or two words side by side, or has a name (=, ==).

    Or it explains a word of the glossary ([[).
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
        """What holds any of the keys: for each key the texts that are most about it. One query.

        Each key reads at most so many rows from its place in the index, however large the guide.
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
        # Looked up row by row: for a join PostgreSQL may read all entries.
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
    """A word of the guide, under its stem: a misspelling is compared with all of them."""

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
        """Enters the words that are new. Sorted, so that two writers cannot block each other."""
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
        """Take out words of which no text holds any form, among those that follow one.

        The last one of them, or None when none follows.
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
    """How far the index has been written anew. The row is there while that goes on."""

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
        """Where it goes on: where it was cut off, if that was today."""
        run, _created = cls.objects.select_for_update().get_or_create(pk=1)
        if timezone.now() - run.started_at > _TOO_OLD:
            run.started_at, run.stage, run.after = timezone.now(), 0, 0
        return run

    def move_to(self, last: int | None) -> None:
        """Notes the last row that was done; without one the stage is over."""
        if last is None:
            self.stage += 1
        self.after = last or 0
        self.save()


def _delete(rows: QuerySet[Any]) -> None:
    """Without fetching them: nothing listens, and a text has hundreds."""
    rows._raw_delete(rows.db)


def _changed_uses(before: QuerySet[SearchEntry], after: Iterable[SearchDocument]) -> set[str]:
    """The words that a text explains now and did not before, or the other way round."""
    postings = SearchPosting.objects.filter(entry__in=before.values("pk"), key__startswith="[[")
    was = {*postings.values_list("entry__kind", "entry__object_id", "key")}
    now = {
        (str(found.kind), found.object_id, key)
        for found in after
        for key in found.weights
        if key.startswith("[[")
    }
    return {key for _kind, _object_id, key in was ^ now}


def _at_and_below(page_id: int) -> ContentQuerySet:
    path = Page.objects.filter(pk=page_id).values_list("path", flat=True).first()
    return ContentPage.objects.filter(path__startswith=path) if path else ContentPage.objects.none()


def _postings(entry: SearchEntry, found: SearchDocument) -> list[SearchPosting]:
    return [
        SearchPosting(entry=entry, locale_id=found.locale_id, key=key, weight=weight)
        for key, weight in found.weights.items()
    ]


def public_page(pk: int) -> ContentPage | None:
    """A page, as its own type, if anybody may read it."""
    return ContentPage.objects.shown().filter(pk=pk).specific().first()


def next_pages(after: int, most: int) -> list[ContentPage]:
    """Some of them, in the order of their keys, after one."""
    pages = ContentPage.objects.shown().filter(pk__gt=after).order_by("pk")
    return [*pages.specific()[:most]]


def next_snippets(kind: EntryKind, after: int, most: int) -> list[Any]:
    """The same of published questions or words."""
    return [*SNIPPETS[kind].objects.shown().filter(pk__gt=after).order_by("pk")[:most]]


def public_snippet(kind: EntryKind, pk: int) -> Any:
    """A question or a word, if it is published."""
    return SNIPPETS[kind].objects.shown().filter(pk=pk).first()


def questions_in(category_id: int) -> list[int]:
    """The keys of the questions of a group, public or not."""
    return list(FAQItem.objects.filter(category_id=category_id).values_list("pk", flat=True))


def use_keys(slugs: Iterable[str], terms: Iterable[int]) -> list[str]:
    """The keys that tell which words a text explains. Nobody can type them: they are no words."""
    return [*(f"[[{slug}" for slug in slugs), *(f"[[={pk}" for pk in terms)]


def uses_key(key: str) -> str:
    """How a text announces to stored pages that it explains a word, or does so no more."""
    return f"uses:{key}"
