"""Telephone numbers in words that an admin types, as links that dial."""

from __future__ import annotations

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_PARTS = re.compile(r"[(),;:/]|\bor\b")
_WHOLE = re.compile(r"\+?[\d\s().\-/]+")
_WITH_LETTERS = re.compile(r"\+?\d[\dA-Z .\-]*")
_INSIDE = re.compile(r"\+?\d[\d .\-]*\d")
# In running text: 1-800-4-CANCER, 555-010-2233; not in a tag, nor in a link.
_IN_TEXT = re.compile(
    r"<a\b.*?</a>|<[^>]+>"
    r"|(?<![\w.+-])(?P<number>(?:\+?1-)?\d{3}-(?:\d{3}-\d{4}|\d-[A-Z]{4,8}))(?![\w-])",
    re.DOTALL,
)
_SHORTEST = 3  # digits: 911, 988, 112
_LONGEST = 18  # letters that stay on one line: the narrowest phone has room for them
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


def number_in(words: str) -> str:
    """Return the digits to dial in some words; empty when there is no number.

    Understands numbers written with letters (1-800-4-CANCER) and words around a number
    ("988 (call, text or chat)").
    """
    words = words.strip()
    candidates = [words] if _WHOLE.fullmatch(words) else []
    parts = [part.strip() for part in _PARTS.split(words)]
    candidates += [part for part in parts if _WITH_LETTERS.fullmatch(part)]
    candidates += _INSIDE.findall(words)
    for candidate in candidates:
        digits = re.sub(r"\D", "", candidate.translate(_KEYPAD))
        if len(digits) >= _SHORTEST:
            return f"+{digits}" if candidate.startswith("+") else digits
    return ""


def before_brackets(words: str) -> str:
    """Return the words before the first bracket, for a narrow place."""
    return words.partition("(")[0].strip() or words


def dial(words: str, *, on_paper: bool = False) -> SafeString:
    """Return the words as a link that dials, or without a number as they are; on paper, no link.

    The style sheet keeps `tel` on one line; of longer words, the number alone.
    """
    number = number_in(words)
    if not number:
        return format_html("{}", words)
    kind, shown = "tel", words
    if len(words) > _LONGEST:
        kind, shown = "tel tel-long", _with_whole_numbers(words)
    if on_paper:
        return format_html('<b class="{}">{}</b>', kind, shown)
    return format_html('<a class="{}" href="tel:{}">{}</a>', kind, number, shown)


def dial_inside(html: str, *, on_paper: bool = False) -> str:
    """Return HTML whose numbers to call are links that dial, unless they stand in a link."""
    return _IN_TEXT.sub(
        lambda found: dial(found["number"], on_paper=on_paper) if found["number"] else found[0],
        html,
    )


def _with_whole_numbers(words: str) -> SafeString:
    """Return words in which no number breaks."""
    parts = re.split(f"({_INSIDE.pattern})", words)  # A number is at each second place.
    whole = (
        format_html("<span>{}</span>", part) if at % 2 and len(part) <= _LONGEST else part
        for at, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((part,) for part in whole))
