"""Rules for rows 6, 12 to 14, 16 to 19 and 23: headings, parts, links, sources and help."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bs4 import BeautifulSoup
from django.utils.text import slugify

from education.standard import markup
from education.standard.document import SLOTS, Document
from education.standard.readability import sentences, words
from education.standard.results import Fault, Known

# Anchors that the templates set.
_OWN_ANCHORS = (
    "about-page", "ask", "asked", "closed", "find", "help", "helped", "lines", "main", "more",
    "pages", "sheet", "short", "sources", "take", "toc",
)  # fmt: skip
STRETCH = 200  # words between two headings
QUESTIONS = 3
COLUMNS = 4

_VERBS = (
    r"(?:Please )?(?:Do not )?(?:Add|Ask|Avoid|Bring|Call|Check|Choose|Close|Compare|Consult|Find"
    r"|Give|Go|Keep|Learn|Let|Look|Make|Print|Put|Read|Say|See|Send|Share|Show|Speak|Start|Stop"
    r"|Take|Talk|Tell|Think|Tick|Try|Use|Visit|Wait|Write)\b"
)
_ACTION = re.compile(_VERBS, re.IGNORECASE)
# Advice, and statements of the guide about itself, need no source.
_COUNSEL = re.compile(
    rf"(?:^|, )[“\"]?(?:{_VERBS})|^You can (?:also )?(?:{_VERBS})"
    r"|^You do not (?:have|need) to\b|^You are not to blame\b"
    r"|\b(?:steps? (?:are|is)|is step \d|not (?:cancer )?stages? \d)|\b(?:this guide|pages?)\b"
    r"|\bstays? closed\b",
    re.IGNORECASE,
)
# Words about the look of a picture; its description should tell what it means.
_INK = re.compile(
    r"\b(?:the (?:picture|drawing|diagram|image) shows|(?:is|are) drawn|arrows?|dotted|dashed"
    r"|on the (?:left|right)"
    r"|(?:red|green|blue|gr[ae]y|orange|purple) (?:border|line|dot|spot|circle)s?)\b",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(rf"(?:^|[,:;] |\band )(?:{_VERBS})", re.IGNORECASE)
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


def headings_guide(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 6: a heading at least every 200 words, tables aside; none is a single word."""
    stretch, under = 0, "the summary"
    for passage in (one for one in draft.passages() if one.role != "cell"):
        if passage.role == "prompt" or (passage.role in ("heading", "label") and passage.level):
            stretch, under = 0, f"“{passage.text}”"
        before, stretch = stretch, stretch + len(words(passage.text))
        if before <= STRETCH < stretch:
            message = f"More than {STRETCH} words follow {under}."
            yield Fault(passage.place, message, "Set a heading here.")
        if passage.role == "heading" and len(words(passage.text)) == 1:
            yield Fault(passage.place, "The heading is a single word.", "Ask or say something.")


