"""Allow the inline scripts of the admin by a nonce, another one for each answer.

Wagtail renders fields, and scripts inside them, without the request. So it is kept beside them.
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
    """Keep this request while it is answered; a preview is a request inside of another one."""
    token = _answered.set(request)
    try:
        yield
    finally:
        _answered.reset(token)


def nonce() -> str:
    """Return the nonce of the request that is being answered; nothing where none is."""
    request = _answered.get()
    return str(request.csp_nonce) if request else ""  # type: ignore[attr-defined]  # django-csp's


def add_nonce(render: Render) -> Render:
    """Put a nonce on the last script of a chooser, which Wagtail writes itself, and on no other."""

    @wraps(render)
    def wrapped(*args: Any, **kwargs: Any) -> SafeString:
        field, opening, script = render(*args, **kwargs).rpartition(_OPENING)
        opening = opening and format_html('<script nonce="{}">', nonce())
        return mark_safe(f"{field}{opening}{script}")  # noqa: S308 - Wagtail escaped it

    return wrapped
