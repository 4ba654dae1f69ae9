"""Serializers of texts: JSON and Markdown, each with the state of the review."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from markdownify import MarkdownConverter

from education.api.documents import TextDocument
from education.api.html import Section
from education.api.texts import PublicText
from education.content.models import SiteSettings, Source
from education.review.models import ReviewStatus
from portal.web.addresses import absolute_url

Data = dict[str, Any]


def as_json(data: Data) -> str:
    """Return data as JSON, in the letters of its language."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def get_licence(settings: SiteSettings) -> Data:
    """Return the licence of the texts, and the line that names where they come from."""
    line = _("From “%(site)s”, %(url)s. Information, not medical advice.")
    return {
        "licence": {"name": settings.licence, "url": settings.licence_url},
        "attribution": line % {"site": settings.site_name, "url": absolute_url("/")},
    }


def get_review(public: PublicText) -> Data:
    """Return the review of a text; without a sign-off, only its state."""
    signed = public.review.sign_off
    data: Data = {"state": str(public.review.state), "label": str(public.review.state.label)}
    return {
        **data,
        "reviewed_on": _day(signed.signed_on) if signed else None,
        "next_review_on": _day(signed.next_review_on) if signed else None,
        "reviewer": (
            {"name": signed.reviewer_name, "title": signed.reviewer_title} if signed else None
        ),
    }


def describe_review(review: ReviewStatus) -> str:
    """Return the review of a text as a sentence or two."""
    state, signed = str(review.state.label), review.sign_off
    if not signed:
        return f"{state}."
    last = _("Last signed off by %(name)s (%(title)s) on %(day)s.") % {
        "name": signed.reviewer_name,
        "title": signed.reviewer_title,
        "day": date_format(signed.signed_on),
    }
    return f"{state}. {last}"


def to_json(document: TextDocument) -> Data:
    """Return a text as JSON data."""
    public = document.public
    sections = [_section(one, public) for one in document.sections]
    return {
        "url": document.url,
        "kind": str(public.kind),
        "language": public.language,
        "title": public.title,
        "medical_name": document.medical_name,
        "summary": document.summary,
        "review": get_review(public),
        "updated": public.updated.isoformat(),
        "sections": sections,
        "questions": document.questions,
        "words": [
            {
                "term": word.term,
                "meaning": word.definition,
                "url": absolute_url(word.get_absolute_url()),
            }
            for word in document.words
        ],
        "sources": [_source(number, one) for number, one in enumerate(document.sources, start=1)],
        "alternates": [{"language": code, "url": url} for code, url in document.alternates],
        **get_licence(document.renderer.settings),
    }


def to_markdown(document: TextDocument) -> str:
    """Return a text as Markdown: front matter, title, review state, summary, sections, sources."""
    public, licence = document.public, get_licence(document.renderer.settings)
    front = {
        "url": document.url,
        "kind": str(public.kind),
        "language": public.language,
        "review": get_review(public),
        "updated": public.updated.isoformat(),
        **licence,
    }
    parts = [
        _front_matter(front),
        f"# {public.title}",
        f"*{describe_review(public.review)}*",
        *(_markdown_sections(document.answer) if document.answer else [document.summary]),
        *_markdown_sections(document.sections),
        *_markdown_sources(document.sources),
        f"{licence['attribution']} {licence['licence']['name']}: <{licence['licence']['url']}>",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _front_matter(values: Data) -> str:
    """Return values as YAML, of which JSON is a part."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
    return "\n".join(["---", *lines, "---"])


def _section(section: Section, public: PublicText) -> Data:
    return {
        "anchor": section.anchor,
        "heading": section.heading,
        "html": f"<!-- {public.review.state.label} -->{section.html}",
        "text": "\n".join(section.lines),
    }


def _source(number: int, source: Source) -> Data:
    return {
        "number": number,
        "code": source.code,
        "title": source.title,
        "publisher": source.publisher,
        "date_seen": _day(source.date_seen),
        "url": source.url,
    }


def _markdown_sections(sections: list[Section]) -> Iterator[str]:
    converter = MarkdownConverter(heading_style="ATX", bullets="-")
    for section in sections:
        if section.heading:
            yield f"## {section.heading}"
        yield converter.convert_soup(section.as_soup()).strip()


def _markdown_sources(sources: list[Source]) -> Iterator[str]:
    if sources:
        yield "## " + _("Where this comes from")
        yield "\n".join(
            f"{number}. {_as_sentence(one.title)} {_as_sentence(one.publisher)} "
            + _("Seen %(day)s.") % {"day": date_format(one.date_seen)}
            + (f" <{one.url}>" if one.url else "")
            for number, one in enumerate(sources, start=1)
        )


def _as_sentence(text: str) -> str:
    """Return a title or a name with a full stop, unless it ends a sentence by itself."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
