"""Warn on the first screen of the admin of settings that are not set."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from education.content.models import SiteSettings
from education.review.admin_home import HomeLine


def lines_of_settings(request: HttpRequest) -> Iterator[HomeLine]:
    """Yield a warning of the settings that the site lacks, for users who may change them."""
    site = Site.find_for_request(request)
    if site is None or not request.user.has_perm("content.change_sitesettings"):
        return
    if missing := SiteSettings.for_request(request).unset:
        yield HomeLine(
            _("Set in the site settings: %s") % ", ".join(missing),
            reverse("wagtailsettings:edit", args=["content", "sitesettings", site.pk]),
            warning=_("Readers of this guide miss numbers that they need."),
        )
