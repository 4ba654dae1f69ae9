"""Initial content of new questions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from education.content.initial_content import questions_block, set_streams, text_block
from education.faq.models import FAQItem


def set_initial_answer(item: FAQItem) -> FAQItem:
    """Give a new question its first draft, and return the question."""
    body = [text_block(_("the answer at more length.")), questions_block()]
    set_streams(item, {"body": body})
    return item
