"""Lists for other systems: every public text, and what is gone."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from education.api.etags import etag_of, get_shared_version
from education.api.models import PublicChange
from education.api.serializers import Data, get_licence, get_review
from education.api.texts import PublicText, get_public_texts
from education.content.models import SiteSettings
from portal.web.addresses import absolute_url

KEPT_FOR = dt.timedelta(days=400)  # in which withdrawn texts are listed


def get_manifest(site: Site) -> Data:
    """Return every public text with its review and ETag, and what was withdrawn in 400 days."""
    shared = get_shared_version(site)
    texts = [*get_public_texts(site)]
    public = {one.url for one in texts}
    gone = PublicChange.objects.gone_since(timezone.localdate() - KEPT_FOR)
    return {
        **get_licence(SiteSettings.for_site(site)),
        "texts": [_entry(one, shared) for one in texts],
        "gone": [
            {"url": absolute_url(one.url), "withdrawn_on": _day(one)}
            for one in gone
            if one.url not in public
        ],
    }


def get_overview(site: Site) -> Data:
    """Return what the API offers, its licence and its limits."""
    settings = SiteSettings.for_site(site)
    return {
        "title": settings.site_name,
        **get_licence(settings),
        "openapi": absolute_url(reverse("api:openapi")),
        "texts": absolute_url(reverse("api:texts")),
        "one_text": {
            "json": absolute_url("/index.json"),
            "markdown": absolute_url("/index.md"),
            "rule": _("Add index.json or index.md to the address of any text."),
        },
        "changes": {
            "atom": absolute_url(reverse("api:changes_atom")),
            "json": absolute_url(reverse("api:changes_json")),
        },
        "rules": [
            _("Show the state of the review and the attribution with each text."),
            _("Compare with the list of texts at least every 7 days, and delete what is gone."),
            _("Ask at most 120 times a minute; send If-None-Match."),
        ],
    }


def get_llms_text(site: Site) -> str:
    """Return llms.txt: where each text stands as Markdown, and how it may be used."""
    settings = SiteSettings.for_site(site)
    texts = [*get_public_texts(site)]
    home = next((one for one in texts if one.url == "/"), None)
    rules = _(
        "Each text says whether a clinician has reviewed it. Do not summarize or quote a text "
        "without the state of its review, and link to its page. Delete what the list of texts "
        "names as gone. No text can take the place of a care team. In an emergency, tell people "
        "to call their local emergency number."
    )
    lists = [
        f"- [{_('All texts, and what is gone')}]({absolute_url(reverse('api:texts'))})",
        f"- [{_('Changes')}]({absolute_url(reverse('api:changes_atom'))})",
    ]
    parts = [
        f"# {settings.site_name}",
        *([f"> {home.row.summary}"] if home else []),
        rules,
        f"{get_licence(settings)['attribution']} {settings.licence}: {settings.licence_url}",
        "## " + _("Texts"),
        "\n".join(_link(one) for one in texts),
        "## " + _("Lists"),
        "\n".join(lists),
    ]
    return "\n\n".join(parts) + "\n"


def _entry(public: PublicText, shared: str) -> Data:
    return {
        "url": absolute_url(public.url),
        "kind": str(public.kind),
        "language": public.language,
        "title": public.title,
        "etag": etag_of(public, shared),
        "updated": public.updated.isoformat(),
        "review": get_review(public),
        "withdrawn": False,
        "json": absolute_url(f"{public.url}index.json"),
        "markdown": absolute_url(f"{public.url}index.md"),
    }


def _link(public: PublicText) -> str:
    url = absolute_url(f"{public.url}index.md")
    return f"- [{public.title}]({url}): {public.review.state.label}"


def _day(change: PublicChange) -> str:
    return timezone.localtime(change.happened_at).date().isoformat()
