"""Changes to the HTML of a booklet: ids, headings, regions and what WeasyPrint needs."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.translation import gettext as _

_NAMES = re.compile(r' (id|aria-labelledby|aria-describedby)="([^"]+)"')
# The sources are listed once, at the end of the booklet: links to them keep their targets.
_JUMPS = re.compile(r""" (?:xlink:)?href="#(?!source-)|url\(\s*(?:["']|&quot;|&apos;)?#""")
_HEADINGS = re.compile(r"(?<=<h|/h)[1-5](?=[ >])")
# Chapters repeat the headings of their parts, and two regions of a page must not share a name.
_REGIONS = re.compile(r"(<(?:section|aside|div)\b[^>]*?) aria-label(?:ledby)?=\"[^\"]*\"")
# A text, and the space between it and an element of the same line.
_SPACE_BEFORE_INLINE = re.compile(r"(?<=[^>\s])\s+(?=<(?:a|b|i|em|span|strong|cite|code)\b)")
_LAST_SPACE = re.compile(r"\s+(?=</(?:p|li|d[td]|t[hd]|h[1-6]|caption|figcaption|div)>)")
# A wide table or drawing, with the heading right above it.
_WIDE = re.compile(
    r"((?:<h[2-6]\b[^>]*>[^<]*</h[2-6]>\s*)?"
    r'(?:<table class="table wide">.*?</table>|<figure class="figure wide">.*?</figure>))',
    re.DOTALL,
)
_DRAWINGS = re.compile(r"(<svg\b[^>]*>)(?!\s*<title)")


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


def split_wide(html: str) -> list[tuple[str, bool]]:
    """Return HTML in parts, and of each whether it is a wide table or drawing.

    A block that spans columns would do, but WeasyPrint 70 loses what follows a block that spans
    columns and does not fit on its page.
    """
    parts = [(part, place % 2 == 1) for place, part in enumerate(_WIDE.split(html))]
    return [(part, is_wide) for part, is_wide in parts if part.strip()]


def for_weasyprint(html: str) -> str:
    """Return HTML that WeasyPrint 70 sets without broken lines and drawings without a name.

    Where a text fits on its line without its last space and not with it, WeasyPrint breaks the line
    after the first word: so the last space of a block is removed, and a space before an element
    becomes an element. In a tagged PDF each drawing needs a title, as an SVG cannot be marked as
    decoration.
    """
    html = _LAST_SPACE.sub("", html)
    html = _SPACE_BEFORE_INLINE.sub("<bdi> </bdi>", html)
    title = f"<title>{escape(_('Small drawing'))}</title>"
    return _DRAWINGS.sub(lambda drawing: drawing.group() + title, html)
