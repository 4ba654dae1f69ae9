"""Small pictures of signs, which a text shows where it says their name: `((breath))`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings

MARK = re.compile(r"\(\(([\w-]+)\)\)\s*")
NAMES = (
    "back",
    "bleeding",
    "bone",
    "breath",
    "chest",
    "cope",
    "drip",
    "eyes",
    "face",
    "fever",
    "food",
    "head",
    "legs",
    "medicine",
    "mind",
    "press",
    "seizure",
    "shiver",
    "skin",
    "swelling",
    "swollen-face",
    "thirst",
    "tired",
    "toilet",
    "vomiting",
    "waking",
)


@cache
def drawing(name: str) -> str:
    """Return the picture as SVG, without a name of its own; empty when there is none."""
    if name not in NAMES:
        return ""
    path = Path(settings.BASE_DIR, "static", "img", "icons", f"sign-{name}.svg")
    return path.read_text().strip()


def with_drawings(html: str) -> str:
    """Return the same text with a picture for each mark."""
    return MARK.sub(lambda mark: drawing(mark.group(1)), html)


def without_marks(text: str) -> str:
    """Return the same text without its marks."""
    return MARK.sub("", text)
