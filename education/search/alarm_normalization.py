"""Normalization of search text for alarm phrases: punctuation, tenses, persons and numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from education.search.language_data import ENGLISH, alarm_table, alarm_words, bases, load

LONGEST_TEXT = 4_000  # letters that are read: about as many as fit into an address
SELF, MINE = "@self", "@my"

_SIGNS = re.compile(r"[^a-z0-9.]+")
_APOSTROPHES = re.compile(r"['’‘\u02bc`\u00b4]")
_POINT_AT_END = re.compile(r"\.(?!\d)|(?<!\d)\.")
_NO_AS_ANSWER = re.compile(r"\bno(?=\s*[,.;:!?])", re.IGNORECASE)  # “No, it is 39”
_TWO_FOR_TO = re.compile(r"(?<=want)2(?=[a-z])|(?<=want )2(?= [a-z])|(?<=going )2(?= [a-z])")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_DEGREES = re.compile(r"(?<=\d)\s*[°º˚]\s*[cf]?\b|(?<=\d\.\d)\s*[cf]\b|(?<=\b[14]\d\d)\s*f\b")


# Different spellings of the same words; the patterns are applied in this order.
_REWRITES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), words)
    for pattern, words in load(ENGLISH)["alarm_phrases"]["rewrites"]
)
_NEEDS_REWRITING = re.compile(load(ENGLISH)["alarm_phrases"]["needs_rewriting"])
_SELF, _MINE, _EMPTY = alarm_words("self"), alarm_words("mine"), alarm_words("empty")
BETWEEN = _EMPTY | alarm_words("between")
POLITE = BETWEEN | alarm_words("polite")
_IRREGULAR = bases(alarm_table("forms"))
_UNITS, _TENS = alarm_table("units"), alarm_table("tens")
_UNIT = "|".join(_UNITS)
_NUMBER_IN_WORDS = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})|(?:a |one )?(?P<hundred>hundred)(?: and)?)"
    rf"(?: (?:y )?(?P<unit>{_UNIT})\b)?(?: (?:point|punto|coma) (?P<part>{_UNIT})\b)?"
)


def folded(text: str) -> str:
    """Return a text in lower case without accents, invisible letters, apostrophes and punctuation.

    Contractions, degrees and numbers in words are written in one way. Only the first LONGEST_TEXT
    letters are read.
    """
    text = _NO_AS_ANSWER.sub("nope", _with_degrees(text[:LONGEST_TEXT])).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).casefold()
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in letters if not unicodedata.combining(char))
    text = _DECIMAL_COMMA.sub(".", _APOSTROPHES.sub("", text))
    text = _DEGREES.sub(" degrees ", text)
    text = _POINT_AT_END.sub(" ", _SIGNS.sub(" ", text))
    text = _NUMBER_IN_WORDS.sub(_in_digits, _TWO_FOR_TO.sub(" to ", text))
    if _NEEDS_REWRITING.search(text):
        for pattern, word in _REWRITES:
            text = pattern.sub(word, text)
    return " ".join(text.split())


def _in_digits(number: re.Match[str]) -> str:
    """Return “thirty eight point five” as “38.5”."""
    whole = _TENS[number["tens"]] if number["tens"] else "10"
    part = f".{_UNITS[number['part']]}" if number["part"] else ""
    return f"{whole}{_UNITS.get(number['unit'], '0')}{part}"


def _with_degrees(text: str) -> str:
    """Return a text in which each degree character is “°”, before it becomes a letter."""
    return text.replace("º", "°").replace("℃", "°c").replace("℉", "°f")


@lru_cache(maxsize=20_000)
def base(word: str) -> str:
    """Return the common base of all forms of a word: “vomited”, “vomits” and “vomiting”."""
    if word in _SELF:
        return SELF
    if word in _MINE:
        return MINE
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if (
            stem != word
            and len(stem) > 2
            and not word.endswith("eed")
            and re.search("[aeiouy]", stem)
        ):
            doubled = stem[-1] == stem[-2] and stem[-1] not in "lsz"
            word = stem[:-1] if doubled else stem
            break
    word = _IRREGULAR.get(word, word)
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


@lru_cache(maxsize=20_000)
def phrase(text: str) -> tuple[str, ...]:
    """Return the base forms of the words in a phrase that have a meaning of their own.

    If only one word is left, it is returned folded, but not in its base form.
    """
    words = folded(text).split()
    with_meaning = [word for word in words if word not in _EMPTY] or words
    return tuple(with_meaning if len(with_meaning) == 1 else map(base, with_meaning))
