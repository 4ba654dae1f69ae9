"""Linked data (JSON-LD of schema.org) for search engines. A review needs a sign-off."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Protocol

from django.utils.safestring import SafeString, mark_safe

from education.content.models import ContentPage
from education.content.rendering import ContentRenderer
from education.review.enums import ReviewState

Data = dict[str, Any]


class Question(Protocol):
    """A question that can be part of a list of questions."""

    def get_schema_org(self) -> Data:
        """Return the linked data of the question, without its address."""


def as_script(thing: Data) -> SafeString:
    """Return a script element with this data; `<` is escaped, as it could end the element."""
    data = {"@context": "https://schema.org", **thing}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped


def of_page(page: ContentPage, renderer: ContentRenderer, url: str) -> Data:
    """Return the linked data of a page of the guide."""
    about = {"@type": "MedicalEntity", "name": page.medical_name}
    return {
        "@type": page.schema_type,
        "name": page.title,
        "description": page.search_description or page.summary,
        "url": url,
        "inLanguage": "en",
        **({"about": about} if page.medical_name else {}),
        **({"dateModified": page.last_published_at.isoformat()} if page.last_published_at else {}),
        **_review(renderer),
    }


def of_questions(items: Iterable[Question], url: str) -> Data:
    """Return the linked data of questions with their short answers."""
    return {
        "@type": "FAQPage",
        "url": url,
        "mainEntity": [item.get_schema_org() for item in items],
    }


def of_breadcrumbs(trail: Iterable[tuple[str, str]]) -> Data:
    """Return the linked data of breadcrumbs, from pairs of name and address, home first."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(trail, start=1)
        ],
    }


def _review(renderer: ContentRenderer) -> Data:
    review = renderer.review
    if review.state != ReviewState.REVIEWED or review.sign_off is None:
        return {}
    reviewer = {
        "@type": "Person",
        "name": review.sign_off.reviewer_name,
        "jobTitle": review.sign_off.reviewer_title,
    }
    return {"lastReviewed": review.sign_off.signed_on.isoformat(), "reviewedBy": reviewer}
