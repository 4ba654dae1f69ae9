"""Blocks that stand out: key points, notes, warnings, urgencies, gaps and questions to ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from education.content.blocks.base import ContentBlock, SearchRole
from education.content.blocks.markdown import MarkdownWriter, join, points
from education.content.blocks.rich_text import check_marks, listed, prose
from education.content.enums import Urgency
from education.standard.extract import Position, rich
from education.standard.markup import SIGNS, plain
from education.standard.parts import Gap, Part

_GROUP = _("Callouts")
IN_SHORT = "In short"

# The texts of the care card that every page may show, by urgency.
CARE_TEXTS = {
    "emergency": _(
        "Call {{ emergency_number }} now if you think that your life, or someone else’s, is in "
        "danger."
    ),
    "urgent": _(
        "Call your care team now, day or night, about any new sign, or one that is getting worse. "
        "Call even if you are not sure."
    ),
    "routine": _(
        "Write down your questions and what you notice from day to day, and bring them to your "
        "next visit."
    ),
}


class KeyPointsBlock(ContentBlock):
    """The box “In short”: two to four points that sum up the page."""

    added_heading: ClassVar[str] = IN_SHORT

    points = listed(label=_("Points"))

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the heading that the template adds, and the points."""
        return join([f"## {IN_SHORT}", writer.rich(value["points"])])

    class Meta:
        icon = "list-ul"
        label = _("In short")
        group = _GROUP
        description = _("Two to four points that sum up the page. Once per page, at the top.")
        template = "blocks/key_points.html"
        preview_value = {"points": "<ul><li>Treatment often aims to ease symptoms.</li></ul>"}


class NoteBlock(ContentBlock):
    """A note with a heading."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = prose(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Note")
        group = _GROUP
        description = _("A side note that matters, such as “Steps are not stages”.")
        template = "blocks/note.html"
        preview_value = {"heading": "Take your time", "text": "<p>You can come back later.</p>"}


class WarningBlock(ContentBlock):
    """A warning with a heading."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = prose(label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Warning")
        group = _GROUP
        description = _("Something that a reader must not miss. Use it sparingly.")
        template = "blocks/warning.html"
        preview_value = {
            "heading": "Talk before you change a plan",
            "text": "<p>Call your care team first.</p>",
        }


class InstructionBlock(blocks.CharBlock):
    """A heading that says what to do, and may hold a number from the site settings."""

    def clean(self, value: Any) -> Any:
        """Raise ValidationError for a broken mark, except in a draft."""
        value = super().clean(value)
        if not self.is_deferred_validation:
            check_marks(value)
        return value


class LevelBlock(ContentBlock):
    """Signs of one urgency, and what to do about them."""

    has_anchor: ClassVar[bool] = False  # Its heading is an instruction.

    urgency = blocks.ChoiceBlock(
        label=_("Urgency"),
        choices=Urgency.choices,
        help_text=_("Readers see it in words, and as a solid, double or dotted border."),
    )
    heading = InstructionBlock(
        label=_("What to do"),
        max_length=120,
        help_text=_(
            "Begin with the action: “Call {{ emergency_number }} now for any of these”. The number "
            "comes from the site settings."
        ),
    )
    text = prose(
        label=_("The signs"),
        help_text=_(
            "A list works best. An item may begin with a small picture, such as ((breath)). The "
            "preview of this block shows all of them with their names."
        ),
    )
    on_sheet = blocks.BooleanBlock(
        label=_("Show on the sheet for the fridge"),
        required=False,
        help_text=_("Items that begin with a picture appear on the sheet, word for word."),
    )

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return urgency, heading and signs."""
        name = f"{value['urgency']}{'+sheet' if value['on_sheet'] else ''}"
        return writer.directive("level", f"{name} {value['heading']}", writer.rich(value["text"]))

    class Meta:
        icon = "warning"
        label = _("Signs of one urgency")
        group = _GROUP
        description = _("What to do about some signs: emergency, urgent, less urgent.")
        styles = ("signs",)
        template = "blocks/level.html"
        preview_value = {
            "urgency": "now",
            "heading": "Call the emergency number now for any of these",
            "text": f"<ul>{''.join(f'<li>(({name})) {name}</li>' for name in SIGNS)}</ul>",
        }


class CareBlock(ContentBlock):
    """The care card, which tells when to get help in three urgencies.

    The emergency number comes from the site settings.
    """

    added_heading: ClassVar[str] = "When to get help"
    search_role: ClassVar[SearchRole] = "aside"

    emergency = prose(
        label=_("Emergency"),
        help_text=_(
            "Write {{ emergency_number }} where the number from the site settings should appear."
        ),
    )
    urgent = prose(
        label=_("Urgent: today"), help_text=_("What to call the care team about on the same day.")
    )
    routine = prose(
        label=_("Not urgent: at the next visit"), help_text=_("What can wait until then.")
    )

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the three urgencies as points."""
        texts = points(f"{name}: {writer.inline(value[name])}" for name in CARE_TEXTS)
        return writer.directive("care", "", texts)

    class Meta:
        icon = "warning"
        label = _("When to get help")
        group = _GROUP
        description = _("When to call: emergency, urgent, not urgent.")
        template = "blocks/care.html"
        preview_value = {
            "emergency": "<p>Call {{ emergency_number }} now.</p>",
            "urgent": "<p>Call your care team today.</p>",
            "routine": "<p>Ask at your next visit.</p>",
        }


