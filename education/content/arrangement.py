"""Arrangement of the parts that have a fixed place on every page, wherever an author put them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue

CARE, KEY_POINTS, QUESTIONS, RELATED = "care", "key_points", "questions", "related"


@dataclass(frozen=True)
class PlacedBlock:
    """A block of a body, and the heading under which a list of questions stands."""

    block: Any
    above: str = ""


class Arrangement:
    """The order of the parts with a fixed place: care card, last questions, further reading.

    The care card follows "In short", or begins a text without "In short". The last questions and
    the further reading come at the end. Lists of questions before the last one stay in their
    sections.
    """

    def __init__(self, streams: Iterable[StreamValue], *, shows_care: bool, on_paper: bool) -> None:
        blocks = [block for stream in streams for block in stream]
        self._on_paper = on_paper
        self.care = self._last(blocks, CARE)
        self.questions = self._last(blocks, QUESTIONS)
        self.related = self._last(blocks, RELATED)
        self.shows_care = shows_care or self.care is not None
        self.opens_with_care = self.shows_care and self._last(blocks, KEY_POINTS) is None

    @staticmethod
    def _last(blocks: Iterable[Any], kind: str) -> Any:
        return next((one.value for one in reversed([*blocks]) if one.block_type == kind), None)

    def in_flow(self, stream: StreamValue) -> Iterator[PlacedBlock]:
        """Yield the blocks of a stream that stand where their author put them.

        On paper there is no form at the end, so every list of questions stays in its place.
        """
        heading = ""
        for block in stream:
            if block.block_type == "section":
                heading = block.value["heading"]
            if block.block_type in {CARE, RELATED}:
                continue
            is_last = block.block_type == QUESTIONS and block.value is self.questions
            if is_last and not self._on_paper:
                continue
            yield PlacedBlock(block, "" if is_last else heading)
