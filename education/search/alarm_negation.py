"""Detection of signs that are said to be absent now: “no fever”, “a stroke in 2010”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from education.search.alarm_normalization import base
from education.search.language_data import alarm_words

_SMALL = (
    "(?: (?:a|an|any|the|my|his|her|more|other|another|signs?|symptoms?|of|getting|un|una|mas))*"
)
_WHO = "(?:i|he|she|we|they|it|you|mum|mom|dad)"
_DENIED = re.compile(
    r"(?:(?<!\boh )\bno|\b(?:not|without|never|sin)"
    r"|\b(?:no|dont|havent|never) (?:have|had|has|get|got|tengo|tiene|tuve|hay))"
    rf"{_SMALL}$"
)
_HAVE_DENIED = re.compile(r"\b(?:dont|havent|not|never)$")  # before a sign like “have a fit”
# Words whose denial is itself a sign: “no feeling in my legs”.
_GOOD = alarm_words("good_signs")
_HAVE = alarm_words("have")
_OR = frozenset({"or", "nor", "ni"})
# Signs that are only feared or long past are ignored, unless a word of `_NOW` is in the search.
_BEFORE = re.compile(
    r"(?:\b(?:prevent|preventing|avoid|avoiding|prevention of|risk of|evitar|prevenir)"
    r"|\b(?:history of|used to have|died (?:of|from)|murio de)"
    r"|\b(?:covers?|covered for|insurance (?:for|against))"
    rf"|\bwill {_WHO}(?: (?:have|get|ever|start|be|suffer))*){_SMALL}$"
)
_AFTER = re.compile(
    r" risks?\b|(?: \w+){0,3}? (?:(?:years|decades) ago|last year|as a (?:child|kid|baby|teenager)"
    r"|in (?:my )?childhood|in (?:19\d\d|20[01]\d)|when i was (?:a|young|little|\d+)"
    r"|hace (?:\w+ )?anos|in the future)\b"
)
_NOW = alarm_words("present")
# “Can I still have wine” asks what is possible: its “still” does not say that a sign is there now.
_ASKS_WHAT_IS_POSSIBLE = re.compile(rf"\b(?:can|could|may|should) {_WHO} still\b")


def absent(
    words: Sequence[str], signs: Collection[tuple[tuple[str, ...], int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of each sign that is said to be absent now.

    Each of `signs` is a phrase with the places of its first and last word in `words`.
    """
    is_now = not _NOW.isdisjoint(_ASKS_WHAT_IS_POSSIBLE.sub("", " ".join(words)).split())
    denied: set[int] = set()  # where denied signs end
    for sign, start, end in sorted(signs, key=lambda one: one[1:]):
        before, after = " ".join(words[:start]), " " + " ".join(words[end + 1 :])
        is_next = start > 1 and words[start - 1] in _OR and start - 2 in denied
        if is_next or _is_denied(sign, before):
            denied.add(end)
            yield start, end
        elif not is_now and (_BEFORE.search(before) or _AFTER.match(after)):
            yield start, end


def _is_denied(sign: tuple[str, ...], before: str) -> bool:
    if not _GOOD.isdisjoint({*sign, *map(base, sign)}):
        return False
    has = sign[0] in _HAVE and _HAVE_DENIED.search(before)
    return bool(has or _DENIED.search(before))
