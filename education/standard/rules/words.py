"""Rules for row 0, rows 7 to 11 and row 15: the choice of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from django.utils.translation import gettext as _

from education.standard import markup, plagiarism, wordlists
from education.standard.document import Document
from education.standard.parts import Passage
from education.standard.readability import sentences
from education.standard.results import Fault, RuleContext
from education.standard.terms import forms, pattern

UNKNOWN = "What we do not know"  # heading of gaps in knowledge; others are only not covered here
PATIENTS = 2  # times that a text may say "patients"

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


def terms_are_explained(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 7: the first use of a glossary term is linked, or explained beside it."""
    slugs = {form: slug for slug, term in context.terms.items() for form in forms(term)}
    finder = pattern(context.terms.values())

    def terms_in(text: str) -> dict[str, str]:
        found = map(str.lower, finder.findall(text))
        return {slugs[word]: word for word in found if word in slugs}

    met = set(terms_in(draft.title))
    for passage in draft.passages():
        fresh = terms_in(passage.text)
        if passage.role in ("prose", "item"):
            for slug, word in fresh.items():
                if slug not in met.union(passage.terms) and not _is_explained(word, passage):
                    message = _("“%s” is not explained at first use.") % word
                    mend = _("Write: %s") % f"[[{slug}|{word}]]"
                    yield Fault(passage.place, message, mend)
            met.update(fresh)
        met.update(passage.terms)


