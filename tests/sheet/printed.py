"""How many pages a PDF has, read without a library."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page\b")


def pages(pdf: bytes) -> int:
    """The pages, also of a PDF that keeps its objects in compressed streams."""
    texts = [_STREAM.sub(b"", pdf)]
    for stream in _STREAM.findall(pdf):
        with suppress(zlib.error):
            texts.append(zlib.decompressobj().decompress(stream))
    return sum(len(_PAGE.findall(text)) for text in texts)
