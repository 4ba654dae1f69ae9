"""Changes to the HTML of chapters: ids, headings and regions of a booklet."""

from __future__ import annotations

import re

_NAMES = re.compile(r' (id|aria-labelledby|aria-describedby)="([^"]+)"')
# The sources are listed once, at the end of the booklet: links to them keep their targets.
_JUMPS = re.compile(r""" (?:xlink:)?href="#(?!source-)|url\(\s*(?:["']|&quot;|&apos;)?#""")
_HEADINGS = re.compile(r"(?<=<h|/h)[1-5](?=[ >])")
# Chapters repeat the headings of their parts, and two regions of a page must not share a name.
_REGIONS = re.compile(r"(<(?:section|aside|div)\b[^>]*?) aria-label(?:ledby)?=\"[^\"]*\"")


def with_prefix(html: str, prefix: str) -> str:
    """Return HTML with a prefix on each id and each reference to an id, except to sources."""

    def named(match: re.Match[str]) -> str:
        names = " ".join(prefix + name for name in match.group(2).split())
        return f' {match.group(1)}="{names}"'

    return _JUMPS.sub(lambda jump: jump.group() + prefix, _NAMES.sub(named, html))


def as_chapter(html: str) -> str:
    """Return the HTML of a page as one of several chapters.

    Headings are one level lower, and regions have no names.
    """
    html = _HEADINGS.sub(lambda level: str(int(level.group()) + 1), html)
    return _REGIONS.sub(r"\1", html)
