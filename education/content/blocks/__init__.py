"""Blocks that an author may put into a body. They refer to models by name only."""

from __future__ import annotations

from education.content.blocks.callouts import CareBlock, LevelBlock, QuestionsBlock
from education.content.blocks.lists import StepsBlock
from education.content.blocks.references import References
from education.content.blocks.rich_text import prose
from education.content.blocks.sections import AnswerBlock, BodyBlock, PlainContent

__all__ = [
    "AnswerBlock",
    "BodyBlock",
    "CareBlock",
    "LevelBlock",
    "PlainContent",
    "QuestionsBlock",
    "References",
    "StepsBlock",
    "prose",
]
