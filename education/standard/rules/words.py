"""Rules for row 0, rows 7 to 11 and row 15: the choice of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from education.standard import markup, plagiarism, wordlists
from education.standard.document import Document
from education.standard.parts import Passage
from education.standard.readability import sentences
from education.standard.results import Fault, Known
from education.standard.terms import forms, pattern

UNKNOWN = "What we do not know"  # heading of gaps in knowledge; others are only not covered here
PATIENTS = 2  # times that a text may say "patients"
TO_WRITE = "To write:"  # begins the placeholders of a new page

_UNITS = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent)"
_SPELLED_OUT = re.compile(
    r"\b(?:(?:two|three|four|five|six|seven|eight|nine) " + _UNITS + r"|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\b\d+(?:\.\d+)?\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_SUM = re.compile(
    r"\b(?:twice|\w+ times|\w+fold) (?:as|more|less|fewer|higher|lower)\b", re.IGNORECASE
)
_ONE_IN = re.compile(r"\b\d+ (?:in|out of)(?: every)? \d+\b")


def terms_are_explained(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 7: the first use of a glossary term is linked, or explained beside it."""
    slugs = {form: slug for slug, term in known.terms.items() for form in forms(term)}
    finder = pattern(known.terms.values())

    def terms_in(text: str) -> dict[str, str]:
        found = map(str.lower, finder.findall(text))
        return {slugs[word]: word for word in found if word in slugs}

    met = set(terms_in(draft.title))
    for passage in draft.passages():
        fresh = terms_in(passage.text)
        if passage.role in ("prose", "item"):
            for slug, word in fresh.items():
                if slug not in met.union(passage.terms) and not _is_explained(word, passage):
                    message = f"“{word}” is not explained at first use."
                    yield Fault(passage.place, message, f"Write [[{slug}|{word}]].")
            met.update(fresh)
        met.update(passage.terms)


