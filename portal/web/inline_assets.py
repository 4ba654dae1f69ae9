"""Read the style sheets and the script that each page contains, and hash them for the policy."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

FOUNDATION = ("tokens", "base", "layout")
VARIED = ("page-section", "link-list")  # by other components, so these come first
_CSS_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
_JS_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
# Spaces that a style sheet does not need. None of our strings holds one of these.
_CSS_SPACE = re.compile(r";?\s*(})\s*|\s*({)\s*|([:;,]) ")


class InlineAsset(NamedTuple):
    """Text of a style or script element, and its hash for the Content Security Policy."""

    text: str
    hash: str


def make_inline_asset(text: str) -> InlineAsset:
    """Return a text with its SHA-256 hash in the notation of the Content Security Policy."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return InlineAsset(text, f"'sha256-{digest}'")


@cache
def get_page_script() -> InlineAsset:
    """Return the script of public pages, which the policy allows by its hash."""
    return make_inline_asset(_read("js/page.js", comment=_JS_COMMENT))


def has_component(name: str) -> bool:
    """Return whether a component has a style sheet of its own."""
    return name in _components()


def get_page_css(components: frozenset[str]) -> InlineAsset:
    """Return the joined style sheets of a page: foundation, the components that it uses, print."""
    return _joined.__wrapped__(components) if settings.DEBUG else _joined(components)


@cache
def _joined(components: frozenset[str]) -> InlineAsset:
    ordered = sorted(components, key=lambda name: (name not in VARIED, name))
    names = [*FOUNDATION, *(f"components/{name}" for name in ordered), "print"]
    sheets = (_read(f"css/{name}.css", comment=_CSS_COMMENT) for name in names)
    return make_inline_asset(_CSS_SPACE.sub(r"\1\2\3", "".join(sheets)))


def _read(name: str, comment: re.Pattern[str]) -> str:
    """Return the text of a static file without comments and indentation."""
    text = Path(settings.BASE_DIR, "static", name).read_text()
    return _INDENT.sub("", comment.sub("", text))


@cache
def _components() -> frozenset[str]:
    folder = Path(settings.BASE_DIR, "static", "css", "components")
    return frozenset(path.stem for path in folder.glob("*.css"))
