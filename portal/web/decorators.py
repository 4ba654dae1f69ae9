"""Decorators of views."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]


def read_only(view: View) -> Any:
    """Let a public view answer GET and HEAD only, and 405 to every other method.

    Exempt from the check of forged forms, which would answer a POST first, with its own page.
    """
    return csrf_exempt(require_safe(view))
