"""Blocks that an author may put into a body. They refer to models by name only."""

from __future__ import annotations

from education.content.blocks.references import References
from education.content.blocks.rich_text import prose
from education.content.blocks.sections import BodyBlock, PlainContent, SectionContent

__all__ = ["BodyBlock", "PlainContent", "References", "SectionContent", "prose"]
