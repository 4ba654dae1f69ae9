"""Every public address of the guide's canonical site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from wagtail.models import Site

from education.models import (
    ContentPage,
    FAQIndexPage,
    FAQItem,
    GlossaryIndexPage,
    GlossaryTerm,
    Topic,
    TopicIndexPage,
)

_LISTED: tuple[tuple[Any, type[ContentPage]], ...] = (
    (FAQItem, FAQIndexPage),
    (GlossaryTerm, GlossaryIndexPage),
    (Topic, TopicIndexPage),
)


def public() -> Iterator[str]:
    """Pages that are live and hidden from nobody, and what is published below the lists."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return
    root = site.root_page
    pages = ContentPage.objects.shown().filter(path__startswith=root.path)
    for url_path in pages.values_list("url_path", flat=True).iterator():
        yield "/" + url_path.removeprefix(root.url_path)
    for model, index in _LISTED:
        above = pages.type(index).filter(locale=OuterRef("locale"))
        for slug in model.objects.shown().filter(Exists(above)).values_list("slug", flat=True):
            yield f"/{index.promised_slug}/{slug}/"
