"""Help where it is needed: beside each field, and in each block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.admin.panels import FieldPanel, Panel, get_edit_handler
from wagtail.blocks import BaseStructBlock, ListBlock, StreamBlock
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from education.content.models import ContentPage, SiteSettings
from tests.content.blocks.test_every_block import TYPES

# Their label says it all, or Wagtail explains them.
OBVIOUS = {
    "title", "name", "author", "publisher", "heading", "site_name",
    "slug", "seo_title", "show_in_menus", "go_live_at", "expire_at",
}  # fmt: skip


def _panels(panel: Panel) -> Iterator[FieldPanel]:
    if isinstance(panel, FieldPanel):
        yield panel
    for child in getattr(panel, "children", ()):
        yield from _panels(child)


def _editable() -> Iterator[Any]:
    yield from (kind for kind in get_page_models() if _is_kind_of_page(kind))
    yield from (kind for kind in get_snippet_models() if kind.__module__.startswith("education"))
    yield SiteSettings


def _is_kind_of_page(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, ContentPage) and kind is not ContentPage


def _unexplained(model: Any) -> list[str]:
    handler = model.get_edit_handler() if issubclass(model, Page) else get_edit_handler(model)
    form = handler.get_form_class()
    return [
        panel.field_name
        for panel in _panels(handler)
        if panel.field_name in form.base_fields
        and panel.field_name not in OBVIOUS
        and not (panel.help_text or form.base_fields[panel.field_name].help_text)
    ]


@pytest.mark.parametrize("model", _editable(), ids=lambda model: model.__name__)
def test_every_field_says_what_it_is_for(model: Any) -> None:
    assert _unexplained(model) == []


def _parts(block: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a block; what is a list of blocks explains itself by them."""
    if isinstance(block, BaseStructBlock):
        yield from block.child_blocks.items()


@pytest.mark.parametrize("block", TYPES.values(), ids=TYPES.keys())
def test_every_field_of_a_block_says_what_it_is_for(block: Any) -> None:
    unexplained = [
        name
        for name, part in _parts(block)
        if name not in {"heading", "content"} and not _help(part)
    ]
    assert unexplained == []


def _help(part: Any) -> str:
    if isinstance(part, ListBlock | StreamBlock):
        return str(part.meta.help_text or "")
    return str(part.field.help_text or "")
