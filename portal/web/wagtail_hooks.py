"""Hook that tells the log which page was asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page


@hooks.register("before_serve_page")
def note_page(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Keep the address of a page that was found: an error in it is logged with that."""
    request.page_path = page.url_path  # type: ignore[attr-defined]
