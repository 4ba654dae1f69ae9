"""Count the pages of a PDF and the letters of each size, without a library."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page\b")
_SET = re.compile(rb"/\S+ ([\d.]+) Tf(.*?)(?=Tf|\Z)", re.DOTALL)
_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_POINTS = 0.75  # of one unit of WeasyPrint's pages


def pages(pdf: bytes) -> int:
    """The pages, also of a PDF that keeps its objects in compressed streams."""
    texts = [_STREAM.sub(b"", pdf), *_streams(pdf)]
    return sum(len(_PAGE.findall(text)) for text in texts)


def letters(pdf: bytes) -> Counter[float]:
    """Return the number of letters of each size, in points, in a PDF of WeasyPrint."""
    found: Counter[float] = Counter()
    for text in _streams(pdf):
        for size, words in _SET.findall(text):
            count = sum(len(glyphs) for glyphs in _GLYPHS.findall(words)) // 4
            found[round(float(size) * _POINTS, 1)] += count
    return found


def _streams(pdf: bytes) -> Iterator[bytes]:
    for stream in _STREAM.findall(pdf):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(stream)
