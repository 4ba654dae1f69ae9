"""Feeds of the changes of public texts: Atom and JSON Feed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from wagtail.models import Site

from education.api.models import ChangeKind, PublicChange
from education.api.serializers import Data, describe_review, get_licence, get_review
from education.api.texts import PublicText, get_public_texts
from education.content.models import SiteSettings
from portal.web.addresses import absolute_url

_MOST = 100  # changes in a feed


def get_atom_feed(site: Site) -> str:
    """Return the newest changes as an Atom feed."""
    settings = SiteSettings.for_site(site)
    feed = Atom1Feed(
        title=_title(settings),
        link=absolute_url("/"),
        description="",
        language=site.root_page.locale.language_code,
        feed_url=absolute_url(reverse("api:changes_atom")),
        feed_guid=absolute_url(reverse("api:changes_atom")),
        author_name=settings.site_name,
        feed_copyright=get_licence(settings)["attribution"],
    )
    for change, text in _get_changes(site):
        feed.add_item(
            title=_title_of(change),
            link=absolute_url(change.url),
            description=_describe(change, text),
            unique_id=_id_of(change),
            pubdate=change.happened_at,
            updateddate=change.happened_at,
            categories=[change.kind],
        )
    return feed.writeString("utf-8")


def get_json_feed(site: Site) -> Data:
    """Return the newest changes as a JSON Feed 1.1."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(SiteSettings.for_site(site)),
        "home_page_url": absolute_url("/"),
        "feed_url": absolute_url(reverse("api:changes_json")),
        "language": site.root_page.locale.language_code,
        "items": [_item(change, text) for change, text in _get_changes(site)],
    }


def _get_changes(site: Site) -> list[tuple[PublicChange, PublicText | None]]:
    """Return the newest changes, each with its text if readers may see it now."""
    changes = [*PublicChange.objects.all()[:_MOST]]
    texts = {one.url: one for one in get_public_texts(site, {one.url for one in changes})}
    return [(one, texts.get(one.url)) for one in changes]


def _item(change: PublicChange, text: PublicText | None) -> Data:
    item = {
        "id": _id_of(change),
        "url": absolute_url(change.url),
        "title": _title_of(change),
        "content_text": _describe(change, text),
        "date_published": change.happened_at.isoformat(),
        "tags": [change.kind],
        "language": change.language,
    }
    return {**item, "_review": get_review(text)} if text else item


def _title(settings: SiteSettings) -> str:
    return _("Changes: %(site)s") % {"site": settings.site_name}


def _title_of(change: PublicChange) -> str:
    return f"{ChangeKind(change.kind).label}: {change.title}"


def _id_of(change: PublicChange) -> str:
    return absolute_url(f"{change.url}#change-{change.pk}")


def _describe(change: PublicChange, text: PublicText | None) -> str:
    """Return what has happened, with a correction's words and the state of the review."""
    parts = [f"{ChangeKind(change.kind).label}."]
    if change.words:
        parts.append(change.words)
    if text is not None and change.kind != ChangeKind.WITHDRAWN:
        parts.append(describe_review(text.review))
    return " ".join(parts)
