"""Document of a text: what its page says, without the page around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from education.api.html import Section, get_lines, read_sections
from education.api.texts import PublicText
from education.content.blocks import QuestionsBlock
from education.content.blocks.base import find_values
from education.content.models import SnippetIndexPage, Source
from education.content.rendering import ContentRenderer
from education.review.enums import ContentKind
from portal.web.addresses import absolute_url


@dataclass(frozen=True)
class TextDocument:
    """Text as other systems read it; `opened` includes the parts that readers choose to open."""

    public: PublicText
    request: HttpRequest
    opened: bool = False
    numbers: dict[str, int] = field(default_factory=dict)  # of the sources, by code

    @cached_property
    def text(self) -> Any:
        """Return the whole text from the database."""
        return self.public.fetch()

    @cached_property
    def renderer(self) -> ContentRenderer:
        """Return the renderer, which knows sources and terms once the sections are rendered."""
        return ContentRenderer(
            self.text, self.request, on_paper=True, opened=self.opened, numbers=self.numbers
        )

    @property
    def url(self) -> str:
        """Return the absolute URL of the page of this text."""
        return absolute_url(self.public.url)

    @property
    def medical_name(self) -> str:
        """Return what doctors call it; of a term, its plain word."""
        return str(getattr(self.text, "medical_name", "") or getattr(self.text, "plain_word", ""))

    @cached_property
    def summary(self) -> str:
        """Return the summary of a page, the short answer or the definition as plain text."""
        if self.public.kind == ContentKind.PAGE:
            return str(self.text.summary)
        lines = (line for one in self.answer for node in one.nodes for line in get_lines(node))
        return " ".join(lines)

    @cached_property
    def answer(self) -> list[Section]:
        """Return the short answer or the definition with its marks; of a page, nothing."""
        if self.public.kind == ContentKind.PAGE:
            return []
        answer = getattr(self.text, "short_answer", "") or getattr(self.text, "definition", "")
        return read_sections(str(self.renderer.prose(answer)), self.url)

    @cached_property
    def sections(self) -> list[Section]:
        """Return the parts of the text under its main headings, in reading order."""
        self.summary  # noqa: B018 - its sources are numbered first
        if isinstance(self.text, SnippetIndexPage):  # It shows a list instead of its body.
            return []
        context: dict[str, Any] = {
            "text": self.text,
            "kind": self.public.kind,
            "renderer": self.renderer,
            "without_care": self.renderer.settings.help_page_id == self.text.pk,
        }
        if self.public.kind == ContentKind.TERM:
            related = type(self.text).objects.public().filter(seen_from__in=[self.text.pk])
            context["see_also"] = related.order_by("term", "slug")
        html = render_to_string("api/text.html", context, self.request)
        return read_sections(html, self.url)

    @property
    def questions(self) -> list[str]:
        """Return the questions to ask the care team."""
        found = find_values(QuestionsBlock, self.text.get_stream_values())
        return [str(words) for one in found for words in one["items"]]

    @property
    def words(self) -> list[Any]:
        """Return the terms that the text explains."""
        self.sections  # noqa: B018 - rendering finds them
        return self.renderer.terms

    @property
    def sources(self) -> list[Source]:
        """Return the sources that the text cites, in the order of their numbers."""
        self.sections  # noqa: B018 - rendering finds them
        if self.public.kind == ContentKind.TERM:
            return [*Source.objects.public().filter(terms__in=[self.text.pk])]
        return self.renderer.sources

    @property
    def alternates(self) -> Iterator[tuple[str, str]]:
        """Yield language and absolute URL of each public translation."""
        others = type(self.text).objects.public().filter(translation_key=self.text.translation_key)
        for other in others.exclude(pk=self.text.pk).select_related("locale"):
            url = other.get_url() if hasattr(other, "get_url") else other.get_absolute_url()
            if url:
                yield other.locale.language_code, absolute_url(url)
