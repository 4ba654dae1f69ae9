"""Compare answers, and keep a part of an answer that Markdown cannot express.

A line names the block, and reading the line puts the same block there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup

KEEP = "keep"


def keep_line(block: Mapping[str, Any]) -> str:
    """Return the line that stands for a block that is kept as it is."""
    return f":::{KEEP} {block['type']} {block.get('id', '')}\n:::"


def bare(value: Any) -> Any:
    """Return a value so that it can be compared: without keys of blocks, and what is empty."""
    if isinstance(value, str):
        return _bare_html(value) if "<" in value else value
    if isinstance(value, Mapping):
        return {name: bare(one) for name, one in value.items() if name != "id" and one}
    return [bare(one) for one in value] if isinstance(value, list | tuple) else value


def _bare_html(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        del tag["data-block-key"]
    return str(soup)
