"""Views that answer record systems, and show the same answer as a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from wagtail.models import Site

from education.infobutton.answers import Answer, find_answer
from education.infobutton.feeds import Feed, render_atom, render_json
from education.infobutton.parameters import (
    AnswerType,
    UnreadableRequestError,
    read_request,
    read_type,
)
from portal.web import ratelimit
from portal.web.decorators import read_only

View = Callable[[HttpRequest], HttpResponse]
_MINUTE, _MOST_IN_A_MINUTE = 60, 100


def _for_records(view: View) -> View:
    """Accept GET and HEAD alone, answer 304 where nothing changed, and keep out of indexes."""
    inside = read_only(conditional_page(view))

    @wraps(inside)
    def wrapped(request: HttpRequest) -> HttpResponse:
        response = inside(request)
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


@_for_records
def service(request: HttpRequest) -> HttpResponse:
    """Answer a record system: Atom, unless it asks for JSON or a page."""
    return _answer(request, AnswerType.ATOM)


@_for_records
def page(request: HttpRequest) -> HttpResponse:
    """Show the answer as a page, unless another type is asked for."""
    return _answer(request, AnswerType.HTML)


def _answer(request: HttpRequest, default: AnswerType) -> HttpResponse:
    """Return the answer, or a problem in words: 400, 415 or 429."""
    if not ratelimit.is_allowed("infobutton", request, _MOST_IN_A_MINUTE, _MINUTE):
        return _too_many(request, default)
    try:
        kind, asked = read_type(request.GET, default), read_request(request.GET)
    except UnreadableRequestError as error:
        return _problem(request, default, str(error), error.status)
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return _RENDERERS[kind](request, find_answer(site, asked))


def _render_atom(request: HttpRequest, answer: Answer) -> HttpResponse:
    return HttpResponse(render_atom(answer), content_type="application/atom+xml; charset=utf-8")


def _render_json(request: HttpRequest, answer: Answer) -> HttpResponse:
    return HttpResponse(render_json(answer), content_type="application/json")


def _render_page(request: HttpRequest, answer: Answer) -> HttpResponse:
    return render(request, "infobutton/answer.html", {"feed": Feed(answer)})


_RENDERERS = {
    AnswerType.ATOM: _render_atom,
    AnswerType.JSON: _render_json,
    AnswerType.HTML: _render_page,
}


def _too_many(request: HttpRequest, default: AnswerType) -> HttpResponse:
    message = _(
        "More than 100 questions came from your network in a minute. Please ask again in a minute."
    )
    response = _problem(request, default, message, 429)
    response["Retry-After"] = str(_MINUTE)
    return response


def _problem(request: HttpRequest, default: AnswerType, message: str, status: int) -> HttpResponse:
    """Return a problem as a sentence, on the page with links."""
    if default == AnswerType.HTML:
        return render(request, "infobutton/problem.html", {"message": message}, status=status)
    return HttpResponse(message, status=status, content_type="text/plain; charset=utf-8")