def headings_nest(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 6: the title is the only h1, and no level is skipped."""
    above = 1
    for heading in (one for one in draft.passages() if one.level):
        if heading.level == 1:
            yield Fault(heading.place, "A second h1.", "Leave level 1 to the title.")
        if heading.level > above + 1:
            message = f"Level {heading.level} follows level {above}."
            yield Fault(heading.place, message, f"Make it level {above + 1}.")
        above = heading.level


def headings_differ(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 6: no two headings have one anchor, and none has an anchor of the templates."""
    taken = {*_OWN_ANCHORS}
    for heading in (one for one in draft.passages() if one.is_anchor):
        if (anchor := slugify(heading.text)) in taken:
            message = f"“{heading.text}” is already a heading of this page."
            yield Fault(
                heading.place, message, "Choose another one, so that links can tell them apart."
            )
        taken.add(anchor)


def slots_are_answered(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 12: each of the six questions has a cited answer, or a gap with a question."""
    for slot, heading in SLOTS.items():
        place = f"Section “{heading}”"
        answer = [one for one in draft.passages() if one.slot == slot and one.role != "label"]
        asks = any(gap.ask for gap in draft.gaps() if gap.slot == slot)
        if not answer:
            yield Fault(place, "It is empty.", "Answer it, or say what to ask.")
        elif not asks and not any(one.citations for one in answer):
            message = "It has no source, and no gap with a question."
            yield Fault(place, message, "Cite a source, or give the question to ask.")


def questions_are_offered(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 13: at least three questions to ask the care team."""
    if (count := len(draft.questions())) < QUESTIONS:
        yield Fault("Questions to ask", f"There are {count}.", f"Offer at least {QUESTIONS}.")


def action_is_clear(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 14: at least one sentence starts with what to do."""
    said = (one.text for one in draft.everything() if one.role in ("summary", "prose", "item"))
    if not any(_ACTION.match(sentence) for text in said for sentence in sentences(text)):
        yield Fault("Whole text", "No clear action.", "Say what the reader can do; begin: “Ask …”.")


def pictures_have_words(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 16: every picture has a caption and a description in words."""
    for figure in draft.figures():
        if not figure.caption:
            yield Fault(figure.place, "A picture has no caption.", "Say what it shows.")
        if not (figure.words or figure.picture):  # The library has words for each picture.
            message = "A picture has no words for those who cannot see it."
            yield Fault(figure.place, message, "Say in words what it means.")
    for photo in draft.photos():
        if not photo.alt_text.strip():
            message = "A photo has no alternative text."
            yield Fault(photo.place, message, "Say what it shows, for those who cannot see it.")


def pictures_add_to_their_captions(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 16: the description does not repeat the caption."""
    for figure in draft.figures():
        if figure.caption and _bare(figure.caption) in _bare(figure.words):
            message = "The words under a picture repeat its caption."
            yield Fault(figure.place, message, "Say what the picture means.")


def pictures_say_what_they_mean(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 16: the description tells the meaning, not the drawing."""
    for passage in draft.passages():
        if passage.role == "picture" and (found := _INK.search(passage.text)):
            message = f"“{found.group()}” tells what is drawn."
            yield Fault(passage.place, message, "Say what it means.")


def tables_have_frames(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 17: a caption, a heading over each column, and at most four columns."""
    for table in draft.tables():
        if not table.caption:
            yield Fault(table.place, "A table has no caption.", "Say what it holds.")
        if not all(table.headings):
            yield Fault(table.place, "A column has no heading.", "Name each column.")
        if len(table.headings) > COLUMNS:
            message = f"A table has {len(table.headings)} columns."
            yield Fault(table.place, message, f"Keep {COLUMNS} at most.")


def links_make_sense(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 18: the text of a link says where it leads."""
    for link, passage in draft.links():
        if not link.words or _VAGUE.fullmatch(link.words.strip(" .…:")):
            yield Fault(passage.place, f"“{link.words}” as a link.", "Name what is behind it.")


def a_source_stands(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 19: the text has at least one source."""
    if not draft.citations() and not draft.sources:
        yield Fault("Whole text", "No source.", "Cite the source at the claim, like [S1].")


def statements_are_cited(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 19: each point of “In short”, table row and picture has its source.

    Advice, what the guide says about itself, and lines for readers to fill in need none.
    """
    mend = "Cite the source there, like [S1]."
    for one in draft.passages():
        if one.block == "key_points" and one.role == "item" and _is_bare(one.text, one.citations):
            yield Fault(one.place, f"No source stands at “{one.text}”", mend)
    for table in draft.tables():
        for row in table.rows:
            first, *others = (_text(cell) for cell in row)
            if any(others) and not any(markup.citations(cell) for cell in row):
                yield Fault(table.place, f"No source stands in the row “{first}”.", mend)
    for figure in draft.figures():
        if _is_bare(figure.words, figure.citations):
            yield Fault(figure.place, f"No source stands under “{figure.caption}”", mend)


def _text(cell: str) -> str:
    return markup.plain(BeautifulSoup(cell, "html.parser").get_text()).strip()


def sources_are_known(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 19: each source is in the register with title, publisher and date seen."""
    for code in dict.fromkeys([*draft.citations(), *draft.sources]):
        if code not in known.sources:
            message = f"{code} is not in the register of sources."
            yield Fault("Whole text", message, "Add it there, or cite another.")


def points_to_the_team(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 23: the text names people who can advise.

    The page around it says "not advice".
    """
    if not any(_TEAM.search(one.text) for one in draft.everything() if one.role != "label"):
        yield Fault("Whole text", "It names nobody to talk to.", "Send readers to their care team.")


def care_card_instructs(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 23: each line of a care card is an instruction, and none is about the guide."""
    for one in draft.passages():
        if one.block != "care" or one.role == "label":
            continue
        if found := _EDITORS_REMARK.search(one.text):
            message = f"“{found.group()}” has no place in a care card."
            yield Fault(one.place, message, "Say what to do, and nothing else.")
        if not any(_INSTRUCTION.search(sentence) for sentence in sentences(one.text)):
            yield Fault(one.place, f"“{one.text}” tells nobody what to do.", "Begin: “Call …”.")


def says_how_to_get_help(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 23: the text has a card that says how to get help."""
    if not any(one.block in {"care", "level"} for one in draft.passages()):
        yield Fault("Whole text", "There is no care card.", "Add “When to get help”.")


def _is_bare(text: str, citations: Collection[str]) -> bool:
    """Return whether a text states something without a source."""
    return not citations and not all(map(_is_counsel, sentences(text)))


def _is_counsel(sentence: str) -> bool:
    return sentence.endswith("?") or bool(_COUNSEL.search(sentence))


def _bare(text: str) -> str:
    return " ".join(words(text.lower()))
