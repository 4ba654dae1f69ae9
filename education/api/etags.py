"""ETags of texts, by which other systems notice that a text may have changed."""

from __future__ import annotations

from hashlib import sha256

from django.forms.models import model_to_dict
from wagtail.models import Site

from education.api.texts import PublicText
from education.content.models import ContentPage, Picture, SiteSettings, Source
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.review.models import get_fingerprint


def get_shared_version(site: Site | None) -> str:
    """Return the version of what texts show of each other, and of pictures, sources and settings.

    When one of them changes, so do the ETags of all texts, whether they show it or not.
    """
    pages = ContentPage.objects.public().order_by("path")
    questions = FAQItem.objects.public().order_by("pk")
    terms = GlossaryTerm.objects.public().order_by("pk")
    shown = [*Picture.objects.order_by("pk"), *Source.objects.order_by("pk")]
    settings = model_to_dict(SiteSettings.for_site(site)) if site else {}
    return _digest(
        *map(str, pages.values_list("url_path", "title", "medical_name", "menu_title", "summary")),
        *map(str, questions.values_list("slug", "locale", "question", "short_answer")),
        *map(str, terms.values_list("slug", "locale", "term", "plain_word", "definition")),
        *map(get_fingerprint, shown),
        *sorted(f"{name}: {value}" for name, value in settings.items()),
    )


def etag_of(public: PublicText, shared: str) -> str:
    """Return the ETag of a text; `shared` is the version of what texts share."""
    review = public.review
    facts = (public.row.pk, public.url, public.row.live_revision_id, public.updated, review.state)
    signed = [str(one.pk) for one in review.record]
    return f'W/"{_digest(shared, *map(str, facts), *signed)[:32]}"'


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()
