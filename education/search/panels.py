"""Say on the first screen of the admin how many searches found nothing."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from education.review.panels import HomeLine
from education.search.models import SearchTally


def lines_of_searches(request: HttpRequest) -> Iterator[HomeLine]:
    """Lead to the searches without an answer, for those who may see them."""
    if request.user.has_perm("search.view_searchtally") and (count := SearchTally.unanswered()):
        yield HomeLine(_("Searches that found nothing: %d") % count, reverse("unanswered_report"))
