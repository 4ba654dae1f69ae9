"""Minify style sheets, the script and templates, so that one small response shows a page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from string import ascii_lowercase
from typing import NamedTuple

from django.conf import settings
from django.template import Origin
from django.template.loaders.filesystem import Loader

FOUNDATION = ("tokens", "base", "layout")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_JS_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_BLANKS = re.compile(r"\s+")
# Spaces around + and - matter inside calc(), spaces before : matter in selectors: those stay.
_CSS_SPARE = re.compile(r"\s*([{};,>])\s*|(:)\s+")
# Outside strings a blank beside these has no effect; our strings have no blanks beside them.
_JS_SPARE = re.compile(r" ?(=>|&&|\|\||===|[{}()=?;,:]) ?")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_TOKEN = re.compile(r"(--(?!art-)[a-z][\w-]*):[^;}]*;?")
_PROPERTY = re.compile(r"--(?!art-)[a-z][\w-]*")  # Drawings use --art- names directly.


class InlineAsset(NamedTuple):
    """Text of a style or script element, and its hash for the Content Security Policy."""

    text: str
    hash: str


def make_inline_asset(text: str) -> InlineAsset:
    """Return a text with its SHA-256 hash in the notation of the Content Security Policy."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return InlineAsset(text, f"'sha256-{digest}'")


class DedentingLoader(Loader):
    """Template loader that removes indentation, which would cost each page some 50 bytes."""

    def get_contents(self, origin: Origin) -> str:
        """Return the template without indentation; its line numbers stay the same."""
        return _INDENT.sub("", str(super().get_contents(origin)))


def minify_css(css: str) -> str:
    """Return the same rules without comments and unneeded white space."""
    bare = _BLANKS.sub(" ", _CSS_COMMENT.sub("", css)).strip()
    return _CSS_SPARE.sub(lambda match: match.group(1) or match.group(2), bare).replace(";}", "}")


def minify_js(script: str) -> str:
    """Return the same statements without comments and unneeded white space."""
    return _JS_SPARE.sub(r"\1", _BLANKS.sub(" ", _JS_COMMENT.sub("", script))).strip()


@cache
def get_page_script() -> InlineAsset:
    """Return the minified script of public pages, which the policy allows by its hash."""
    return make_inline_asset(
        minify_js(Path(settings.BASE_DIR, "static", "js", "page.js").read_text())
    )


def has_component(name: str) -> bool:
    """Return whether a component has a style sheet of its own."""
    return name in _components()


def get_page_css(components: frozenset[str]) -> InlineAsset:
    """Return the joined style sheets of a page: foundation, the components that it uses, print."""
    return _assembled.__wrapped__(components) if settings.DEBUG else _assembled(components)


@cache
def _assembled(components: frozenset[str]) -> InlineAsset:
    names = [*FOUNDATION, *(f"components/{name}" for name in sorted(components)), "print"]
    css = "".join(_sheet(name) for name in names).replace("}@layer components{", "")
    return make_inline_asset(_with_short_names(_without_unused_tokens(css)))


def _without_unused_tokens(css: str) -> str:
    """Return the style sheet without the custom properties that no rule uses."""
    used = set(re.findall(r"var\((--[\w-]+)", css))
    return _TOKEN.sub(lambda match: match[0] if match[1] in used else "", css)


def _with_short_names(css: str) -> str:
    """Return the style sheet with two-letter custom properties, which saves a page 100 bytes."""
    by_use = [name for name, _uses in Counter(_PROPERTY.findall(css)).most_common()]
    letters = map("".join, product(ascii_lowercase, repeat=2))
    short = dict(zip(by_use, letters, strict=False))
    return _PROPERTY.sub(lambda match: f"--{short[match[0]]}", css)


def _sheet(name: str) -> str:
    return minify_css((_folder() / f"{name}.css").read_text())


@cache
def _components() -> frozenset[str]:
    return frozenset(path.stem for path in (_folder() / "components").glob("*.css"))


def _folder() -> Path:
    return Path(settings.BASE_DIR, "static", "css")
