"""Words and phrases that need care, each found with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

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


_HYPE = (
    r"revolution\w*|breakthroughs?|remarkabl[ey]|miracles?|miraculous\w*|ground-?breaking"
    r"|game-chang\w+|cutting-edge|state-of-the-art|wonder drugs?|amazing\w*"
)
_BATTLE = (
    r"fight\w*|fought|battl\w+|victims?|suffer\w*|los(?:e|es|ing|t)|conquer\w*|defeat\w*|war on"
)
# "Not always" and "cannot guarantee" are honest; "always" and "guaranteed" are bare certainty.
_CERTAIN = r"always|guarante\w+|definitely|certainly|without (?:a )?doubt|100\s?(?:%|percent)"
_DENIED = r"(?:\b(?:not|no|cannot|nothing is|nobody can)|n['’]t)\s+(?:\w+\s+)?$"
_NEVER = r"never"
# Words about length of life. Cells may survive and die, too; `outlook` leaves those sentences out.
_OUTLOOK = (
    r"cur(?:e[sd]?|ing|able|ative)|incurab\w+|surviv\w+|(?:less|more) favorable|unfavorable"
    r"|chances|(?:good|small|slim|better|worse|poor)\w* chance of (?:a cure|living|life)"
    r"|life expectancy|(?:poor|bad|worse|grim)\w* (?:outlook|prognosis)|terminal(?:ly)?|fatal\w*"
    r"|deadly|(?<!to )die[ds]?|dying|deaths?|(?:months?|weeks?|years?|time) (?:left|to live)"
    r"|how long (?:you|people|they|someone|a person) (?:will|may|might|can|could|have|has|lives?)"
)
_OF_CELLS = r"\b(?:cells?|seeds?)\b"
_ASKED = r"\b(?:whether|want to (?:read|know|hear)|ask\w* (?:\w+ ){0,4}if|about the chances? of)\b"

_NOT = r"(?:not|never|\w+n['’]t) (?:been )?(?:yet |fully |conclusively )*"
_HEDGES = (
    r"may|might|could|perhaps|possibl[ey]|sometimes|suggest\w*|seems?|appears?"
    r"|most|often|usually|many kinds|in general|generally"
    r"|likely|unlikely|uncertain\w*|unclear|certainty is limited|potential\w*|promis(?:e|ing)"
    rf"|{_NOT}(?:known|understood|proven|certain|clear|sure)|being studied|not everyone|theory"
    r"|no guarantee|cannot (?:promise|guarantee|say)"
    r"|some (?:studies|people|cases|cancers|treatments|procedures)"
)
_NOT_KNOWN = (
    rf"{_NOT}(?:known|know|understood|proven|certain|clear|sure|say|give|list|name|cover|describe)"
    r"|unclear|uncertain|limited|not everyone|no(?:body| one) knows"
)
_EVIDENCE = r"stud(?:y|ies) suggests?|some studies|shows? promise|promising|being studied|in theory"

_BRITISH = (
    r"(?:tum|col|fav|behavi|neighb|lab|hum|flav|hon)our\w*|(?:cent|fib|lit|theat|calib)re[sd]?"
    r"|(?:centi|milli|kilo)?metres?|programmes?|leukaemi\w+|anaemi\w+|oestr\w+|oedema\w*|\w*haem\w+"
    r"|paediatr\w+|anaesth\w+|diarrhoea|oesoph\w+|orthopaed\w+|foet\w+|gynaec\w+|caesar\w+"
    r"|(?:signal|travel|counsel|cancel|label|model|fuel|channel)l(?:ed|ing|ers?)"
    r"|(?:organ|recogn|personal|local|metastas|colon|minim|stabil|vascular|hospital|special"
    r"|summar|emphas|util|real|immun|general|character|priorit|normal|visual|mobil|optim)"
    r"is(?:e|es|ed|ing|ation|ations)|(?:ana|cata|para)lys(?:ed?|ing)|defences?|licences?"
    r"|practis(?:e|es|ed|ing)|grey|whilst|learnt|ageing|enrol|fulfil|skilful|sceptic\w*"
)

_BE = r"(?:am|is|are|was|were|be|been|being|gets?|got)"
_BETWEEN = r"(?:\s+(?:not|also|often|now|then|still|never|sometimes|\w+ly))*"
_PARTICIPLE = (
    r"\w+ed|built|brought|bought|caught|chosen|cut|done|drawn|driven|eaten|felt|found"
    r"|forgotten|given|gone|grown|held|hidden|kept|known|laid|led|left|lost|made|meant|met|paid"
    r"|proven|put|read|said|seen|sent|set|shown|spoken|spread|taken|taught|thought|told"
    r"|understood|worn|written"
)
# Adjectives that look like participles but are not passive voice.
_STATE = (
    r"need|indeed|red|tired|worried|scared|interested|concerned|stressed|relaxed|confused|pleased"
    r"|used to|supposed|related|advanced|limited|complicated|detailed|skilled|experienced"
    r"|married|allowed|known|proven|understood"
)
_PASSIVE = rf"{_BE}{_BETWEEN}\s+(?!(?:{_STATE})\b)(?:{_PARTICIPLE})"

ABBREVIATIONS = {
    "CT": "computed tomography",
    "MRI": "magnetic resonance imaging",
    "PET": "positron emission tomography",
    "EMT": "epithelial-mesenchymal transition",
    "SBRT": "stereotactic body radiation therapy",
    "IMRT": "intensity-modulated radiation therapy",
}


def hype(text: str) -> list[Hit]:
    """Return promotional words in a text."""
    return list(_find(_HYPE, text))


def battle_words(text: str) -> list[Hit]:
    """Return words that describe an illness as a war, or a person as its victim."""
    return list(_find(_BATTLE, text))


def bare_certainty(text: str) -> list[Hit]:
    """Return words that promise or rule out, unless the sentence asks or denies."""
    hits = [*_find(_NEVER, text), *(hit for hit in _find(_CERTAIN, text) if not _is_denied(hit))]
    return [hit for hit in hits if not _is_asked(hit)]


def outlook(text: str) -> list[Hit]:
    """Return words about cure, length of life and chances.

    Sentences that ask, and those about the fate of cells, are left out.
    """
    return [
        hit
        for hit in _find(_OUTLOOK, text)
        if not _is_asked(hit) and not (_is_fate(hit) and _tells_of_cells(hit))
    ]


def hedges(text: str) -> list[Hit]:
    """Return words that say how sure a statement is."""
    return list(_find(_HEDGES, text))


def hedged(text: str) -> bool:
    """Return whether a passage says anywhere how sure it is."""
    return bool(hedges(text))


def evidence(text: str) -> list[Hit]:
    """Return words that rely on evidence which is not settled."""
    return list(_find(_EVIDENCE, text))


def not_known(text: str) -> list[Hit]:
    """Return words that say what is not known."""
    return list(_find(_NOT_KNOWN, text))


def british(text: str) -> list[Hit]:
    """Return British spellings; our pages are in US spelling."""
    return list(_find(_BRITISH, text))


def passives(text: str) -> list[Hit]:
    """Return passive voice, by pattern: a form of "be" and a participle."""
    return list(_find(_PASSIVE, text))


def unexpanded(text: str) -> list[Hit]:
    """Return abbreviations that the text never spells out, each once."""
    flat = text.lower()
    found: dict[str, Hit] = {}
    for short, full in ABBREVIATIONS.items():
        if full not in flat:
            for hit in _find(short, text, re.NOFLAG):
                found.setdefault(short, hit)
    return list(found.values())


def _find(words: str, text: str, flags: re.RegexFlag = re.IGNORECASE) -> Iterator[Hit]:
    pattern = re.compile(rf"\b(?:{words})(?!\w)", flags)
    for sentence in sentences(text):
        for found in pattern.finditer(sentence):
            yield Hit(found.group(), sentence, found.start())


def _is_denied(hit: Hit) -> bool:
    return bool(re.search(_DENIED, hit.before, re.IGNORECASE))


def _is_fate(hit: Hit) -> bool:
    return hit.words.lower().startswith(("surviv", "die", "dying", "death"))


def _tells_of_cells(hit: Hit) -> bool:
    return bool(re.search(_OF_CELLS, hit.sentence, re.IGNORECASE))


def _is_asked(hit: Hit) -> bool:
    asked = hit.sentence.rstrip("\"'”’)").endswith("?")
    return asked or bool(re.search(_ASKED, hit.before, re.IGNORECASE))
