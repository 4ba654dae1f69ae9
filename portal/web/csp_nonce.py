"""CSP nonce of each request, available without the request.

Wagtail renders form fields, and the scripts in them, without the request, so a context variable
holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

Render = Callable[..., SafeString]
_OPENING = "<script>"
_answered: ContextVar[HttpRequest | None] = ContextVar("nonces_answered", default=None)


@contextmanager
def nonce_context(request: HttpRequest) -> Iterator[None]:
    """Make the request available to `nonce` while it is handled; a preview nests requests."""
    token = _answered.set(request)
    try:
        yield
    finally:
        _answered.reset(token)


def nonce() -> str:
    """Return the CSP nonce of the current request, or an empty string outside a request."""
    request = _answered.get()
    return str(request.csp_nonce) if request else ""  # type: ignore[attr-defined]  # django-csp's


def add_nonce(render: Render) -> Render:
    """Return a `render` method that puts the nonce on the last script of a chooser.

    Wagtail writes that script itself; other scripts in the field get no nonce.
    """

    @wraps(render)
    def wrapped(*args: Any, **kwargs: Any) -> SafeString:
        field, opening, script = render(*args, **kwargs).rpartition(_OPENING)
        opening = opening and format_html('<script nonce="{}">', nonce())
        return mark_safe(f"{field}{opening}{script}")  # noqa: S308 - Wagtail escaped it

    return wrapped
