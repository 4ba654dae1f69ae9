"""Blocks of sections. Heading levels come from nesting alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from education.content.blocks.base import (
    ContentBlock,
    RawBlock,
    SearchRole,
    get_parts,
)
from education.content.blocks.callouts import (
    CareBlock,
    GapBlock,
    KeyPointsBlock,
    LevelBlock,
    NoteBlock,
    QuestionsBlock,
    WarningBlock,
)
from education.content.blocks.links import (
    DefinitionBlock,
    FAQBlock,
    LinkCardsBlock,
    RelatedBlock,
    StepsOfSpreadBlock,
    TreatmentsByReachBlock,
)
from education.content.blocks.lists import DoBlock, DontBlock, StepsBlock
from education.content.blocks.markdown import MarkdownWriter, join
from education.content.blocks.media import FigureBlock, PhotoBlock, TableBlock
from education.content.blocks.references import IndexedStreamBlock
from education.content.blocks.rich_text import ProseBlock
from education.standard.extract import Position
from education.standard.parts import Part

_GROUP = _("Parts of the page")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class PlainContent(blocks.StreamBlock):
    """Blocks that are allowed anywhere."""

    def value_from_datadict(self, *args: Any, **kwargs: Any) -> blocks.StreamValue:
        """Return the stream of a form; an id that is no UUID is left out, and made anew."""
        stream = super().value_from_datadict(*args, **kwargs)
        for child in stream:
            child.id = child.id if _UUID.fullmatch(child.id or "") else None
        return stream

    text = ProseBlock()
    steps = StepsBlock()
    note = NoteBlock()
    warning = WarningBlock()
    level = LevelBlock()
    gap = GapBlock()
    do = DoBlock()
    dont = DontBlock()
    definition = DefinitionBlock()
    table = TableBlock()
    figure = FigureBlock()
    photo = PhotoBlock()

    class Meta:
        required = False


_AFTER_A_SENTENCE = re.compile(r"(?<=[.?])\s+")


class RevealValue(blocks.StructValue):
    """The value of a part that the reader chooses to open, with its prompt split in two."""

    @property
    def name(self) -> str:
        """Return the first sentence of the prompt, which names the content."""
        return self._parts[0]

    @property
    def heading(self) -> str:
        """Return the name as a heading says it, without a full stop."""
        return self.name.removesuffix(".")

    @property
    def advice(self) -> str:
        """Return the rest of the prompt."""
        return self._parts[1]

    @property
    def _parts(self) -> tuple[str, str]:
        first, *rest = _AFTER_A_SENTENCE.split(self["prompt"].strip(), maxsplit=1)
        return first if first.endswith((".", "?")) else f"{first}.", "".join(rest)


class RevealBlock(blocks.StructBlock):
    """A part of a text that stays closed until the reader opens it.

    Readers open it by choice, so a search must neither find nor show its content.
    """

    search_role: ClassVar[SearchRole] = "hidden"

    prompt = blocks.TextBlock(
        label=_("What the part is about"),
        rows=2,
        help_text=_("Say what this section is about, and that it is fine not to open it."),
    )
    content = PlainContent(label=_("Content"))

    def get_standard_parts(self, value: Any, position: Position) -> Iterator[Part]:
        """Yield the prompt, and the content as opened."""
        if value["prompt"]:
            yield position.passage("prompt", value["prompt"])
        content = RawBlock("content", self.child_blocks["content"], value["content"])
        yield from get_parts(content, replace(position, opened=True))

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the prompt and the content."""
        return writer.directive("reveal", value["prompt"], writer.stream(value["content"]))

    class Meta:
        icon = "view"
        label = _("Expandable section")
        group = _GROUP
        description = _("For hard facts. It stays closed until the reader opens it.")
        template = "blocks/reveal.html"
        value_class = RevealValue
        preview_value = {
            "prompt": "The next part is about the chance of a cure.",
            "content": [("text", "<p>Your care team can tell you more.</p>")],
        }


class SubsectionContent(PlainContent):
    """Blocks that are allowed in a part of a section."""

    reveal = RevealBlock()
    faq = FAQBlock()


class SubsectionBlock(ContentBlock):
    """A part of a section, with a heading of its own."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    content = SubsectionContent(label=_("Content"))

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the heading and what stands under it."""
        return join([f"### {value['heading']}", writer.stream(value["content"])])

    class Meta:
        icon = "title"
        label = _("Subsection")
        group = _GROUP
        description = _("A smaller heading and the text under it.")
        template = "blocks/subsection.html"
        preview_value = {
            "heading": "The body's healing",
            "content": [("text", "<p>Healing needs inflammation.</p>")],
        }


class SectionContent(SubsectionContent):
    """Blocks that are allowed in a section."""

    subsection = SubsectionBlock()
    steps_of_spread = StepsOfSpreadBlock()
    treatments_by_reach = TreatmentsByReachBlock()


class SectionBlock(ContentBlock):
    """A section: a heading and the blocks under it."""

    is_in_contents: ClassVar[bool] = True
    search_roles: ClassVar[Mapping[str, SearchRole]] = {"short": "aside"}

    heading = blocks.CharBlock(
        label=_("Heading"),
        max_length=120,
        help_text=_("A question that a reader may have, or a statement. Not a single word."),
    )
    short = blocks.CharBlock(
        label=_("Short heading"),
        required=False,
        max_length=40,
        help_text=_("For the contents list, if the heading is too long for it."),
    )
    content = SectionContent(label=_("Content"))

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the heading and what stands under it."""
        short = f" | {value['short']}" if value["short"] else ""
        heading = f"## {value['heading']}{short}"
        return join([heading, writer.stream(value["content"])])

    class Meta:
        icon = "title"
        label = _("Section")
        group = _GROUP
        description = _("A heading, and the text under it.")
        template = "blocks/section.html"
        preview_value = {
            "heading": "How does it work?",
            "content": [("text", "<p>The drugs act on cancer cells.</p>")],
        }


class AnswerBlock(IndexedStreamBlock, SectionContent):
    """An answer of a treatment page."""


class BodyBlock(IndexedStreamBlock, SubsectionContent):
    """The body of a page."""

    section = SectionBlock()
    key_points = KeyPointsBlock()
    care = CareBlock()
    questions = QuestionsBlock()
    related = RelatedBlock()
    link_cards = LinkCardsBlock()
    steps_of_spread = StepsOfSpreadBlock()
    treatments_by_reach = TreatmentsByReachBlock()

    class Meta:
        required = False
        block_counts = {name: {"max_num": 1} for name in ("key_points", "care", "related")}
