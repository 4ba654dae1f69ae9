"""Register the snippets that have an address of their own, below an index page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from education.content.models import ContentPage


@dataclass(frozen=True)
class SnippetWithURL:
    """A model whose published rows have an address; `section` is its name in the sitemap."""

    section: str
    model: Any
    index_page: type[ContentPage]


snippets_with_url: list[SnippetWithURL] = []


def register_snippet_with_url(section: str, model: Any, index_page: type[ContentPage]) -> None:
    """Add a model; call it from the `ready` method of its app."""
    snippets_with_url.append(SnippetWithURL(section, model, index_page))
