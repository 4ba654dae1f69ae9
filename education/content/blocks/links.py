"""Blocks that link to questions, pages and terms, or list pages automatically."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from education.content.blocks.base import ContentBlock, SearchRole
from education.content.blocks.choosers import (
    PageChoice,
    QuestionChoice,
    TermChoice,
    get_examples,
)
from education.content.blocks.markdown import MarkdownWriter, points
from education.standard.extract import Position, rich
from education.standard.parts import Part

_GROUP = _("Related links")


class FAQBlock(ContentBlock):
    """Questions from the FAQ, chosen for this page."""

    search_role: ClassVar[SearchRole] = "hidden"

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=80)
    questions = blocks.ListBlock(
        QuestionChoice(),
        label=_("Questions"),
        min_num=1,
        help_text=_("Each links to its answer. Choose those that fit this page."),
    )

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return links to the questions."""
        links = points(writer.link_to("questions", one) for one in value["questions"])
        return writer.directive("faq", value["heading"], links)

    def get_preview_value(self) -> Any:
        """Add two questions of this guide to the preview."""
        questions = get_examples(self.child_blocks["questions"].child_block, 2)
        return self.normalize({**self.meta.preview_value, "questions": questions})

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = _GROUP
        description = _("Questions from the FAQ that fit here. Each links to its answer.")
        styles = ("link-list",)
        template = "blocks/faq.html"
        preview_value = {"heading": "Questions that many people ask"}


class RelatedBlock(blocks.StructBlock):
    """Pages to read next."""

    search_role: ClassVar[SearchRole] = "hidden"

    pages = blocks.ListBlock(
        PageChoice(),
        label=_("Pages"),
        min_num=1,
        help_text=_("The page that helps most comes first."),
    )

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return links to the pages."""
        links = points(writer.link_to("pages", one) for one in value["pages"])
        return writer.directive("related", "", links)

    def get_preview_value(self) -> Any:
        """Return a preview with two pages of this guide."""
        return self.normalize({"pages": get_examples(self.child_blocks["pages"].child_block, 2)})

    class Meta:
        icon = "link"
        label = _("Read more")
        group = _GROUP
        description = _("Pages that a reader may want next. Their titles stay up to date.")
        styles = ("link-list",)
        template = "blocks/related.html"
        preview_value: ClassVar[dict[str, list[int]]] = {"pages": []}


class DefinitionBlock(blocks.StructBlock):
    """A term from the glossary, set apart with its meaning."""

    search_role: ClassVar[SearchRole] = "hidden"

    term = TermChoice(
        label=_("Term"), help_text=_("Its definition comes from the glossary, and changes with it.")
    )

    def get_standard_parts(self, value: Any, position: Position) -> Iterator[Part]:
        """Yield the term as explained: its definition is in the glossary, not in the block."""
        if value["term"]:
            yield position.passage("label", f"[[{value['term']}|]]")

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return nothing: Markdown has no form for it."""
        return ""

    def get_preview_value(self) -> Any:
        """Return a preview with a term of this guide."""
        terms = get_examples(self.child_blocks["term"], 1)
        return self.normalize({"term": next(iter(terms), None)})

    class Meta:
        icon = "openquote"
        label = _("Meaning of a term")
        group = _GROUP
        description = _("A glossary term with its definition, which changes with the glossary.")
        template = "blocks/definition.html"


class LinkCardBlock(ContentBlock):
    """A link to a page, titled with what a reader may say."""

    heading_field: ClassVar[str] = "title"
    has_anchor: ClassVar[bool] = False

    title = blocks.CharBlock(label=_("What a reader may say"), max_length=60)
    page = PageChoice(label=_("Links to"))
    text = blocks.CharBlock(label=_("What readers will find there"), max_length=200)

    def get_standard_parts(self, value: Any, position: Position) -> Iterator[Part]:
        """Yield the title as a heading, and the text under it."""
        behind = position.under(value["title"])
        yield from behind.title()
        yield from rich(value["text"], behind)

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the link and the text behind it."""
        link = writer.link_to("pages", value["page"], value["title"])
        return f"{link} {value['text']}" if link else ""

    class Meta:
        icon = "login"
        label = _("Entry point")


class LinkCardsBlock(ContentBlock):
    """Up to six links to pages of the guide, side by side."""

    search_role: ClassVar[SearchRole] = "aside"

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    links = blocks.ListBlock(
        LinkCardBlock(),
        label=_("Entry points"),
        min_num=1,
        max_num=6,
        help_text=_("One for each need, in the words that a reader would use."),
    )

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the ways in as points."""
        card = self.child_blocks["links"].child_block
        links = points(card.get_markdown(one, writer) for one in value["links"])
        return writer.directive("link-cards", value["heading"], links)

    def get_preview_value(self) -> Any:
        """Add a link to a page of this guide to the preview."""
        pages = get_examples(self.child_blocks["links"].child_block.child_blocks["page"], 1)
        card = {"title": "I have just been told", "text": "Where to begin."}
        links = [{**card, "page": page} for page in pages]
        return self.normalize({**self.meta.preview_value, "links": links})

    class Meta:
        icon = "home"
        label = _("Entry points")
        group = _GROUP
        description = _(
            "Up to six entry points into the guide, in readers’ own words. For the home page."
        )
        styles = ("page-section", "link-list", "link-cards")
        template = "blocks/link_cards.html"
        preview_value = {"heading": "Where would you like to begin?"}


class StepsOfSpreadBlock(ContentBlock):
    """The pages of the five steps, in order."""

    search_role: ClassVar[SearchRole] = "hidden"

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=80)

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the heading; the list makes itself."""
        return writer.directive("steps-of-spread", value["heading"])

    class Meta:
        icon = "order"
        label = _("The five steps")
        group = _GROUP
        description = _("Lists the pages of the five steps automatically.")
        styles = ("step-mark", "step-list")
        template = "blocks/steps_of_spread.html"
        preview_value = {"heading": "How cancer spreads, in five steps"}


class TreatmentsByReachBlock(ContentBlock):
    """The pages of the treatments, grouped by where they work."""

    search_role: ClassVar[SearchRole] = "hidden"

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=80)

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the heading; the list makes itself."""
        return writer.directive("treatments-by-reach", value["heading"])

    class Meta:
        icon = "list-ul"
        label = _("The treatments")
        group = _GROUP
        description = _("Lists the treatment pages automatically, by where they work.")
        styles = ("page-section", "link-list", "reach-icon")
        template = "blocks/treatments_by_reach.html"
        preview_value = {"heading": "Treatments, by where they work"}
