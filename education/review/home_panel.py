"""What awaits somebody who has just signed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from education.content.models import SiteSettings
from education.review.models import sent_back_to, waiting_for
from education.review.registry import review_url
from education.review.reports import needs_of
from education.search.models import SearchTally

if TYPE_CHECKING:
    from collections.abc import Mapping


class Line(NamedTuple):
    """One thing to do, and where."""

    words: str
    url: str


class WelcomePanel(Component):
    """Says in words what waits for this person, in their role."""

    name = "what_awaits_you"
    template_name = "review/welcome.html"
    order = 90

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Places the lines."""
        return {"lines": list(self.lines()), "unset": self.unset(), "user": self.request.user}

    def unset(self) -> Line | None:
        """Return what the site settings lack, for those who may change them."""
        site = Site.find_for_request(self.request)
        if site is None or not self.request.user.has_perm("content.change_sitesettings"):
            return None
        missing = SiteSettings.shown_on(self.request).unset
        url = reverse("wagtailsettings:edit", args=["content", "sitesettings", site.pk])
        return (
            Line(_("Set in the site settings: %s") % ", ".join(missing), url) if missing else None
        )

    def lines(self) -> Iterator[Line]:
        """What waits, the most personal first."""
        user = self.request.user
        for text in waiting_for(user):
            yield Line(
                _("Waits for a sign-off: “%s”") % text,
                review_url(text),
            )
        if count := sent_back_to(user):
            yield Line(
                ngettext("%d of your texts was sent back", "%d of your texts were sent back", count)
                % count,
                reverse("wagtailadmin_reports:workflow"),
            )
        for need, number in needs_of(self.request).items():
            yield Line(f"{need.label}: {number}", f"{reverse('review_report')}?need={need}")
        if user.has_perm("search.view_searchtally") and (count := SearchTally.unanswered()):
            yield Line(
                _("Searches that found nothing: %d") % count,
                reverse("unanswered_report"),
            )
