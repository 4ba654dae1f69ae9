"""The texts that readers can read: pages, answers, the meanings of terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from wagtail.blocks import StreamValue

from education.content.blocks.markdown import MarkdownWriter


class Subject(Protocol):
    """A text that can be rendered: a page, an answer, the meaning of a term."""

    pk: Any
    locale_id: int
    live_revision_id: Any
    latest_revision_id: Any
    topics: Any
    feedback_id: str

    def get_bodies(self) -> Iterable[StreamValue | str]:
        """Return streams and rich texts, in reading order."""

    def get_stream_values(self) -> Iterable[StreamValue]:
        """Return the stream values that will be rendered."""

    def get_markdown(self, writer: MarkdownWriter) -> str:
        """Return the whole text, without its title, as Markdown."""

    def get_related_questions(self, topics: list[Any]) -> Iterable[Any]:
        """Return the questions that readers of this text may ask next."""
