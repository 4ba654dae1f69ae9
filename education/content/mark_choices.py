"""Lists from which the buttons of the rich text editor choose what a mark names."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from wagtail.models import Locale

from education.content.models import Source

_MOST = 30  # choices shown at once


def list_sources(request: HttpRequest) -> JsonResponse:
    """Return the published sources that contain the words `q`, each as mark, name and about."""
    words = _words(request)
    found = Source.objects.public().filter(
        Q(code__istartswith=words) | Q(title__icontains=words) | Q(publisher__icontains=words),
        locale=Locale.get_default(),
    )
    rows = sorted(found, key=_by_number)
    return _answer((one.code, str(one), one.publisher) for one in rows[:_MOST])


def list_terms(request: HttpRequest) -> JsonResponse:
    """Return the published terms that contain the words `q`, each as mark, name and about."""
    words = _words(request)
    found = apps.get_model("glossary", "GlossaryTerm").objects.public()
    found = found.filter(
        Q(term__icontains=words) | Q(plain_word__icontains=words), locale=Locale.get_default()
    )
    rows = found.order_by("term")[:_MOST]
    return _answer((one.slug, one.term, one.plain_word) for one in rows)


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:80]


def _answer(rows: Iterable[tuple[str, str, str]]) -> JsonResponse:
    choices = [{"mark": mark, "name": name, "about": about} for mark, name, about in rows]
    return JsonResponse({"choices": choices})


def _by_number(source: Source) -> tuple[str, int]:
    """Return what sorts S2 before S10."""
    letters = source.code.rstrip("0123456789")
    return letters, int(source.code.removeprefix(letters) or 0)
