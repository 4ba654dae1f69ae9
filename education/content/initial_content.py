"""What a new page or question begins with: its required parts, most of them still to be written."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from education.content.blocks.callouts import CARE_TEXTS
from education.content.models import AboutPage, ArticlePage, StagePage, TreatmentPage
from education.faq.models import FAQItem
from education.standard.rules.structure import QUESTIONS
from education.standard.rules.words import TO_WRITE

Blocks = list[dict[str, Any]]


def begin_page(page: Any, **kwargs: Any) -> None:
    """Gives a page its first draft when the form for a new one opens. Receives `init_new_page`."""
    _begin(page, _PAGES.get(type(page), dict)())


def begin_question(item: FAQItem) -> FAQItem:
    """Gives a new question its first draft."""
    return _begin(item, {"body": [_text(_("the answer at more length")), _questions()]})


def _begin(text: Any, streams: dict[str, Blocks]) -> Any:
    for name, blocks in streams.items():
        setattr(text, name, json.dumps(blocks))
    return text


def _article() -> dict[str, Blocks]:
    section = _section(_("what you tell here. Cite the source of each claim"))
    return {"body": [_key_points(), _care(), section, _not_covered(), _questions()]}


def _step() -> dict[str, Blocks]:
    section = _section(_("what happens in this step. Cite the source of each claim"))
    return {"body": [_key_points(), _care(), section, _questions()]}


def _treatment() -> dict[str, Blocks]:
    answers = {
        "how_it_works": _("what the treatment does in the body"),
        "benefits": _("what it may do for the reader. Keep the “may” of the source"),
        "risks": _("which side effects and risks there are, what helps, and when to call"),
        "without": _("that it is the reader’s decision, and what care there would be"),
        "alternatives": _("which other treatments there are, with links to their pages"),
        "daily_life": _("what it may change from day to day, and what helps"),
    }
    slots = {name: [_text(words)] for name, words in answers.items()}
    body = [_not_covered(), _questions()]
    return {"opening": [_key_points(), _care()], **slots, "body": body}


def _about() -> dict[str, Blocks]:
    return {"body": [_section(_("what readers can rely on"))]}


_PAGES = {
    ArticlePage: _article,
    StagePage: _step,
    TreatmentPage: _treatment,
    AboutPage: _about,
}


def _to_write(words: str) -> str:
    return f"{TO_WRITE} {words}"


def _text(words: str) -> dict[str, Any]:
    return {"type": "text", "value": f"<p>{_to_write(words)}.</p>"}


def _key_points() -> dict[str, Any]:
    points = [_("the first thing to remember"), _("the second thing to remember")]
    items = "".join(f"<li>{_to_write(one)}.</li>" for one in points)
    return {"type": "key_points", "value": {"points": f"<ul>{items}</ul>"}}


def _section(words: str) -> dict[str, Any]:
    heading = _to_write(_("a question that a reader may have"))
    return {"type": "section", "value": {"heading": heading, "content": [_text(words)]}}


def _not_covered() -> dict[str, Any]:
    words = _("what you leave out, why, and where to ask; or take this out")
    value = {
        "heading": _("Not covered on this page"),
        "text": f"<p>{_to_write(words)}.</p>",
        "ask": "",
    }
    return {"type": "gap", "value": value}


def _care() -> dict[str, Any]:
    value = {urgency: f"<p>{words}</p>" for urgency, words in CARE_TEXTS.items()}
    return {"type": "care", "value": value}


def _questions() -> dict[str, Any]:
    return {"type": "questions", "value": {"items": [""] * QUESTIONS}}
