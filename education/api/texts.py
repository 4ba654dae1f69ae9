"""Public texts of a site: pages, questions and terms, each with its URL and review status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, Site

from education.content.models import SiteSettings
from education.content.public_urls import get_public_rows
from education.content.sitemaps import PageSitemap, SheetSitemap
from education.review.enums import ContentKind
from education.review.models import ReviewStatus, SignOff, content_key, review_status
from education.review.registry import find_kind

_COLUMNS = {
    ContentKind.PAGE: (
        "title", "slug", "url_path", "content_type", "locale", "live_revision", "last_published_at",
        "summary", "medical_name",
    ),
    ContentKind.QUESTION: (
        "question", "slug", "locale", "live_revision", "last_published_at", "short_answer",
    ),
    ContentKind.TERM: (
        "term", "slug", "locale", "live_revision", "last_published_at", "definition", "plain_word",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class PublicText:
    """Page, question or term that every reader may see."""

    url: str  # path on the site
    kind: ContentKind
    language: str
    row: Any  # without its body
    review: ReviewStatus

    @property
    def title(self) -> str:
        """Return the title of a page, the question or the term."""
        return self.row.title if self.kind == ContentKind.PAGE else str(self.row)

    @property
    def updated(self) -> dt.datetime:
        """Return the time of the last publication."""
        return self.row.last_published_at or dt.datetime.min.replace(tzinfo=dt.UTC)

    def fetch(self) -> Any:
        """Return the whole text, a page as its own type."""
        text = type(self.row).objects.get(pk=self.row.pk)
        return text.specific if isinstance(text, Page) else text


def get_public_texts(
    site: Site | None, among: Collection[str] | None = None
) -> Iterator[PublicText]:
    """Yield the public texts of a site: all, or those at the URLs in `among`.

    Takes a query for each kind and two for the reviews, for any number of texts.
    """
    if site is None:
        return
    grace_days = SiteSettings.for_site(site).review_grace_days
    for sitemap, rows in get_public_rows(site, among):
        kind = find_text_kind(sitemap)
        if kind is None:
            continue
        columns = (*_COLUMNS[kind], "locale__language_code")
        found = [*rows.select_related("locale").only(*columns)]
        if not found:
            continue
        records = SignOff.records_of(found)
        for row in found:
            url = sitemap.location(row)
            if among is None or url in among:
                record = records.get(content_key(row), ())
                review = review_status(record, row.live_revision_id, grace_days=grace_days)
                yield PublicText(url, kind, row.locale.language_code, row, review)


def find_text_kind(sitemap: PageSitemap) -> ContentKind | None:
    """Return the kind of the texts of a sitemap, or None if it has other rows."""
    return None if isinstance(sitemap, SheetSitemap) else find_kind(sitemap.model)


def find_public_text(site: Site | None, url: str) -> PublicText | None:
    """Return the public text at a URL of a site, or None if there is none."""
    return next(get_public_texts(site, {url}), None)
