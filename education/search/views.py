"""The view of the search page, with its rate limit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from education.search import analytics
from education.search.search_page import SearchRequest
from education.search.service import run_search
from portal.web import ratelimit
from portal.web.decorators import read_only

# A search may cost as much as a hundred static pages. The limit is enough for a hospital ward that
# shares one IP address.
_MINUTE, _MOST_IN_A_MINUTE = 60, 120


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """Show the results of a search over pages, questions and terms, and count its words.

    Nothing about the reader is stored. Respond with status 429 after 120 searches in a minute.
    """
    asked = SearchRequest.of(request.GET)
    if asked.text and not ratelimit.is_allowed("search", request, _MOST_IN_A_MINUTE, _MINUTE):
        return _later(request)
    found = run_search(request, asked)
    analytics.count(request, found)
    context = {"found": found, "asked": asked, "searching": True}
    return render(request, "search/search.html", context)


def _later(request: HttpRequest) -> HttpResponse:
    answer = render(request, "search/too_many_requests.html", status=429)
    answer["Retry-After"] = str(_MINUTE)
    return answer
