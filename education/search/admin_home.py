"""A line on the admin home page with the number of searches that found nothing."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from education.review.admin_home import HomeLine
from education.search.models import SearchQueryCount
from education.search.unanswered_views import may_answer


def lines_of_searches(request: HttpRequest) -> Iterator[HomeLine]:
    """Yield a link to the searches without an answer, for users who may answer them."""
    if may_answer(request.user) and (count := SearchQueryCount.unanswered()):
        yield HomeLine(
            _("Searches that found nothing: %d") % count, reverse("search_admin:unanswered")
        )
