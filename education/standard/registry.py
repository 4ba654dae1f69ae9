"""Rules of the content standard, in the order of its rows, and the texts they apply to.

Rows 20 to 22 belong to the record of reviews, and a person judges row 24.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from typing import NamedTuple, get_args

from django.utils.translation import gettext as _

from education.standard.document import Document, Kind, Target
from education.standard.results import Fault, Find, Finding, Level, RuleContext
from education.standard.rules import citations, reading, structure, words

_ALL = frozenset[Kind](get_args(Kind))
_TALKS = _ALL - {"term", "list"}  # more than a line or two
_PAGES = _TALKS - {"faq"}  # has headings and parts
_MEDICAL = _TALKS - {"about"}  # states medical facts
_CARES = frozenset[Kind]({"home", "index", "step", "treatment", "article"})  # carries a care card


class Rule(NamedTuple):
    """Rule that checks one row of the standard."""

    row: int
    level: Level
    find: Find
    kinds: frozenset[Kind] = _ALL


RULES = (
    Rule(0, Level.BLOCKS, words.words_are_our_own),
    Rule(0, Level.BLOCKS, words.nothing_is_left_to_write),
    Rule(0, Level.BLOCKS, words.nothing_required_is_empty),
    Rule(0, Level.BLOCKS, words.nothing_is_taken),
    Rule(0, Level.BLOCKS, words.fields_can_be_read),
    Rule(0, Level.BLOCKS, words.marks_are_whole),
    Rule(0, Level.BLOCKS, words.marks_stand_in_rich_text),
    Rule(0, Level.WARNS, words.spelling_is_american),
    Rule(1, Level.BLOCKS, reading.summary_is_short),
    Rule(2, Level.BLOCKS, reading.grade_is_low),
    Rule(3, Level.WARNS, reading.sentences_are_short),
    Rule(3, Level.WARNS, reading.sentences_follow_the_thought),
    Rule(3, Level.WARNS, reading.sentences_have_a_middle_length),
    Rule(4, Level.WARNS, reading.paragraphs_are_short),
    Rule(4, Level.BLOCKS, reading.paragraphs_are_not_endless),
    Rule(5, Level.WARNS, reading.voice_is_active),
    Rule(6, Level.WARNS, structure.headings_are_frequent, _PAGES),
    Rule(6, Level.WARNS, structure.headings_nest),
    Rule(6, Level.BLOCKS, structure.headings_differ),
    Rule(7, Level.WARNS, words.terms_are_explained, _TALKS),
    Rule(7, Level.BLOCKS, words.terms_exist),
    Rule(8, Level.WARNS, words.abbreviations_are_spelled_out, _TALKS),
    Rule(9, Level.WARNS, words.reader_is_you, _TALKS),
    Rule(10, Level.WARNS, words.words_are_calm),
    Rule(10, Level.WARNS, words.nothing_is_certain),
    Rule(10, Level.WARNS, words.outlook_stays_closed),
    Rule(11, Level.WARNS, words.says_what_is_not_known, _MEDICAL),
    Rule(11, Level.WARNS, words.one_box_says_what_is_not_covered),
    Rule(12, Level.BLOCKS, structure.slots_are_answered, frozenset[Kind]({"treatment"})),
    Rule(13, Level.BLOCKS, structure.questions_are_offered, _TALKS),
    Rule(14, Level.WARNS, structure.action_is_clear, _PAGES - {"home"}),
    Rule(15, Level.WARNS, words.numbers_are_easy),
    Rule(16, Level.BLOCKS, structure.pictures_have_words),
    Rule(16, Level.BLOCKS, structure.pictures_add_to_their_captions),
    Rule(16, Level.WARNS, structure.pictures_say_what_they_mean),
    Rule(17, Level.BLOCKS, structure.tables_have_frames),
    Rule(18, Level.WARNS, structure.links_make_sense),
    Rule(19, Level.BLOCKS, citations.text_has_a_source, _ALL - {"about", "list"}),
    Rule(19, Level.BLOCKS, citations.sources_are_known),
    Rule(19, Level.BLOCKS, citations.statements_are_cited, _MEDICAL),
    Rule(23, Level.BLOCKS, structure.points_to_the_team, _TALKS),
    Rule(23, Level.BLOCKS, structure.says_how_to_get_help, _CARES),
    Rule(23, Level.BLOCKS, structure.care_card_instructs),
)


def check(
    draft: Document,
    *,
    terms: Mapping[str, str],
    sources: Collection[str],
    fingerprints: Container[str] = frozenset(),
) -> list[Finding]:
    """Return all findings in a document, row by row.

    `terms` maps a glossary term's slug to the term; `sources` are the codes of the register;
    `fingerprints` are those of the sources' word runs.
    """
    context = RuleContext(terms, sources, fingerprints)
    return [
        _finding(draft, rule, fault)
        for rule in RULES
        if draft.kind in rule.kinds
        for fault in rule.find(draft, context)
    ]


def _finding(draft: Document, rule: Rule, fault: Fault) -> Finding:
    target = Target(fault.block_id) if fault.block_id else draft.targets.get(fault.place, Target())
    place = fault.place or _("Whole text")
    return Finding(rule.row, rule.level, place, fault.message, fault.mend, *target)
