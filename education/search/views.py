"""The search page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from education.search import tallies
from education.search.finding import find
from education.search.results import Asked


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One search over pages, questions and words. It counts words, and nothing about who asks."""
    asked = Asked.of(request.GET)
    found = find(request, asked)
    tallies.count(request, found)
    context = {"found": found, "asked": asked, "searching": True}
    return render(request, "education/search.html", context)
