"""Public texts that have codes, with their reviews: one query for any number of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from wagtail.models import Site

from education.content.blocks.rich_text import plain
from education.content.codes import Code, read_codes
from education.content.models import ContentPage, SiteSettings
from education.content.sitemaps import PageSitemap, SnippetSitemap
from education.glossary.models import GlossaryIndexPage, GlossaryTerm
from education.review.enums import ContentKind
from education.review.models import (
    ReviewStatus,
    read_sign_off_columns,
    review_status,
    sign_off_columns,
)


@dataclass(frozen=True, eq=False)
class CodedText:
    """Page or term that record systems can ask for."""

    kind: ContentKind
    key: int
    title: str
    summary: str
    path: str  # on the site
    place: tuple[bool, str]  # pages in the order of the tree, then terms
    codes: tuple[Code, ...]
    published: dt.datetime
    review: ReviewStatus

    @property
    def is_subject(self) -> bool:
        """Return whether a code of the text names more than a subtopic."""
        return not all(code.is_subtopic for code in self.codes)


def is_in_language(field: str, language: str) -> Q:
    """Return the condition that a field holds a language, with or without a region."""
    return Q(**{field: language}) | Q(**{f"{field}__startswith": f"{language}-"})


class CodedTexts:
    """Public texts with codes of a site, in one language."""

    def __init__(self, site: Site, language: str) -> None:
        self.language = language
        self._pages = PageSitemap(site)
        self._terms = SnippetSitemap(site, GlossaryIndexPage)
        own = SiteSettings.objects.filter(site=site).values("review_grace_days")[:1]
        self._grace_days = Coalesce(Subquery(own), SiteSettings().review_grace_days)
        self._coded = is_in_language("locale__language_code", language) & ~Q(codes="")

    def with_families(self, families: Collection[str]) -> list[CodedText]:
        """Return the texts that may have a code above or below those asked for. One query."""
        wanted = reduce(or_, (Q(codes__icontains=family) for family in families))
        return self._fetch(wanted, wanted)

    def with_keys(self, pages: Collection[int], terms: Collection[int]) -> list[CodedText]:
        """Return the pages and terms with these primary keys. One query."""
        return self._fetch(Q(pk__in=pages), Q(pk__in=terms))

    def _fetch(self, pages: Q, terms: Q) -> list[CodedText]:
        rows = self._page_rows(pages).union(self._term_rows(terms), all=True)
        return [*self._texts(rows)]

    def _page_rows(self, wanted: Q) -> QuerySet[Any]:
        columns = ("title", "summary", "url_path", "path")
        review = sign_off_columns(content_type=OuterRef("content_type"))
        return self._rows(ContentKind.PAGE, self._pages.pages.filter(wanted), columns, review)

    def _term_rows(self, wanted: Q) -> QuerySet[Any]:
        columns = ("term", "definition", "slug", "slug")
        label, name = GlossaryTerm._meta.app_label, GlossaryTerm._meta.model_name
        review = sign_off_columns(content_type__app_label=label, content_type__model=name)
        return self._rows(ContentKind.TERM, self._terms.items().filter(wanted), columns, review)

    def _rows(
        self, kind: ContentKind, rows: QuerySet[Any], columns: Collection[str], review: list[Any]
    ) -> QuerySet[Any]:
        same = ("pk", "codes", "last_published_at", "live_revision_id")
        expressions = (Value(kind.value), *columns, *same, self._grace_days, *review)
        return rows.filter(self._coded).order_by().values_list(*expressions)

    def _texts(self, rows: QuerySet[Any]) -> Iterator[CodedText]:
        """Yield the texts of rows, without those whose last sign-off was withdrawn."""
        for kind, title, summary, address, place, key, codes, published, version, *review in rows:
            grace_days, *signed = review
            record = read_sign_off_columns(*signed)
            is_term = kind == ContentKind.TERM
            if record and record[0].withdrawal_id:
                continue
            yield CodedText(
                ContentKind(kind),
                key,
                title,
                plain(summary),
                self._path(address, is_term=is_term),
                (is_term, place),
                tuple(read_codes(codes)),
                published or dt.datetime.min.replace(tzinfo=dt.UTC),
                review_status(record, version, grace_days=grace_days),
            )

    def _path(self, address: str, *, is_term: bool) -> str:
        if is_term:
            return self._terms.location(GlossaryTerm(slug=address))
        return self._pages.location(ContentPage(url_path=address))
