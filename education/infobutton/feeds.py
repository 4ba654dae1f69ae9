"""Answers as record systems read them: Atom, and the same as JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from education.api.serializers import describe_review
from education.infobutton.answers import Answer
from education.infobutton.parameters import Criterion
from education.infobutton.texts import CodedText
from portal.web.addresses import absolute_url

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# So that a browser that takes JSON for a page finds no element in it.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


@dataclass(frozen=True)
class Entry:
    """Text in a feed."""

    text: CodedText
    language: str

    @property
    def title(self) -> str:
        """Return the title of the text."""
        return self.text.title

    @property
    def url(self) -> str:
        """Return the address of the text, with its host."""
        return absolute_url(self.text.path)

    @property
    def updated(self) -> str:
        """Return when the text was published last, as ISO 8601."""
        return self.text.published.isoformat(timespec="seconds")

    @property
    def summary(self) -> str:
        """Return the state of the review, then the summary, as HTML."""
        return format_html("{} <p>{}</p>", describe_review(self.text.review), self.text.summary)


@dataclass(frozen=True)
class Feed:
    """Answer as a feed of entries, with what was asked for as categories."""

    answer: Answer

    @property
    def base(self) -> str:
        """Return the address of the site."""
        return absolute_url("/")

    @property
    def language(self) -> str:
        """Return the language that was asked for."""
        return self.answer.request.language

    @property
    def site_name(self) -> str:
        """Return the name of the site."""
        site = self.answer.site
        return site.site_name or site.root_page.title

    @property
    def subtitle(self) -> str:
        """Return a sentence on what was asked for."""
        asked = (one.name or one.sent_code for one in self.answer.request.criteria)
        return _("Texts for patients: %(asked)s") % {"asked": ", ".join(filter(None, asked))}

    @property
    def id(self) -> str:
        """Return the address of the same question, without anything but codes and systems."""
        asked = self.answer.request.criteria
        codes = [
            pair for one in asked for pair in _parameters(one, c=one.sent_code, cs=one.sent_system)
        ]
        return f"{absolute_url(reverse('infobutton:service'))}?{urlencode(codes)}"

    @property
    def updated(self) -> str:
        """Return when a text of the answer was published last."""
        published = self.answer.site.root_page.last_published_at
        last = max((one.published for one in self.answer.texts), default=published)
        return (last or dt.datetime.min.replace(tzinfo=dt.UTC)).isoformat(timespec="seconds")

    @property
    def titles(self) -> str:
        """Return the titles of the texts in one line, the title of a page that shows them."""
        return " · ".join(text.title for text in self.answer.texts)

    @cached_property
    def categories(self) -> list[tuple[str, str]]:
        """Return the parameters that were read and their values."""
        request = self.answer.request
        asked = [
            pair
            for one in request.criteria
            for pair in _parameters(one, c=one.sent_code, cs=one.sent_system, dn=one.name)
        ]
        return [*asked, ("informationRecipient", request.recipient)]

    @cached_property
    def entries(self) -> list[Entry]:
        """Return the texts, the best first."""
        return [Entry(text, self.language) for text in self.answer.texts]


def render_atom(answer: Answer) -> str:
    """Return an answer as an Atom feed."""
    return _NOT_IN_XML.sub("", render_to_string("infobutton/feed.xml", {"feed": Feed(answer)}))


def render_json(answer: Answer) -> str:
    """Return an answer as JSON, with the names that clients of MedlinePlus Connect read."""
    feed = Feed(answer)
    values = {
        "base": feed.base,
        "lang": feed.language,
        "title": _value(feed.site_name, type="text"),
        "subtitle": _value(feed.subtitle, type="text"),
        "author": {"name": _value(feed.site_name), "uri": _value(feed.base)},
        "updated": _value(feed.updated),
        "id": _value(feed.id),
        "category": [{"scheme": scheme, "term": term} for scheme, term in feed.categories],
        "entry": [_entry(one) for one in feed.entries],
    }
    return json.dumps({"feed": values}).translate(_ESCAPES)


def _entry(entry: Entry) -> dict[str, Any]:
    link = {"href": entry.url, "rel": "alternate", "title": entry.title, "type": "text/html"}
    return {
        "lang": entry.language,
        "title": _value(entry.title, type="text"),
        "link": [link],
        "id": _value(entry.url),
        "updated": _value(entry.updated),
        "summary": _value(entry.summary, type="html"),
    }


def _value(value: str, **more: str) -> dict[str, str]:
    return {"_value": value, **more}


def _parameters(criterion: Criterion, **values: str) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if value:
            yield f"mainSearchCriteria.v.{name}{criterion.number}", value
