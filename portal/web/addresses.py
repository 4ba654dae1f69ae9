"""Addresses of this site as other programs need them: with scheme and host."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings


def absolute_url(path: str) -> str:
    """Return the absolute URL of a path on this site.

    By the setting BASE_URL, so that it is the same under whatever host name the site is asked for.
    """
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)
