"""Find what other programs leave in a cell: HTML, and letters read with a wrong encoding."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

# Only names of HTML elements, as “<5” and “x<y and z>w” are plain text.
_TAG = re.compile(
    r"</?(?:a|b|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|link|meta|"
    r"o:p|ol|p|pre|s|script|small|span|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul)"
    r"(?:\s[^<>]*)?/?>|<!--",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)
# The bytes 80 to BF of UTF-8 as Windows-1252 shows them, after the letter of a first byte.
_SECOND = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "\u0080-\u009f"
_BROKEN = re.compile(
    f"[ÃÂ][{_SECOND}]|â[{_SECOND}]{{1,2}}|ï»¿|ï¿½|ðŸ[{_SECOND}]{{1,2}}"  # Windows-1252
    "|\u201aÄ.|√[©®°±§¥∂≠º≥]"  # Mac OS Roman
)
_LOST = "\N{REPLACEMENT CHARACTER}"
_LONGEST = 40


def find_html_or_broken_characters(text: str) -> str:
    """Return a sentence about the first of these in a text, or an empty string."""
    if found := _TAG.search(text):
        return _("contains the HTML tag “%(tag)s”; paste the text without formatting") % {
            "tag": found.group()[:_LONGEST]
        }
    if found := _ENTITY.search(text):
        return _("contains the HTML code “%(code)s”; type the character itself") % {
            "code": found.group()
        }
    if found := _BROKEN.search(text):
        return _(
            "contains the broken characters “%(characters)s”: the file was opened with another "
            "encoding before; open the original as UTF-8, or type them again"
        ) % {"characters": found.group()}
    if _LOST in text:
        return _("contains “%(character)s”, where a character was lost; type it again") % {
            "character": _LOST
        }
    return ""
