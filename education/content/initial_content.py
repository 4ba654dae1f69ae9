"""Initial content of new pages: the required parts, most of them still to be written."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from education.content.blocks.callouts import CARE_TEXTS
from education.content.models import AboutPage, ArticlePage, StepPage, TreatmentPage
from education.standard.parts import TO_WRITE
from education.standard.rules.structure import QUESTIONS

Blocks = list[dict[str, Any]]


def set_initial_content(page: Any, **kwargs: Any) -> None:
    """Give a page its first draft when the form for a new page opens. Receives `init_new_page`."""
    set_streams(page, _PAGES.get(type(page), dict)())


def set_streams(instance: Any, streams: dict[str, Blocks]) -> None:
    """Fill the stream fields of an unsaved page or snippet with blocks."""
    for name, blocks in streams.items():
        setattr(instance, name, json.dumps(blocks))


def _article() -> dict[str, Blocks]:
    section = _section(_("what this section says. Cite the source of each claim."))
    return {"body": [_key_points(), _care(), section, _not_covered(), questions_block()]}


def _step() -> dict[str, Blocks]:
    section = _section(_("what happens in this step. Cite the source of each claim."))
    return {"body": [_key_points(), _care(), section, questions_block()]}


def _treatment() -> dict[str, Blocks]:
    answers = {
        "how_it_works": _("what the treatment does in the body."),
        "benefits": _("what it may do for the reader. Keep the “may” of the source."),
        "risks": _("which side effects and risks there are, what helps, and when to call."),
        "without": _("that it is the reader’s decision, and what care there would be."),
        "alternatives": _("which other treatments there are, with links to their pages."),
        "daily_life": _("what it may change from day to day, and what helps."),
    }
    slots = {name: [text_block(words)] for name, words in answers.items()}
    body = [_not_covered(), questions_block()]
    return {"opening": [_key_points(), _care()], **slots, "body": body}


def _about() -> dict[str, Blocks]:
    return {"body": [_section(_("what readers can rely on."))]}


_PAGES = {
    ArticlePage: _article,
    StepPage: _step,
    TreatmentPage: _treatment,
    AboutPage: _about,
}


def _to_write(words: str) -> str:
    return f"{TO_WRITE} {words}"


def text_block(words: str) -> dict[str, Any]:
    """Return a text block that says what is to be written."""
    return {"type": "text", "value": f"<p>{_to_write(words)}</p>"}


def _key_points() -> dict[str, Any]:
    points = [_("the first thing to remember."), _("the second thing to remember.")]
    items = "".join(f"<li>{_to_write(one)}</li>" for one in points)
    return {"type": "key_points", "value": {"points": f"<ul>{items}</ul>"}}


def _section(words: str) -> dict[str, Any]:
    heading = _to_write(_("a question that a reader may have"))
    return {"type": "section", "value": {"heading": heading, "content": [text_block(words)]}}


def _not_covered() -> dict[str, Any]:
    words = _("what you leave out, why, and where to ask; or delete this box.")
    value = {
        "heading": _("Not covered on this page"),
        "text": f"<p>{_to_write(words)}</p>",
        "ask": "",
    }
    return {"type": "gap", "value": value}


def _care() -> dict[str, Any]:
    value = {urgency: f"<p>{words}</p>" for urgency, words in CARE_TEXTS.items()}
    return {"type": "care", "value": value}


def questions_block() -> dict[str, Any]:
    """Return a block with as many empty questions as the content standard requires."""
    return {"type": "questions", "value": {"items": [""] * QUESTIONS}}
