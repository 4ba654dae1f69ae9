"""Rows 6, 12 to 14, 16 to 19 and 23: whether each part does its work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from education.content_standard.draft import SLOTS, Draft
from education.content_standard.findings import Fault, Known
from education.content_standard.readability import sentences, words

STRETCH = 200  # words between two headings
QUESTIONS = 3
COLUMNS = 4

_ACTION = re.compile(
    r"(?:Please )?(?:Do not )?(?:Add|Ask|Avoid|Bring|Call|Check|Choose|Close|Compare|Consult|Find"
    r"|Give|Go|Keep|Learn|Let|Look|Make|Print|Put|Read|Say|See|Send|Share|Show|Speak|Start|Stop"
    r"|Take|Talk|Tell|Think|Tick|Try|Use|Visit|Wait|Write)\b",
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


def headings_guide(draft: Draft, known: Known) -> Iterator[Fault]:
    """Row 6: a heading at least every 200 words, tables aside, and none that is a single word."""
    stretch, under = 0, "the summary"
    for passage in (one for one in draft.passages() if one.role != "cell"):
        if passage.role in ("heading", "label") and passage.level:
            stretch, under = 0, f"“{passage.text}”"
        before, stretch = stretch, stretch + len(words(passage.text))
        if before <= STRETCH < stretch:
            message = f"More than {STRETCH} words follow {under}."
            yield Fault(passage.place, message, "Set a heading here.")
        if passage.role == "heading" and len(words(passage.text)) == 1:
            yield Fault(passage.place, "The heading is a single word.", "Ask or say something.")


def headings_nest(draft: Draft, known: Known) -> Iterator[Fault]:
    """Row 6: one h1, the title; no level is skipped."""
    above = 1
    for heading in (one for one in draft.passages() if one.level):
        if heading.level == 1:
            yield Fault(heading.place, "A second h1.", "Leave level 1 to the title.")
        if heading.level > above + 1:
            message = f"Level {heading.level} follows level {above}."
            yield Fault(heading.place, message, f"Make it level {above + 1}.")
        above = heading.level


def slots_are_answered(draft: Draft, known: Known) -> Iterator[Fault]:
    """Row 12: each of the six questions has a cited answer, or a gap with a question to ask."""
    for slot, heading in SLOTS.items():
        place = f"Section “{heading}”"
        answer = [one for one in draft.passages() if one.slot == slot and one.role != "label"]
        asks = any(gap.ask for gap in draft.gaps() if gap.slot == slot)
        if not answer:
            yield Fault(place, "It is empty.", "Answer it, or say that no source does.")
        elif not asks and not any(one.citations for one in answer):
            message = "It has no source, and no gap with a question."
            yield Fault(place, message, "Say that the sources do not cover it, and what to ask.")


def questions_are_offered(draft: Draft, known: Known) -> Iterator[Fault]:
    """Row 13: at least three questions to ask the care team."""
    if (count := len(draft.questions())) < QUESTIONS:
        yield Fault("Questions to ask", f"There are {count}.", f"Offer at least {QUESTIONS}.")


def action_is_clear(draft: Draft, known: Known) -> Iterator[Fault]:
    """Row 14: at least one sentence that starts with what to do."""
    said = (one.text for one in draft.everything() if one.role in ("summary", "prose", "item"))
    if not any(_ACTION.match(sentence) for text in said for sentence in sentences(text)):
        yield Fault("Whole text", "No clear action.", "Say what the reader can do; begin: “Ask …”.")


def pictures_have_words(draft: Draft, known: Known) -> Iterator[Fault]:
    """Row 16: every picture has a caption and the same in words."""
    for figure in draft.figures():
        if not figure.caption:
            yield Fault(figure.place, "A picture has no caption.", "Say what it shows.")
        if not figure.words:
            message = "A picture has no words for those who cannot see it."
            yield Fault(figure.place, message, "Say in words all that it shows.")


def tables_have_frames(draft: Draft, known: Known) -> Iterator[Fault]:
    """Row 17: a caption, a heading over each column, four columns at most."""
    for table in draft.tables():
        if not table.caption:
            yield Fault(table.place, "A table has no caption.", "Say what it holds.")
        if not all(table.headings):
            yield Fault(table.place, "A column has no heading.", "Name each column.")
        if len(table.headings) > COLUMNS:
            message = f"A table has {len(table.headings)} columns."
            yield Fault(table.place, message, f"Keep {COLUMNS} at most.")


def links_make_sense(draft: Draft, known: Known) -> Iterator[Fault]:
    """Row 18: the words of a link say where it leads."""
    for link, passage in draft.links():
        if not link.words or _VAGUE.fullmatch(link.words.strip(" .…:")):
            yield Fault(passage.place, f"“{link.words}” as a link.", "Name what is behind it.")


def a_source_stands(draft: Draft, known: Known) -> Iterator[Fault]:
    """Row 19: at least one source."""
    if not draft.citations() and not draft.sources:
        yield Fault("Whole text", "No source.", "Cite the source at the claim, like [S1].")


def sources_are_known(draft: Draft, known: Known) -> Iterator[Fault]:
    """Row 19: each source is in the register, which holds its title, publisher and date seen."""
    for code in dict.fromkeys([*draft.citations(), *draft.sources]):
        if code not in known.sources:
            message = f"{code} is not in the register of sources."
            yield Fault("Whole text", message, "Add it there, or cite another.")


def points_to_the_team(draft: Draft, known: Known) -> Iterator[Fault]:
    """Row 23: sends readers to people who can advise; the page around it says "not advice"."""
    if not any(_TEAM.search(one.text) for one in draft.everything() if one.role != "label"):
        yield Fault("Whole text", "It names nobody to talk to.", "Send readers to their care team.")


def says_how_to_get_help(draft: Draft, known: Known) -> Iterator[Fault]:
    """Row 23: a way to more support."""
    if not any(one.block in {"care", "level"} for one in draft.passages()):
        yield Fault("Whole text", "There is no care card.", "Add “When to get help”.")