def terms_exist(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 7: each explained term is in the glossary."""
    for passage in draft.everything():
        for slug in passage.terms if passage.role != "label" else ():
            if slug not in known.terms:
                message = f"“{slug}” is not in the glossary."
                yield Fault(passage.place, message, _nearest_term(slug, passage, known))


def marks_are_whole(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 0: nothing looks like a mark and is none, which readers would see as it is."""
    for passage in draft.everything():
        for bad in markup.bad_marks(passage.raw) if passage.role != "label" else ():
            message = f"“{bad.mark}” is not a mark: readers would see it as it stands."
            yield Fault(passage.place, message, f"Write: {bad.repair}")


def nothing_required_is_empty(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 0: the fields are filled that a draft may lack."""
    for label, value in draft.required.items():
        if value in (None, ""):
            yield Fault(label, "This is empty.", "Fill it in.")
    for part in draft.empty_fields():
        yield Fault(part.place, f"“{part.label}” is empty.", "Fill it in.", part.block_id)


def abbreviations_are_spelled_out(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 8: the full name is somewhere in the text."""
    text = "\n".join(one.text for one in draft.everything())
    for hit in wordlists.unexpanded(text):
        message = f"{hit.words} is not spelled out: “{hit.sentence}”"
        yield Fault("Whole text", message, f"Write “{wordlists.ABBREVIATIONS[hit.words]}”.")


def reader_is_you(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 9: the text addresses its reader."""
    text = "\n".join(one.text for one in draft.everything())
    patients = len(re.findall(r"\bpatients?\b", text, re.IGNORECASE))
    if patients > PATIENTS:
        yield Fault("Whole text", f"It says “patient” {patients} times.", "Say “you” or “people”.")
    if not re.search(r"\byou(?:r|rs|rself)?\b", text, re.IGNORECASE):
        yield Fault("Whole text", "It never says “you”.", "Speak to the reader.")


def words_are_calm(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 10: no words of battle, no promotional words."""
    yield from _hits(wordlists.battle_words, draft.everything(), "Say what happens, without a war.")
    yield from _hits(wordlists.hype, draft.everything(), "Say what it does.")


def nothing_is_certain(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 10: no bare certainty outside a part that the reader chooses to open."""
    yield from _hits(wordlists.bare_certainty, _shown(draft), "Say what is possible, and how sure.")


def outlook_stays_closed(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 10: no cure, length of life or chances outside a part that the reader opens."""
    mend = "Put it into a part that the reader chooses to open."
    yield from _hits(wordlists.outlook, _shown(draft), mend)


def _shown(draft: Document) -> list[Passage]:
    """Return the passages outside parts to open; the prompt of such a part is included."""
    return [one for one in draft.everything() if not one.opened]


def one_box_says_what_is_not_covered(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 11: at most one box says what the page does not cover."""
    boxes = [gap for gap in draft.gaps() if gap.heading != UNKNOWN]
    if len(boxes) > 1:
        message = f"{len(boxes)} boxes say what is not covered."
        yield Fault(boxes[1].place, message, "Keep one, near the end, with a way on.")


def says_what_is_not_known(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 11: a text with unsettled evidence says what is not known."""
    text = draft.plain_text()
    unsettled = wordlists.evidence(text)
    if unsettled and not draft.gaps() and not wordlists.not_known(text):
        message = f"It leans on unsettled evidence: “{unsettled[0].sentence}”"
        yield Fault("Whole text", message, "Say what nobody knows, and what to ask.")


def numbers_are_easy(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 15: numerals, "1 in 10" before "10 %", and nothing to work out."""
    for passage in draft.everything():
        for sentence in sentences(passage.text):
            for found in _SPELLED_OUT.findall(sentence):
                yield Fault(passage.place, f"“{found}” is a number in words.", "Write numerals.")
            for found in _SUM.findall(sentence):
                message = f"“{found}” leaves a sum to the reader."
                yield Fault(passage.place, message, "Give both numbers.")
            if (found := _PERCENT.search(sentence)) and not _ONE_IN.search(sentence):
                message = f"“{found.group()}” stands alone."
                yield Fault(passage.place, message, "Write it as “1 in 10” first.")


def spelling_is_american(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 0: US spelling (“Voice”)."""
    yield from _hits(wordlists.british, draft.everything(), "Use the US spelling.")


def words_are_our_own(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 0: no run of eight words is in a source (“Where the words come from”)."""
    text = "\n".join(one.text for one in draft.everything() if one.role != "label")
    for run in plagiarism.copied_runs(text, known.fingerprints):
        yield Fault("Whole text", f"A source has these words: “{run}”", "Say it in our own words.")


def nothing_is_left_to_write(draft: Document, known: Known) -> Iterator[Fault]:
    """Check row 0: the author has replaced the placeholders of a new page (“Voice”)."""
    for passage in draft.everything():
        if passage.text.startswith(TO_WRITE):
            yield Fault(passage.place, f"“{passage.text}”", "Write it, or take it out.")


def _nearest_term(slug: str, passage: Passage, known: Known) -> str:
    words = next((words for name, words in markup.TERM.findall(passage.raw) if name == slug), slug)
    near = get_close_matches(slug, known.terms, 1)
    repair = f"[[{near[0]}|{words}]]" if near else words
    return f"Write: {repair}. Or add the term to the glossary."


def _hits(
    find: Callable[[str], list[wordlists.Hit]], passages: Iterable[Passage], mend: str
) -> Iterator[Fault]:
    for passage in passages:
        for hit in find(passage.text):
            yield Fault(passage.place, f"“{hit.words}” in “{hit.sentence}”", mend)


def _is_explained(word: str, passage: Passage) -> bool:
    """Return whether a bracket, "called" or the text of a link explains a term."""
    term = re.escape(word)
    beside = rf"\((?:the )?{term}|{term} \(|\bcall(?:ed|s)? (?:\w+ ){{0,3}}{term}"
    linked = any(word in link.words.lower() for link in passage.links)
    return linked or bool(re.search(beside, passage.text, re.IGNORECASE))