def terms_exist(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 7: each explained term is in the glossary."""
    for passage in draft.everything():
        for slug in passage.terms if passage.role != "label" else ():
            if slug not in context.terms:
                message = _("“%s” is not in the glossary.") % slug
                yield Fault(passage.place, message, _nearest_term(slug, passage, context))


def marks_are_whole(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 0: nothing looks like a mark and is none, which readers would see as it is."""
    for passage in (one for one in draft.everything() if one.role != "label"):
        for bad in markup.bad_marks(passage.raw, context.sources):
            message = _("Readers would see “%s” as it is typed.") % bad.mark
            yield Fault(passage.place, message, _("Write: %s") % bad.repair)
        for mark in passage.split:
            message = _("“%s” is partly bold, italic or a link. Readers would see it as it is.")
            mend = _("Delete it, and paste this as plain text: %s") % mark
            yield Fault(passage.place, message % mark, mend)


def marks_stand_in_rich_text(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 0: no mark stands in a field of one line, which shows it as it is typed."""
    mend = _("Delete it. Cite sources and explain terms in a text that has a toolbar.")
    for passage in draft.in_plain_fields():
        for mark in markup.marks(passage.raw):
            message = _("Readers would see “%s” as it is typed.") % mark
            yield Fault(passage.place, message, mend)


def nothing_required_is_empty(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 0: the fields are filled that a draft may lack."""
    for one, value in draft.required.items():
        if value in (None, ""):
            yield Fault(one.label, _("This is empty."), _("Fill it in."))
    for part in draft.empty_fields():
        message = _("“%s” is empty.") % part.label
        yield Fault(part.place, message, _("Fill it in."), part.block_id)


def nothing_is_taken(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 0: no value of this text belongs to another published text already."""
    for one, message in draft.taken.items():
        mend = _("Choose another value, or withdraw that text first.")
        yield Fault(one.label, message, mend)


def fields_can_be_read(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 0: each line of a field that a program reads is what it should be."""
    for one in draft.unreadable:
        yield Fault(one.field.label, one.message, one.mend)


def abbreviations_are_spelled_out(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 8: the full name is somewhere in the text."""
    text = "\n".join(one.text for one in draft.everything())
    for hit in wordlists.unexpanded(text):
        message = _("“%(short)s” is never spelled out: “%(sentence)s”")
        message %= {"short": hit.words, "sentence": hit.sentence}
        mend = _("Write “%s” at first use.") % wordlists.ABBREVIATIONS[hit.words]
        yield Fault("", message, mend)


def reader_is_you(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 9: the text addresses its reader."""
    text = "\n".join(one.text for one in draft.everything())
    patients = len(re.findall(r"\bpatients?\b", text, re.IGNORECASE))
    if patients > PATIENTS:
        message = _("It says “patient” %(count)d times.") % {"count": patients}
        yield Fault("", message, _("Say “you” or “people”."))
    if not re.search(r"\byou(?:r|rs|rself)?\b", text, re.IGNORECASE):
        yield Fault("", _("It never says “you”."), _("Address the reader."))


def words_are_calm(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 10: no words of battle, no promotional words."""
    mend = _("Say what happens, without words of war.")
    yield from _hits(wordlists.battle_words, draft.everything(), mend)
    yield from _hits(wordlists.hype, draft.everything(), _("Say what it does."))


def nothing_is_certain(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 10: no bare certainty outside a part that the reader chooses to open."""
    mend = _("Say what is possible, and how certain it is.")
    yield from _hits(wordlists.bare_certainty, _shown(draft), mend)


def outlook_stays_closed(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 10: no cure, length of life or chances outside a part that the reader opens."""
    mend = _("Move it to an “Expandable section”, which readers open by choice.")
    yield from _hits(wordlists.outlook, _shown(draft), mend)


def _shown(draft: Document) -> list[Passage]:
    """Return the passages outside parts to open; the prompt of such a part is included."""
    return [one for one in draft.everything() if not one.opened]


def one_box_says_what_is_not_covered(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 11: at most one box says what the page does not cover."""
    boxes = [gap for gap in draft.gaps() if gap.heading != UNKNOWN]
    if len(boxes) > 1:
        message = _("%(count)d boxes say what is not covered.") % {"count": len(boxes)}
        mend = _("Keep one, near the end, and say where to ask.")
        yield Fault(boxes[1].place, message, mend, boxes[1].block_id)


def says_what_is_not_known(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 11: a text with unsettled evidence says what is not known."""
    text = draft.plain_text()
    unsettled = wordlists.evidence(text)
    if unsettled and not draft.gaps() and not wordlists.not_known(text):
        message = _("The evidence for this is not settled: “%s”") % unsettled[0].sentence
        yield Fault("", message, _("Say what is not known, and what to ask."))


def numbers_are_easy(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 15: numerals, "1 in 10" before "10 %", and nothing to work out."""
    for passage in draft.everything():
        for sentence in sentences(passage.text):
            for found in _SPELLED_OUT.findall(sentence):
                message = _("“%s” is a number in words.") % found
                yield Fault(passage.place, message, _("Use numerals."))
            for found in _SUM.findall(sentence):
                message = _("“%s” makes the reader do the math.") % found
                yield Fault(passage.place, message, _("Give both numbers."))
            if (found := _PERCENT.search(sentence)) and not _ONE_IN.search(sentence):
                message = _("“%s” is hard to picture.") % found.group()
                mend = _("Say it as “1 in 10” first, then as a percentage.")
                yield Fault(passage.place, message, mend)


def spelling_is_american(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 0: US spelling (“Voice”)."""
    yield from _hits(wordlists.british, draft.everything(), _("Use the US spelling."))


def words_are_our_own(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 0: no run of eight words is in a source (“Where the words come from”)."""
    text = "\n".join(one.text for one in draft.everything() if one.role != "label")
    for run in plagiarism.copied_runs(text, context.fingerprints):
        message = _("A source has the same words: “%s”") % run
        yield Fault("", message, _("Say it in our own words."))


def nothing_is_left_to_write(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 0: the author has replaced the placeholders of a new page (“Voice”)."""
    for passage in draft.unfinished():
        message = _("This is still to be written: “%s”") % passage.text
        yield Fault(passage.place, message, _("Fill this in, or delete it."))


def _nearest_term(slug: str, passage: Passage, context: RuleContext) -> str:
    words = next((words for name, words in markup.TERM.findall(passage.raw) if name == slug), slug)
    near = get_close_matches(slug, context.terms, 1)
    repair = f"[[{near[0]}|{words}]]" if near else words
    return _("Write: %s. Or add the term to the glossary.") % repair


def _hits(
    find: Callable[[str], list[wordlists.Hit]], passages: Iterable[Passage], mend: str
) -> Iterator[Fault]:
    for passage in passages:
        for hit in find(passage.text):
            message = _("“%(words)s” in “%(sentence)s”")
            message %= {"words": hit.words, "sentence": hit.sentence}
            yield Fault(passage.place, message, mend)


def _is_explained(word: str, passage: Passage) -> bool:
    """Return whether a bracket, "called" or the text of a link explains a term."""
    term = re.escape(word)
    beside = rf"\((?:the )?{term}|{term} \(|\bcall(?:ed|s)? (?:\w+ ){{0,3}}{term}"
    linked = any(word in link.words.lower() for link in passage.links)
    return linked or bool(re.search(beside, passage.text, re.IGNORECASE))
