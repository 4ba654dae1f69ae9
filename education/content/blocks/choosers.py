"""Choosers that take objects fetched before, so that a page queries the database only once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

Chosen = Mapping[str, Mapping[int, Model]]

_chosen: ContextVar[Chosen | None] = ContextVar("chosen", default=None)


@contextmanager
def prefetched_choices(chosen: Chosen) -> Iterator[None]:
    """Make choosers inside the `with` block take their objects from `chosen`.

    `chosen` maps the `key` of a chooser to its objects by primary key.
    """
    token = _chosen.set(chosen)
    try:
        yield
    finally:
        _chosen.reset(token)


class _Handed:
    """A mixin for choosers whose objects may have been fetched before."""

    key: str
    target_model: Any  # Wagtail resolves the name of a model.

    def bulk_to_python(self, values: Sequence[int | None]) -> list[Any]:
        chosen = _chosen.get()
        if chosen is None:
            return super().bulk_to_python(values)  # type: ignore[misc]  # a mixin
        return [chosen.get(self.key, {}).get(value or 0) for value in values]

    def examples(self, number: int) -> list[Any]:
        """Return up to `number` published objects, for the preview of a block."""
        return list(self.target_model.objects.shown()[:number])


class PageChoice(_Handed, blocks.PageChooserBlock):
    """A chooser of one page of this guide."""

    key = "pages"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"page_type": ["content.ContentPage"], **kwargs})

    class Meta:
        icon = "doc-empty"
        label = _("Page")


class QuestionChoice(_Handed, SnippetChooserBlock):
    """A chooser of one question from the FAQ."""

    key = "questions"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"target_model": "faq.FAQItem", **kwargs})

    class Meta:
        icon = "help"
        label = _("Question")


class TermChoice(_Handed, SnippetChooserBlock):
    """A chooser of one term from the glossary."""

    key = "terms"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"target_model": "glossary.GlossaryTerm", **kwargs})

    class Meta:
        icon = "openquote"
        label = _("Word")


class PictureChoice(_Handed, SnippetChooserBlock):
    """A chooser of one drawing from the picture library."""

    key = "pictures"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"target_model": "content.Picture", **kwargs})

    class Meta:
        icon = "image"
        label = _("Picture")
