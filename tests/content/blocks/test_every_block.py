"""Test what an editor sees of each block before choosing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from wagtail.blocks import BaseStreamBlock, Block, ListBlock, StreamBlock, StructBlock
from wagtail.images.models import Image

from education.content.models import ArticlePage, TreatmentPage
from education.faq.models import FAQItem
from education.standard.markup import without_signs
from tests.factories import PIXEL, Guide, PictureFactory, QuestionFactory, TermFactory
from tests.html import read, words

FIELDS = [
    *(TreatmentPage._meta.get_field(name) for name in ("body", "opening", *TreatmentPage.SLOTS)),
    ArticlePage._meta.get_field("body"),
    FAQItem._meta.get_field("body"),
]


def choices(block: Block) -> Iterator[tuple[str, Block]]:
    """Every block that an editor can choose somewhere inside a block, and its name."""
    if isinstance(block, BaseStreamBlock):
        yield from block.child_blocks.items()
    if isinstance(block, BaseStreamBlock | StructBlock):
        for child in block.child_blocks.values():
            yield from choices(child)
    if isinstance(block, ListBlock):
        yield from choices(block.child_block)


BLOCKS = {
    f"{type(block).__name__} {number}": block
    for field in FIELDS
    for number, (_name, block) in enumerate(choices(field.stream_block))
}
TYPES = {type(block).__name__: block for block in BLOCKS.values()}
by_type = pytest.mark.parametrize("block", TYPES.values(), ids=TYPES.keys())


def test_every_block_of_the_content_model_is_there() -> None:
    names = {name for field in FIELDS for name, _block in choices(field.stream_block)}
    assert names == {
        "section", "subsection", "text", "key_points", "care", "warning", "level", "note", "gap",
        "steps", "do", "dont", "definition", "table", "figure", "photo", "questions", "faq",
        "related", "reveal", "link_cards", "steps_of_spread", "treatments_by_reach",
    }  # fmt: skip


@by_type
def test_a_block_has_icon_label_group_and_description(block: Block) -> None:
    assert block.meta.icon not in {"", "placeholder"}
    assert str(block.label)
    assert str(block.meta.group)
    assert len(str(block.get_description())) > 15


def test_the_preview_of_a_list_is_a_list(db: None, admin_client: Client) -> None:
    prefix = TYPES["StepsBlock"].definition_prefix
    page = read(admin_client.get(reverse("wagtailadmin_block_preview"), {"id": prefix}))
    assert len(page.select("ol li")) == 2


@pytest.mark.parametrize(
    ("name", "words_of_example"),
    {
        "FigureBlock": "Where each kind of treatment works.",
        "RelatedBlock": "An article",
        "FAQBlock": "What do people ask?",
        "DefinitionBlock": "What a lesion is.",
        "LinkCardsBlock": "I have just been told",
    }.items(),
)
def test_a_preview_shows_something_that_could_be_chosen(
    guide: Guide, admin_client: Client, name: str, words_of_example: str
) -> None:
    guide.article(title="An article")
    for page in (guide.home, guide.articles):
        page.unpublish()  # so that there is one to choose
    PictureFactory()
    QuestionFactory(question="What do people ask?")
    TermFactory(definition="What a lesion is.")
    prefix = TYPES[name].definition_prefix
    page = read(admin_client.get(reverse("wagtailadmin_block_preview"), {"id": prefix}))
    assert words_of_example in words(page)
    assert page.select("svg, a, dfn, button")


def test_no_two_blocks_look_the_same_in_one_list() -> None:
    for field in FIELDS:
        for stream in _streams(field.stream_block):
            labels = Counter(str(child.label) for child in stream.child_blocks.values())
            assert max(labels.values()) == 1, labels


def _streams(block: Block) -> Iterator[StreamBlock]:
    if isinstance(block, BaseStreamBlock):
        yield block
    if isinstance(block, BaseStreamBlock | StructBlock):
        for child in block.child_blocks.values():
            yield from _streams(child)


@by_type
def test_a_block_is_drawn_by_a_template_of_its_own_name(block: Block) -> None:
    template = block.meta.template
    assert template == f"blocks/{_name(block)}.html"
    get_template(template)


def _name(block: Block) -> str:
    return next(
        name
        for field in FIELDS
        for name, one in choices(field.stream_block)
        if type(one) is type(block)
    )


@by_type
def test_a_block_has_a_preview(db: None, admin_client: Client, block: Block) -> None:
    assert block.is_previewable
    address = reverse("wagtailadmin_block_preview")
    response = admin_client.get(address, {"id": block.definition_prefix})
    assert response.status_code == 200
    assert read(response).body.find("main") or words(read(response).body)


@by_type
def test_a_preview_shows_what_its_example_says(
    db: None, admin_client: Client, block: Block
) -> None:
    PictureFactory()
    Image.objects.create(title="A photo", file=ContentFile(PIXEL, "photo.png"))
    address = reverse("wagtailadmin_block_preview")
    page = read(admin_client.get(address, {"id": block.definition_prefix}))
    for sentence in _sentences(getattr(block.meta, "preview_value", "")):
        assert sentence in words(page)


def _sentences(value: Any) -> Iterator[str]:
    """The sentences of an example."""
    if isinstance(value, str) and value.count(" ") > 1:
        html = BeautifulSoup(without_signs(value.replace(" [S1]", "")), "html.parser")
        yield from (words(one).partition("{")[0] for one in html.find_all(["p", "li"]) or [html])
    elif isinstance(value, dict):
        yield from (one for part in value.values() for one in _sentences(part))
    elif isinstance(value, list | tuple):
        yield from (one for part in value for one in _sentences(part))
