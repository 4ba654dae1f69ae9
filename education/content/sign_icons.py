"""Small pictures of signs, which a text shows in place of a mark such as `((breath))`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from education.standard.markup import SIGN, SIGNS


@cache
def drawing(name: str) -> str:
    """Return the SVG of a sign, which is hidden from screen readers; empty if there is none."""
    if name not in SIGNS:
        return ""
    path = Path(settings.BASE_DIR, "static", "img", "icons", f"sign-{name}.svg")
    return path.read_text().strip()


def with_drawings(html: str) -> str:
    """Return the HTML with a picture in place of each mark."""
    return SIGN.sub(lambda mark: drawing(mark.group(1)), html)