class GapBlock(ContentBlock):
    """A gap: what the page leaves out or what is not known, and a question to ask about it."""

    is_in_contents: ClassVar[bool] = True
    search_role: ClassVar[SearchRole] = "not_covered"

    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        max_length=80,
        help_text=_(
            "“Not covered on this page”, at most once and near the end. “What we do not know” is "
            "for what nobody knows. Leave this empty inside a section."
        ),
    )
    text = prose(
        label=_("What is missing"),
        help_text=_("Why it is left out, and where to go instead: a page or a help line."),
    )
    ask = blocks.CharBlock(
        label=_("You could ask"),
        required=False,
        help_text=_("A question, without quotation marks."),
    )

    def get_standard_parts(self, value: Any, position: Position) -> Iterator[Part]:
        """Yield the heading, the gap, its text and its question."""
        heading, ask = value["heading"], value["ask"]
        under = position.under(heading)
        if heading:
            yield from under.title(is_anchor=True)
        passages = list(rich(value["text"], under))
        text = "\n".join(one.text for one in passages)
        yield Gap(heading, under.place, text, plain(ask), position.slot, position.block_id)
        yield from passages
        if ask:
            yield under.passage("question", ask)

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the gap and the question to ask."""
        ask = f'You could ask: "{value["ask"]}"' if value["ask"] else ""
        return writer.directive("gap", value["heading"], writer.rich(value["text"]), ask)

    class Meta:
        icon = "help"
        label = _("Not covered, or not known")
        group = _GROUP
        description = _(
            "What the page leaves out and why, where to go instead, and a question to ask."
        )
        template = "blocks/gap.html"
        preview_value = {
            "heading": "Not covered on this page",
            "text": "<p>Doses differ from person to person. Your nurse can explain yours.</p>",
            "ask": "How often will I have it, and for how long?",
        }


class QuestionsBlock(ContentBlock):
    """Questions to take to the care team."""

    added_heading: ClassVar[str] = "Questions to ask your care team"
    search_role: ClassVar[SearchRole] = "aside"

    items = blocks.ListBlock(
        blocks.CharBlock(label=_("Question")),
        label=_("Questions"),
        min_num=1,
        help_text=_("At least three, as a reader would ask them aloud."),
    )

    def get_standard_parts(self, value: Any, position: Position) -> Iterator[Part]:
        """Yield the heading that the template adds, and each question."""
        under = position.under(self.added_heading)
        yield from under.title("label")
        yield from (under.passage("question", item) for item in value["items"] if item)

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the questions as points."""
        return writer.directive("questions", "", points(value["items"]))

    class Meta:
        icon = "tick-inverse"
        label = _("Questions to ask your care team")
        group = _GROUP
        description = _("At least three. On paper they get boxes to tick and room to write.")
        template = "blocks/questions.html"
        preview_value = {"items": ["What is the aim of my treatment?"]}
