"""Rules for rows 6, 12 to 14, 16 to 18 and 23: headings, parts, links and help."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from education.standard.document import SLOTS, Document
from education.standard.extract import Position
from education.standard.readability import sentences, words
from education.standard.results import Fault, RuleContext
from education.standard.wordlists import ACTION_VERBS

# Anchors that the templates set.
_OWN_ANCHORS = (
    "about-page", "ask", "asked", "closed", "find", "help", "helped", "lines", "main", "more",
    "pages", "sheet", "short", "sources", "take", "toc",
)  # fmt: skip
STRETCH = 200  # words between two headings
QUESTIONS = 3
COLUMNS = 4

_ACTION = re.compile(ACTION_VERBS, re.IGNORECASE)
# Words about the look of a picture; its description should tell what it means.
_INK = re.compile(
    r"\b(?:the (?:picture|drawing|diagram|image) shows|(?:is|are) drawn|arrows?|dotted|dashed"
    r"|on the (?:left|right)"
    r"|(?:red|green|blue|gr[ae]y|orange|purple) (?:border|line|dot|spot|circle)s?)\b",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(rf"(?:^|[,:;] |\band )(?:{ACTION_VERBS})", re.IGNORECASE)
_EDITORS_REMARK = re.compile(
    r"\b(?:sources?|this guide|(?:this|these) pages? (?:do|does|list|give|say|name)s?)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:click |tap )?(?:here|this|this page|this link|link|page|more|read more|learn more"
    r"|find out more|more information|details|see more)|(?:https?://|www\.)\S*",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"\b(?:care teams?|surgeons?|doctors?|nurses?|oncologists?"
    r"|health ?(?:care )?(?:professionals?|providers?))\b",
    re.IGNORECASE,
)


def headings_are_frequent(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 6: a heading at least every 200 words, tables aside; none is a single word."""
    stretch, under = 0, draft.fields.summary.label
    for passage in (one for one in draft.passages() if one.role != "cell"):
        if passage.role == "prompt" or (passage.role in ("heading", "label") and passage.level):
            stretch, under = 0, passage.text
        before, stretch = stretch, stretch + len(words(passage.text))
        if before <= STRETCH < stretch:
            message = _("More than %(count)d words follow “%(heading)s” without another heading.")
            message %= {"count": STRETCH, "heading": under}
            yield Fault(passage.place, message, _("Add a heading here."))
        if passage.role == "heading" and len(words(passage.text)) == 1:
            mend = _("Make it a question or a statement.")
            yield Fault(passage.place, _("The heading is a single word."), mend)


