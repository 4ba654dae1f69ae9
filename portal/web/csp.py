"""The word that the editors' side allows its own inline scripts by: another one for each answer.

Wagtail renders fields, and scripts inside them, without the request. So it is kept beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest

_answered: ContextVar[HttpRequest | None] = ContextVar("nonces_answered", default=None)


@contextmanager
def answering(request: HttpRequest) -> Iterator[None]:
    """While this request is answered; a preview is a request inside of another one."""
    token = _answered.set(request)
    try:
        yield
    finally:
        _answered.reset(token)


def nonce() -> str:
    """The word of the request that is being answered; nothing where none is."""
    request = _answered.get()
    return str(request.csp_nonce) if request else ""  # type: ignore[attr-defined]  # django-csp's
