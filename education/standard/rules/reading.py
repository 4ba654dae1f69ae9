"""Rules for rows 1 to 5: summary, reading grade, sentences, paragraphs and active voice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from statistics import fmean

from django.utils.translation import gettext as _

from education.standard import readability, wordlists
from education.standard.document import Document
from education.standard.parts import Passage
from education.standard.results import Fault, RuleContext

SUMMARY_SENTENCES = 3
SUMMARY_WORDS = 60
HIGHEST_GRADE = 8.0
LONG, TOO_LONG = 20, 25  # words in a sentence
PARAGRAPH, LONGEST_PARAGRAPH = 3, 5  # sentences
SHORT, RUN = 8, 3  # words in a short sentence, and how many of them in a row are choppy
MEAN = (10, 16)  # words in a sentence, over the running text
FEW = 8  # sentences; a mean of fewer says little
SHARE = 0.1  # of sentences that may be long, or passive


@dataclass(frozen=True)
class Grades:
    """Reading grades of body and summary, with glossary terms masked and as the text is."""

    body: float
    body_raw: float
    summary: float
    summary_raw: float


def grades(draft: Document, context: RuleContext) -> Grades:
    """Return the reading grades of a document."""
    body, summary, terms = draft.plain_text(), draft.summary_text(), context.terms.values()
    return Grades(
        body=readability.masked_grade(body, terms),
        body_raw=readability.grade(body),
        summary=readability.masked_grade(summary, terms),
        summary_raw=readability.grade(summary),
    )


def summary_is_short(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 1: one to three sentences, and sixty words at most."""
    text, place = draft.summary_text(), draft.fields.summary.label
    sentences, words = len(readability.sentences(text)), len(readability.words(text))
    if not sentences:
        yield Fault(place, _("This is empty."), _("Say in 1 to 3 sentences what this is about."))
    if sentences > SUMMARY_SENTENCES:
        mend = _("Use %(most)d at most.") % {"most": SUMMARY_SENTENCES}
        yield Fault(place, _("It has %(count)d sentences.") % {"count": sentences}, mend)
    if words > SUMMARY_WORDS:
        mend = _("Use %(most)d at most.") % {"most": SUMMARY_WORDS}
        yield Fault(place, _("It has %(count)d words.") % {"count": words}, mend)


