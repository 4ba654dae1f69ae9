"""Rules for row 19: citations and sources."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from education.standard import markup
from education.standard.document import Document
from education.standard.readability import sentences
from education.standard.results import Fault, RuleContext
from education.standard.wordlists import ACTION_VERBS

# Advice, and statements of the guide about itself, need no source.
_NEEDS_NO_SOURCE = re.compile(
    rf"(?:^|, )[“\"]?(?:{ACTION_VERBS})|^You can (?:also )?(?:{ACTION_VERBS})"
    r"|^You do not (?:have|need) to\b|^You are not to blame\b"
    r"|\b(?:steps? (?:are|is)|is step \d|not (?:cancer )?stages? \d)|\b(?:this guide|pages?)\b"
    r"|\bstays? closed\b",
    re.IGNORECASE,
)


def text_has_a_source(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 19: the text has at least one source."""
    if not draft.citations() and not draft.sources:
        if draft.kind == "term":
            yield Fault("", _("It has no source."), _("Choose one under “Sources”."))
        else:
            mend = _("Cite the source where you make the claim, like [S1].")
            yield Fault("", _("It cites no source."), mend)


def statements_are_cited(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 19: each point of “In short”, table row and picture has its source.

    Advice, what the guide says about itself, and lines for readers to fill in need none.
    """
    mend = _("Cite its source there, like [S1].")
    for one in draft.passages():
        if (
            one.block == "key_points"
            and one.role == "item"
            and _lacks_a_source(one.text, one.citations)
        ):
            message = _("This point cites no source: “%s”") % one.text
            yield Fault(one.place, message, mend)
    for table in draft.tables():
        for row in table.rows:
            first, *others = (_text(cell) for cell in row)
            if any(others) and not any(markup.citations(cell) for cell in row):
                message = _("The row “%s” of a table cites no source.") % first
                yield Fault(table.place, message, mend, table.block_id)
    for figure in draft.figures():
        if _lacks_a_source(figure.words, figure.citations):
            message = _("The text under the picture “%s” cites no source.") % figure.caption
            yield Fault(figure.place, message, mend, figure.block_id)


def _text(cell: str) -> str:
    return markup.plain(BeautifulSoup(cell, "html.parser").get_text()).strip()


def sources_are_known(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 19: each source is in the register with title, publisher and date seen."""
    for code in dict.fromkeys([*draft.citations(), *draft.sources]):
        if code not in context.sources:
            message = _("%s is not in the register of sources.") % code
            yield Fault(_cited_at(draft, code), message, _("Add it there, or cite another one."))


def _cited_at(draft: Document, code: str) -> str:
    """Return the place where a source is cited first; empty for one in a list."""
    return next((one.place for one in draft.everything() if code in one.citations), "")


def _lacks_a_source(text: str, citations: Collection[str]) -> bool:
    """Return whether a text states something without a source."""
    return not citations and not all(map(_needs_no_source, sentences(text)))


def _needs_no_source(sentence: str) -> bool:
    return sentence.endswith("?") or bool(_NEEDS_NO_SOURCE.search(sentence))
