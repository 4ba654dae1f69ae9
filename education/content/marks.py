"""The buttons of the rich text editor that write marks, and the lists from which one chooses."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.http import Http404, HttpRequest, JsonResponse
from wagtail.models import Locale

from education.content.models import Source

_MOST = 30  # choices shown at once


def list_choices(request: HttpRequest, kind: str) -> JsonResponse:
    """Return the published sources or terms that contain the words `q`, as mark and name.

    Raise Http404 for another kind.
    """
    words = request.GET.get("q", "").replace("\0", "").strip()[:80]
    locale = Locale.get_default()
    if kind == "source":
        sources = Source.objects.public().filter(locale=locale)
        found = sources.filter(
            Q(code__istartswith=words) | Q(title__icontains=words) | Q(publisher__icontains=words)
        )
        rows: list[dict[str, Any]] = [
            {"mark": one.code, "name": str(one), "about": one.publisher}
            for one in sorted(found, key=_by_number)[:_MOST]
        ]
    elif kind == "term":
        terms = apps.get_model("glossary", "GlossaryTerm").objects.public().filter(locale=locale)
        found = terms.filter(Q(term__icontains=words) | Q(plain_word__icontains=words))
        rows = [
            {"mark": one.slug, "name": one.term, "about": one.plain_word}
            for one in found.order_by("term")[:_MOST]
        ]
    else:
        raise Http404
    return JsonResponse({"choices": rows})


def _by_number(source: Source) -> tuple[str, int]:
    """Return what sorts S2 before S10."""
    letters = source.code.rstrip("0123456789")
    return letters, int(source.code.removeprefix(letters) or 0)