def headings_nest(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 6: the title is the only h1, and no level is skipped."""
    above = 1
    for heading in (one for one in draft.passages() if one.level):
        if heading.level == 1:
            mend = _("Leave level 1 to the title.")
            yield Fault(heading.place, _("This is a second heading of level 1."), mend)
        if heading.level > above + 1:
            message = _("A heading of level %(level)d follows one of level %(above)d.")
            mend = _("Make it level %(level)d.") % {"level": above + 1}
            yield Fault(heading.place, message % {"level": heading.level, "above": above}, mend)
        above = heading.level


def headings_differ(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 6: no two headings have one anchor, and none has an anchor of the templates."""
    taken = {*_OWN_ANCHORS}
    for heading in (one for one in draft.passages() if one.is_anchor):
        if (anchor := slugify(heading.text)) in taken:
            message = _("“%s” is already a heading of this page.") % heading.text
            mend = _("Choose another one, so that links can tell them apart.")
            yield Fault(heading.place, message, mend)
        taken.add(anchor)


def slots_are_answered(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 12: each of the six questions has a cited answer, or a gap with a question."""
    for slot, heading in SLOTS.items():
        place = Position(heading).place
        answer = [one for one in draft.passages() if one.slot == slot and one.role != "label"]
        asks = any(gap.ask for gap in draft.gaps() if gap.slot == slot)
        if not answer:
            mend = _("Answer it, or add “Not covered, or not known” with a question to ask.")
            yield Fault(place, _("This is empty."), mend)
        elif not asks and not any(one.citations for one in answer):
            message = _("It cites no source, and offers no question to ask instead.")
            mend = _("Cite a source, or add “Not covered, or not known” with a question to ask.")
            yield Fault(place, message, mend)


def questions_are_offered(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 13: at least three questions to ask the care team."""
    if (count := len(draft.questions())) < QUESTIONS:
        message = ngettext(
            "There is %(count)d question to ask the care team.",
            "There are %(count)d questions to ask the care team.",
            count,
        )
        mend = _("Offer at least %(least)d.") % {"least": QUESTIONS}
        place = next((one.place for one in draft.passages() if one.block == "questions"), "")
        yield Fault(place, message % {"count": count}, mend)


def action_is_clear(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 14: at least one sentence starts with what to do."""
    said = (one.text for one in draft.everything() if one.role in ("summary", "prose", "item"))
    if not any(_ACTION.match(sentence) for text in said for sentence in sentences(text)):
        message = _("No sentence says what the reader can do.")
        yield Fault("", message, _("Add one that begins with the action, such as “Ask …”."))


def pictures_have_words(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 16: every picture has a caption and a description in words."""
    for figure in draft.figures():
        if not figure.caption:
            mend = _("Say what it shows.")
            yield Fault(figure.place, _("A picture has no caption."), mend, figure.block_id)
        if not (figure.words or figure.picture):  # The library has words for each picture.
            message = _("A picture has no text for readers who cannot see it.")
            yield Fault(figure.place, message, _("Say in words what it means."), figure.block_id)
    for photo in draft.photos():
        if not photo.alt_text.strip():
            message = _("A photo has no alternative text.")
            mend = _("Say what it shows, for readers who cannot see it.")
            yield Fault(photo.place, message, mend, photo.block_id)


def pictures_add_to_their_captions(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 16: the description does not repeat the caption."""
    for figure in draft.figures():
        if figure.caption and _normalize(figure.caption) in _normalize(figure.words):
            message = _("The text under a picture repeats its caption.")
            yield Fault(figure.place, message, _("Say what the picture means."), figure.block_id)


def pictures_say_what_they_mean(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 16: the description tells the meaning, not the drawing."""
    for passage in draft.passages():
        if passage.role == "picture" and (found := _INK.search(passage.text)):
            message = _("“%s” describes the drawing.") % found.group()
            yield Fault(passage.place, message, _("Say what it means."))


def tables_have_frames(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 17: a caption, a heading over each column, and at most four columns."""
    for table in draft.tables():
        if not table.caption:
            message = _("A table has no caption.")
            yield Fault(table.place, message, _("Say what it shows."), table.block_id)
        if not all(table.headings):
            message = _("A column has no heading.")
            yield Fault(table.place, message, _("Name each column."), table.block_id)
        if (count := len(table.headings)) > COLUMNS:
            message = _("A table has %(count)d columns.") % {"count": count}
            mend = _("Use %(most)d at most.") % {"most": COLUMNS}
            yield Fault(table.place, message, mend, table.block_id)


def links_make_sense(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 18: the text of a link says where it leads."""
    for link, passage in draft.links():
        if not link.words or _VAGUE.fullmatch(link.words.strip(" .…:")):
            message = _("The text of a link is “%s”.") % link.words
            yield Fault(passage.place, message, _("Say what readers will find there."))


def points_to_the_team(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 23: the text names people who can advise.

    The page around it says "not advice".
    """
    if not any(_TEAM.search(one.text) for one in draft.everything() if one.role != "label"):
        message = _("It does not say whom to contact.")
        yield Fault("", message, _("Refer readers to their care team."))


def care_card_instructs(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 23: each line of a care card is an instruction, and none is about the guide."""
    for one in draft.passages():
        if one.block != "care" or one.role == "label":
            continue
        if found := _EDITORS_REMARK.search(one.text):
            message = _("“%s” does not belong in a care card.") % found.group()
            yield Fault(one.place, message, _("Say what to do, and nothing else."))
        if not any(_INSTRUCTION.search(sentence) for sentence in sentences(one.text)):
            message = _("“%s” does not say what to do.") % one.text
            yield Fault(one.place, message, _("Begin with the action, such as “Call …”."))


def says_how_to_get_help(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 23: the text has a card that says how to get help."""
    if not any(one.block in {"care", "level"} for one in draft.passages()):
        message = _("It does not say when to get help.")
        yield Fault("", message, _("Add the block “When to get help”."))


def _normalize(text: str) -> str:
    return " ".join(words(text.lower()))
