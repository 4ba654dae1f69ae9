"""Count the answers to "Was this page helpful?"."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page

from education.feedback.enums import Answer
from education.feedback.models import Feedback, Subject
from portal.web import ratelimit

_ANSWERS, _SECONDS = 20, 600  # the answers that one client may send in ten minutes


# No CSRF token: it would need a cookie, and a forged request gains nothing. The request reads no
# session, has no user, and adds one to a count.
@csrf_exempt
@cache_control(no_store=True)
def feedback(request: HttpRequest) -> HttpResponse:
    """Count a reader's answer to "Was this page helpful?", and return a page that says thank you.

    Without a count the status is 405 for another method than POST, 404 for a text that is not
    public or not asked about, 400 for an unknown answer, and 429 above the limit.
    """
    if request.method != "POST":
        return _not_counted(request, 405, {}, {"Allow": "POST"})
    key = request.POST.get("about", "")
    subject = Feedback.subject(key)
    # The link back comes from the database, so that no form can send a reader elsewhere.
    address = _address(request, subject)
    if subject is None or not address:
        return _not_counted(request, 404, {})
    context: dict[str, Any] = {"subject": subject, "address": address, "key": key}
    try:
        answer = Answer(request.POST.get("answer", ""))
    except ValueError:
        return _not_counted(request, 400, context)
    if not ratelimit.is_allowed("feedback", request, _ANSWERS, _SECONDS):
        return _not_counted(request, 429, context, {"Retry-After": str(_SECONDS)})
    Feedback.add(subject, answer)
    context |= {"answer": answer, "reasons": Answer.reasons()}
    return render(request, "feedback/feedback.html", context)


def _address(request: HttpRequest, subject: Subject | None) -> str | None:
    if isinstance(subject, Page):
        return subject.get_url(request)
    return subject.get_absolute_url() if subject else None


def _not_counted(
    request: HttpRequest,
    status: int,
    context: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    context = {**context, "status": status, "minutes": _SECONDS // 60}
    response = render(request, "feedback/not_counted.html", context, status=status)
    for name, value in (headers or {}).items():
        response[name] = value
    return response
