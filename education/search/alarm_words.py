"""Normalization of search text for alarm words: punctuation, tenses, persons and misspellings."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import groupby, islice
from math import log

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract
from spellchecker import SpellChecker

LONGEST_TEXT = 4_000  # letters that are read: about as many as fit into an address
_MOST_UNKNOWN = 40  # unknown words of one search that are compared with alarm words
SELF, MINE = "@self", "@my"

_SIGNS = re.compile(r"[^a-z0-9.]+")
_APOSTROPHES = re.compile(r"['’‘\u02bc`\u00b4]")
_POINT_AT_END = re.compile(r"\.(?!\d)|(?<!\d)\.")
_NO_AS_ANSWER = re.compile(r"\bno(?=\s*[,.;:!?])", re.IGNORECASE)  # “No, it is 39”
_TWO_FOR_TO = re.compile(r"(?<=want)2(?=[a-z])|(?<=want )2(?= [a-z])|(?<=going )2(?= [a-z])")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_DEGREES = re.compile(r"(?<=\d)\s*[°º˚]\s*[cf]?\b|(?<=\d\.\d)\s*[cf]\b|(?<=\b[14]\d\d)\s*f\b")


def word_set(words: str) -> frozenset[str]:
    """Return the set of words in a text, which are separated by spaces."""
    return frozenset(words.split())


# Different spellings of the same words; the patterns are applied in this order.
_ONE_WAY = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), word)
    for pattern, word in (
        ("wanna", "want to"),
        ("gonna", "going to"),
        ("(my|your|him|her|our) (?=self|selves)", r"\1"),
        ("(?:can|could|cud) not|cannot|couldnt|cudnt|cnt|cant|kant", "cant"),
        ("(?:un|not |isnt |wasnt |arent |hasnt been |havent been |not been )able to", "cant"),
        ("(?:can|could) (?:barely|hardly|scarcely|no longer)|(?:barely|hardly) able to", "cant"),
        ("(?:will|would) not|wont|wouldnt", "wont"),
        ("(?:do|does|did) not|dont|doesnt|didnt|dnt|dosent|doesent", "dont"),
        ("(?:has|have|had) not|hasnt|havent|hadnt", "havent"),
        ("(?:is|are|am|was|were) not|isnt|arent|wasnt|werent|aint", "not"),
        ("any (?:more|longer)", "anymore"),
        ("no body", "nobody"),
        ("dis", "this"),
        ("idk|dunno", "dont know"),
        ("(?:throw|throws|throwing|threw|thrown|chucking|chucked) up", "vomiting"),
    )
)
_HAS_SEVERAL_WAYS = re.compile(
    r"n[ao]t|n?nt\b|nna\b|able to|any |no body|sel(?:f|ves)|(?:barely|hardly|scarcely|longer)"
    r"|(?:thr|chuck)\w+ up|\b(?:dis|idk|dunno)\b"
)
_SELF = word_set(
    "myself himself herself themself themselves yourself yourselves ourselves hisself "
    "theirselves oneself"
)
_MINE = word_set("my his her their your our its hes")
# Left out of phrases: these words have no meaning of their own.
_NOTHING = word_set(
    "a an the am is are was were be been being im ive hes shes theyre its el los las un una "
    "unos unas su sus mis b"
)
# May stand between the words of a phrase.
BETWEEN = _NOTHING | word_set(
    "my his her their your our i he she it they we you this that these those have has had having "
    "really just so very quite even ever still also now then all both too some any much more most "
    "lot lots actually suddenly literally properly completely totally absolutely constantly always "
    "already almost nearly barely gone went going got getting get feel feels feeling felt seem "
    "seems look looks looking keep keeps kept keeping start started starting become became "
    "becoming turn turns turned turning bit little of up off in "
    "moms mums moms dads mothers fathers husbands wifes partners sons daughters brothers sisters "
    "mucho muy tanto tan me le se la lo mi esta estoy"
)
# May stand around a word that counts only alone.
POLITE = BETWEEN | word_set("please pls plz ok hello hi someone somebody")
_IRREGULAR = {
    form: base
    for base, forms in {
        "bleed": "bled bleeding bleeds", "throw": "threw thrown throwing throws",
        "wake": "woke woken waking wakes awake", "take": "took taken taking takes",
        "lose": "lost losing loses", "feel": "felt feeling feels", "keep": "kept keeping keeps",
        "hurt": "hurts hurting hurted", "swell": "swollen swelled swelling swells",
        "breath": "breathe breathing breathes breathed breaths", "die": "died dies dying dieing",
        "think": "thought thinking thinks", "give": "gave given giving gives",
        "speak": "spoke spoken speaking speaks", "cut": "cutting cuts", "get": "got getting gets",
        "stand": "stood standing stands", "eat": "ate eaten eating eats",
        "drink": "drank drunk drinking drinks", "fall": "fell fallen falling falls",
        "go": "goes going gone went", "live": "lived lives living", "have": "has had having",
        "shake": "shook shaken shaking shakes", "stop": "stopped stopping stops",
        "pee": "peeing peed pees wee weeing wees urine urinate urinates urinating urinated",
        "poo": "pooing pooed poos poop poops pooping pooped stool stools feces faeces",
        "see": "saw seen seeing sees", "hang": "hung hanging hangs",
        "shoot": "shot shooting shoots", "sleep": "slept sleeping sleeps",
        "leak": "leaked leaking leaks", "break": "broke broken breaking breaks",
        "tie": "tying",
        "vomit": "vomitting vomitted vomiting vomited vomits puke puked puking pukes",
        # Several names of the same thing, in alarm words and in searches.
        "belly": "bellies tummy tummies stomach stomachs abdomen abdominal",
        "port": "ports picc hickman catheter catheters", "drip": "drips cannula canula",
        "pill": "pills tablet tablets med meds medicine medicines medication medications "
        "capsule capsules",
        "grey": "gray", "hinchado": "hinchada hinchados hinchadas hinchazon",
        "cry": "cried crying cries", "burn": "burnt burned burning burns",
    }.items()
    for form in forms.split()
}  # fmt: skip
# A temperature in words, as people dictate it to a phone.
_UNITS = {
    word: digit
    for words, digit in (
        ("one uno", "1"), ("two dos", "2"), ("three tres", "3"), ("four cuatro", "4"),
        ("five cinco", "5"), ("six seis", "6"), ("seven siete", "7"), ("eight ocho", "8"),
        ("nine nueve", "9"),
    )
    for word in words.split()
}  # fmt: skip
_TENS = {"thirty": "3", "treinta": "3", "forty": "4", "fourty": "4", "cuarenta": "4"}
_UNIT = "|".join(_UNITS)
_NUMBER_IN_WORDS = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})|(?:a |one )?(?P<hundred>hundred)(?: and)?)"
    rf"(?: (?:y )?(?P<unit>{_UNIT})\b)?(?: (?:point|punto|coma) (?P<part>{_UNIT})\b)?"
)
_SHORTEST_WITH_SLIP, _LONGEST_WITH_ONE = 5, 8
_SHORTEST_SHORT = 4  # “chst”, “moove”: one letter left out of a word of five, or too many
_SHORTEST_TOGETHER, _LONGEST_TOGETHER = 7, 80
_LONGEST_PART = 20
_SEVERAL = 3  # equal letters in a row: no word has so many
_LETTERS_APART = 4


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
    if _HAS_SEVERAL_WAYS.search(text):
        for pattern, word in _ONE_WAY:
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

    A phrase of one word is returned folded, but not in its base form.
    """
    words = folded(text).split()
    if len(words) == 1:
        return tuple(words)
    return tuple(base(word) for word in words if word not in _NOTHING) or tuple(words)