def grade_is_low(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 2: grade 8 at most, with glossary terms masked."""
    found = grades(draft, context)
    for place, masked, raw in (
        (draft.fields.text.label, found.body, found.body_raw),
        (draft.fields.summary.label, found.summary, found.summary_raw),
    ):
        if masked > HIGHEST_GRADE:
            message = _("The reading grade is %(grade).1f (%(raw).1f including glossary terms).")
            mend = _("Use shorter sentences and shorter words, until it is %(goal).1f or lower.")
            yield Fault(
                place, message % {"grade": masked, "raw": raw}, mend % {"goal": HIGHEST_GRADE}
            )


def sentences_are_short(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 3: no sentence over 25 words, and at most one in ten over 20."""
    lengths = [(one, text, len(readability.words(text))) for one, text in _sentences(draft)]
    for passage, text, length in lengths:
        if length > TOO_LONG:
            message = _("A sentence has %(count)d words: “%(sentence)s”")
            message %= {"count": length, "sentence": text}
            yield Fault(passage.place, message, _("Split it in two."))
    long = [text for _passage, text, length in lengths if length > LONG]
    if len(long) > SHARE * len(lengths) and len(long) > 1:
        message = _(
            "%(long)d of %(count)d sentences have more than %(words)d words: %(sentences)s"
        ) % {
            "long": len(long),
            "count": len(lengths),
            "words": LONG,
            "sentences": _quoted(long),
        }
        yield Fault("", message, _("Shorten some of them."))


def sentences_follow_the_thought(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 3: no three short sentences in a row, outside lists, care cards and questions."""
    for run in choppy_runs(draft):
        message = _("%(count)d short sentences in a row: %(sentences)s")
        message %= {"count": len(run), "sentences": _quoted(run)}
        mend = _("Join two of them with “because”, “so”, “although” or “which”.")
        yield Fault("", message, mend)


def sentences_have_a_middle_length(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 3: ten to sixteen words on average."""
    lengths = flow_lengths(draft)
    if len(lengths) >= FEW and not MEAN[0] <= (mean := fmean(lengths)) <= MEAN[1]:
        message = _("Sentences of running text have %(mean).1f words on average.")
        mend = _("Aim for %(fewest)d to %(most)d.") % {"fewest": MEAN[0], "most": MEAN[1]}
        yield Fault("", message % {"mean": mean}, mend)


def choppy_runs(draft: Document) -> list[list[str]]:
    """Return the runs of at least three short sentences; anything but prose ends a run."""
    lines = [_line(one) for one in draft.everything() if one.role != "description"]
    found = [
        [text for _is_short, text in run]
        for is_short, run in groupby(chain.from_iterable(lines), key=lambda one: one[0])
        if is_short
    ]
    return [run for run in found if len(run) >= RUN]


def flow_lengths(draft: Document) -> list[int]:
    """Return the number of words in each sentence of the running text."""
    return [len(readability.words(text)) for text in readability.sentences(flow_text(draft))]


def flow_text(draft: Document) -> str:
    """Return the running text, a line for each paragraph: no lists, headings, cells, care cards."""
    return "\n".join(one.text for one in draft.everything() if _flows(one))


def sentence_lengths(draft: Document) -> list[int]:
    """Return the number of words in each sentence of the whole text, lists and cells included."""
    return [len(readability.words(text)) for _passage, text in _sentences(draft)]


def _line(passage: Passage) -> list[tuple[bool, str]]:
    """Return each sentence of a passage, with a flag for short sentences."""
    if not _flows(passage):
        return [(False, passage.text)]
    found = readability.sentences(passage.text)
    return [(len(readability.words(one)) <= SHORT, one) for one in found]


def _flows(passage: Passage) -> bool:
    return passage.role in ("summary", "prose", "picture") and passage.block != "care"


def paragraphs_are_short(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 4: three sentences at most."""
    for passage, length in _paragraphs(draft):
        if PARAGRAPH < length <= LONGEST_PARAGRAPH:
            yield _too_many_sentences(passage, length)


def paragraphs_are_not_endless(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 4: more than five sentences block a sign-off."""
    for passage, length in _paragraphs(draft):
        if length > LONGEST_PARAGRAPH:
            yield _too_many_sentences(passage, length)


def _too_many_sentences(passage: Passage, count: int) -> Fault:
    message = _("It has %(count)d sentences.") % {"count": count}
    return Fault(passage.place, message, _("Split it: one idea each."))


def voice_is_active(draft: Document, context: RuleContext) -> Iterator[Fault]:
    """Check row 5: at most one sentence in ten is passive; a single passive is always allowed."""
    sentences = [text for _passage, text in _sentences(draft)]
    passive = [text for text in sentences if wordlists.passives(text)]
    if len(passive) > SHARE * len(sentences) and len(passive) > 1:
        message = _("%(passive)d of %(count)d sentences are in the passive voice: %(sentences)s")
        message %= {
            "passive": len(passive),
            "count": len(sentences),
            "sentences": _quoted(passive),
        }
        yield Fault("", message, _("Say who does it."))


def _sentences(draft: Document) -> list[tuple[Passage, str]]:
    read = [one for one in draft.everything() if one.role not in ("label", "description")]
    return [(one, text) for one in read for text in readability.sentences(one.text)]


def _paragraphs(draft: Document) -> Iterator[tuple[Passage, int]]:
    for passage in draft.passages():
        if passage.role in ("prose", "item", "cell", "picture"):
            yield passage, len(readability.sentences(passage.text))


def _quoted(sentences: list[str]) -> str:
    return " ".join(f"“{sentence}”" for sentence in sentences)
