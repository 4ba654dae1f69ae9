"""The tokenizer: words made comparable in case, accents, spelling and endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from education.search import word_forms

LONGEST_QUERY = 500
_LONGEST_INPUT = 10_000  # Longer texts do not fit into an address.
LONGEST_WORD = 40
_APOSTROPHE = "['’‘]"
_TYPED_APOSTROPHES = dict.fromkeys(map(ord, "`\u00b4\u02bc\u2032\u201b"), "’")
_WORD = re.compile(rf"[^\W_]+(?:{_APOSTROPHE}[^\W_]+)*")
_CONTRACTED = re.compile(rf"{_APOSTROPHE}(?:s|m|d|ll|re|ve)$")
_SPACE = re.compile(r"\s+")
_stemmer = snowballstemmer.stemmer("english")


class Token(NamedTuple):
    """A word at its place in a text, with its plain form and its stem."""

    text: str
    start: int
    end: int
    plain: str
    stem: str

    @property
    def is_stop(self) -> bool:
        """Return whether the word is a stop word, too common to search for."""
        return self.plain in word_forms.STOP_WORDS


def clean(text: str) -> str:
    """Return a text from an address in a form that is safe to store and to show."""
    text = text.strip()[:_LONGEST_INPUT].translate(_TYPED_APOSTROPHES)
    text = visible(unicodedata.normalize("NFKC", text))
    text = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def cut(text: str) -> str:
    """Return the beginning of a long text: as many whole words as a search may have."""
    if len(text) <= LONGEST_QUERY:
        return text
    return text[: LONGEST_QUERY + 1].rpartition(" ")[0] or text[:LONGEST_QUERY]


def visible(text: str) -> str:
    """Return a text without invisible characters, such as soft hyphens."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, in their order."""
    return [
        Token(match.group(), match.start(), match.end(), plain, stem(plain))
        for match in _WORD.finditer(text)
        if (plain := plain_word(match.group()))
    ]


def stems(text: str) -> list[str]:
    """Return the stems of all words of a text."""
    return [token.stem for token in tokens(text)]


def tells_fate_of_cells(stems: Iterable[str]) -> bool:
    """Return whether a text with these stems tells of cells, and of their life or death."""
    found = {*stems}
    return not (found.isdisjoint(word_forms.CELLS) or found.isdisjoint(word_forms.FATE))


def content(text: str) -> list[str]:
    """Return the stems of the words of a text that are not stop words."""
    return [token.stem for token in tokens(text) if not token.is_stop]


@lru_cache(maxsize=20_000)
def plain_word(word: str) -> str:
    """Return a word in lower case without accents and apostrophes: “Tumour’s” becomes “tumour”."""
    word = unicodedata.normalize("NFKC", word).casefold()
    letters = unicodedata.normalize("NFKD", _CONTRACTED.sub("", word))
    return "".join(char for char in letters if char.isalnum())[:LONGEST_WORD]


@lru_cache(maxsize=20_000)
def stem(plain: str) -> str:
    """Return the stem of a plain word, which all its forms share, in American spelling.

    A stem need not be a word, because it is only compared with other stems.
    """
    word = word_forms.IRREGULAR.get(plain, plain)
    for british, american in word_forms.SPELLINGS:
        word = british.sub(american, word)
    for start, root in word_forms.FAMILIES:
        if word.startswith(start):
            return root
    ending_cut: str = _stemmer.stemWord(word)
    return word_forms.ROOTS.get(ending_cut, ending_cut)
