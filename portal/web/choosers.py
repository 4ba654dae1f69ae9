"""Choosers of pages, snippets and the like, whose script Wagtail writes in Python."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.web.csp import nonce

Render = Callable[..., SafeString]
_OPENING = "<script>"


def signed(render: Render) -> Render:
    """The same field with a nonce on its last script, which is Wagtail's own, and on no other."""

    @wraps(render)
    def wrapped(*args: Any, **kwargs: Any) -> SafeString:
        field, opening, script = render(*args, **kwargs).rpartition(_OPENING)
        opening = opening and format_html('<script nonce="{}">', nonce())
        return mark_safe(f"{field}{opening}{script}")  # noqa: S308 - Wagtail escaped it

    return wrapped
