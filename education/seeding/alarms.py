"""Puts the alarm words of the seed into the database, with their links to pages and questions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from wagtail.models import Locale

from education.content.models import ContentPage
from education.content.querysets import keys_of
from education.faq.models import FAQItem
from education.search.models import AlarmGroup
from education.seeding.library import Library
from education.seeding.plan import Plan
from education.seeding.vocabulary import Alarm

_JOINED = ("words", "alone", "together", "spanish", "numbers", "near", "exceptions")
_SAME = ("slug", "results", "first_call", "heading", "message", "message_es")


def lay_out_alarms(library: Library, plan: Plan, locale: Locale) -> None:
    """Create the groups that are new, in the order of the file: the gravest first."""
    keys = {
        "page": keys_of(ContentPage.objects.filter(locale=locale), "slug"),
        "question": keys_of(FAQItem.objects.filter(locale=locale), "slug"),
    }
    for order, alarm in enumerate(library.alarms, start=1):
        if plan.takes("alarm", alarm.slug):
            group = AlarmGroup(locale=locale, sort_order=order, **_fields(alarm, keys))
            group.full_clean()
            group.save()
            group.save_revision().publish()


def _fields(alarm: Alarm, keys: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    return {
        **{name: getattr(alarm, name) for name in _SAME},
        **{name: "\n".join(getattr(alarm, name)) for name in _JOINED},
        "links": _links(alarm, keys),
        "reviewer_note": f"Please confirm: {alarm.confirm}" if alarm.confirm else "",
    }


def _links(alarm: Alarm, keys: Mapping[str, Mapping[str, int]]) -> str:
    """Return the links as a stream; what an editor has removed or renamed since is left out."""
    return json.dumps(
        [
            {"type": kind, "value": keys[kind][slug], "id": str(uuid4())}
            for kind, slug in alarm.links
            if slug in keys[kind]
        ]
    )
