"""Words and phrases that need care, each found with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from education.standard.language_data import load
from education.standard.readability import sentences


class Hit(NamedTuple):
    """Word or phrase in a text, its sentence, and the start of the words in the sentence."""

    words: str
    sentence: str
    start: int

    @property
    def before(self) -> str:
        """Return the sentence up to the words."""
        return self.sentence[: self.start]


_WORDING = load()["wording"]
_STATES, _PARTICIPLES = "|".join(_WORDING["states"]), "|".join(_WORDING["participles"])
_PASSIVE = (
    f"(?:{'|'.join(_WORDING['passive_auxiliaries'])}){_WORDING['passive_adverbs']}"
    rf"\s+(?!(?:{_STATES})\b)(?:{_PARTICIPLES})"
)
ABBREVIATIONS: dict[str, str] = _WORDING["abbreviations"]
# A pattern of the verbs with which a sentence tells the reader what to do.
ACTION_VERBS = (
    r"(?:Please )?(?:Do not )?(?:Add|Ask|Avoid|Bring|Call|Check|Choose|Close|Compare|Consult|Find"
    r"|Give|Go|Keep|Learn|Let|Look|Make|Print|Put|Read|Say|See|Send|Share|Show|Speak|Start|Stop"
    r"|Take|Talk|Tell|Think|Tick|Try|Use|Visit|Wait|Write)\b"
)


def hype(text: str) -> list[Hit]:
    """Return promotional words in a text."""
    return list(_find("hype", text))


def battle_words(text: str) -> list[Hit]:
    """Return words that describe an illness as a war, or a person as its victim."""
    return list(_find("battle", text))


def bare_certainty(text: str) -> list[Hit]:
    """Return words that promise or rule out, unless the sentence asks or denies."""
    hits = [*_find("never", text), *(hit for hit in _find("certain", text) if not _is_denied(hit))]
    return [hit for hit in hits if not _is_asked(hit)]


def outlook(text: str) -> list[Hit]:
    """Return words about cure, length of life and chances.

    Sentences that ask, and those about the fate of cells, are left out.
    """
    return [
        hit
        for hit in _find("outlook", text)
        if not _is_asked(hit) and not (_is_fate(hit) and _tells_of_cells(hit))
    ]


def hedges(text: str) -> list[Hit]:
    """Return words that say how sure a statement is."""
    return list(_find("hedges", text))


def hedged(text: str) -> bool:
    """Return whether a passage says anywhere how sure it is."""
    return bool(hedges(text))


def evidence(text: str) -> list[Hit]:
    """Return words that rely on evidence which is not settled."""
    return list(_find("evidence", text))


def not_known(text: str) -> list[Hit]:
    """Return words that say what is not known."""
    return list(_find("not_known", text))


def british(text: str) -> list[Hit]:
    """Return British spellings; our pages are in US spelling."""
    return list(_find("british", text))


def passives(text: str) -> list[Hit]:
    """Return passive voice, by pattern: a form of "be" and a participle."""
    return list(_matches(_PASSIVE, text))


def unexpanded(text: str) -> list[Hit]:
    """Return abbreviations that the text never spells out, each once."""
    flat = text.lower()
    found: dict[str, Hit] = {}
    for short, full in ABBREVIATIONS.items():
        if full not in flat:
            for hit in _matches(short, text, re.NOFLAG):
                found.setdefault(short, hit)
    return list(found.values())


def _find(name: str, text: str) -> Iterator[Hit]:
    """Yield the words of a list that stand in a text."""
    return _matches("|".join(_WORDING[name]), text)


def _matches(words: str, text: str, flags: re.RegexFlag = re.IGNORECASE) -> Iterator[Hit]:
    pattern = re.compile(rf"\b(?:{words})(?!\w)", flags)
    for sentence in sentences(text):
        for found in pattern.finditer(sentence):
            yield Hit(found.group(), sentence, found.start())


def _is_denied(hit: Hit) -> bool:
    return bool(re.search(_WORDING["denied"], hit.before, re.IGNORECASE))


def _is_fate(hit: Hit) -> bool:
    return hit.words.lower().startswith(("surviv", "die", "dying", "death"))


def _tells_of_cells(hit: Hit) -> bool:
    return bool(re.search(_WORDING["of_cells"], hit.sentence, re.IGNORECASE))


def _is_asked(hit: Hit) -> bool:
    asked = hit.sentence.rstrip("\"'”’)").endswith("?")
    return asked or bool(re.search(_WORDING["asked"], hit.before, re.IGNORECASE))