def split(text: str, known: frozenset[str]) -> list[str]:
    """Return the words of a folded text; joined words are split, and spaced-out words are joined.

    `known` are the alarm words; all other words are looked up in a list of English words.
    """
    words: list[str] = []
    for is_letter, group in groupby(
        text.split(), key=lambda word: len(word) == 1 and word.isalpha()
    ):
        letters = list(group)
        spaced = is_letter and len(letters) >= _LETTERS_APART
        words += ["".join(letters)] if spaced else letters
    words = [_without_run(word, known) for word in words]
    mended = may_be_mended(words, known)
    return [part for word in words for part in (_parts(word, known) if word in mended else (word,))]


def may_be_mended(words: list[str], known: frozenset[str]) -> frozenset[str]:
    """Return the words that are neither English nor alarm words; at most 40 of a search."""
    unknown = (word for word in words if word not in known and not is_english(word))
    return frozenset(islice(unknown, _MOST_UNKNOWN))


@cache
def english() -> SpellChecker:
    """Return the list of English words; it is read once."""
    return SpellChecker(distance=1)


def is_english(word: str) -> bool:
    """Return whether the list of English words contains a word."""
    return word in english().word_frequency.dictionary


@lru_cache(maxsize=5_000)
def meant(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return the alarm words of which a word can be a misspelling; none for an English word."""
    if len(word) < _SHORTEST_SHORT or word in known or is_english(word):
        return ()
    most = 1 if len(word) <= _LONGEST_WITH_ONE else 2
    near = extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=5)
    # Of two short words, the longer one must have five letters.
    return tuple(
        other
        for other, _slips, _place in near
        if max(len(word), len(other)) >= _SHORTEST_WITH_SLIP and len(other) >= _SHORTEST_SHORT
    )


def _without_run(word: str, known: frozenset[str]) -> str:
    """Return a word without letters that were repeated, as in “heeelp”."""
    runs = [len(list(group)) for _char, group in groupby(word)]
    if max(runs, default=0) < _SEVERAL or not word.isalpha():
        return word
    once = "".join(char for char, _group in groupby(word))
    twice = "".join(
        char * min(2, len(list(group)) if len(run) < _SEVERAL else 2)
        for char, run, group in ((c, r, r) for c, g in groupby(word) for r in [list(g)])
    )
    for way in (twice, once):
        if way in known or is_english(way):
            return way
    return once


@lru_cache(maxsize=5_000)
def _parts(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return the words of which a long unknown word consists, or the word itself."""
    is_fit = word.isalpha() and _SHORTEST_TOGETHER <= len(word) <= _LONGEST_TOGETHER
    if not is_fit or word in known or is_english(word) or meant(word, known):
        return (word,)
    return tuple(_likeliest(word, known)) or (word,)


def _likeliest(text: str, known: frozenset[str]) -> list[str]:
    """Return the likeliest division of a text into known words; empty when there is none."""
    counts = english().word_frequency.dictionary
    total = log(sum_of_counts())
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        ways = []
        for start in range(max(0, end - _LONGEST_PART), end):
            part = text[start:end]
            count = max(counts.get(part, 0), 5_000 if part in known else 0)
            if (len(part) == 1 and part not in "ai") or not count or best[start][1] < 0:
                continue
            ways.append((best[start][0] + total - log(count), start))
        best.append(min(ways, default=(0.0, -1)))
    parts: list[str] = []
    end = len(text)
    while end > 0:
        start = best[end][1]
        if start < 0:
            return []
        parts.insert(0, text[start:end])
        end = start
    return parts


@cache
def sum_of_counts() -> int:
    """Return the sum of the counts of all words in the list of English words."""
    return sum(english().word_frequency.dictionary.values())
