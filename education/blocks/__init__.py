"""What an author may put into a body. Refers to models by name only."""

from __future__ import annotations

from education.blocks.mentions import Mentions
from education.blocks.prose import prose
from education.blocks.sections import BodyBlock, PlainContent, SectionContent

__all__ = ["BodyBlock", "Mentions", "PlainContent", "SectionContent", "prose"]
