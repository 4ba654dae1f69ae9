"""Telephone numbers in words that an admin types, as links that dial."""

from __future__ import annotations

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString

_PARTS = re.compile(r"[(),;:/]|\bor\b")
_WHOLE = re.compile(r"\+?[\d\s().\-/]+")
_WITH_LETTERS = re.compile(r"\+?\d[\dA-Z .\-]*")
_INSIDE = re.compile(r"\+?\d[\d .\-]*\d")
_SHORTEST = 3  # digits: 911, 988, 112
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
    """Return the words as a link that dials; plain words on paper or without a number."""
    number = number_in(words)
    if number and not on_paper:
        return format_html('<a class="tel" href="tel:{}">{}</a>', number, words)
    return format_html("{}", words)
