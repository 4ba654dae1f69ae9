"""Rules of the content standard, in the order of its rows, and the texts they apply to.

Rows 20 to 22 belong to the record of reviews, and a person judges row 24.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from typing import NamedTuple, get_args

from django.utils.translation import gettext as _

from education.standard.document import Document, Kind, Target
from education.standard.results import Fault, Find, Finding, Known, Level
from education.standard.rules import reading, structure, words

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
    Rule(0, "G", words.words_are_our_own),
    Rule(0, "G", words.nothing_is_left_to_write),
    Rule(0, "G", words.nothing_required_is_empty),
    Rule(0, "G", words.nothing_is_taken),
    Rule(0, "G", words.fields_can_be_read),
    Rule(0, "G", words.marks_are_whole),
    Rule(0, "G", words.marks_stand_in_rich_text),
    Rule(0, "W", words.spelling_is_american),
    Rule(1, "G", reading.summary_is_short),
    Rule(2, "G", reading.grade_is_low),
    Rule(3, "W", reading.sentences_are_short),
    Rule(3, "W", reading.sentences_follow_the_thought),
    Rule(3, "W", reading.sentences_have_a_middle_length),
    Rule(4, "W", reading.paragraphs_are_short),
    Rule(4, "G", reading.paragraphs_are_not_endless),
    Rule(5, "W", reading.voice_is_active),
    Rule(6, "W", structure.headings_guide, _PAGES),
    Rule(6, "W", structure.headings_nest),
    Rule(6, "G", structure.headings_differ),
    Rule(7, "W", words.terms_are_explained, _TALKS),
    Rule(7, "G", words.terms_exist),
    Rule(8, "W", words.abbreviations_are_spelled_out, _TALKS),
    Rule(9, "W", words.reader_is_you, _TALKS),
    Rule(10, "W", words.words_are_calm),
    Rule(10, "W", words.nothing_is_certain),
    Rule(10, "W", words.outlook_stays_closed),
    Rule(11, "W", words.says_what_is_not_known, _MEDICAL),
    Rule(11, "W", words.one_box_says_what_is_not_covered),
    Rule(12, "G", structure.slots_are_answered, frozenset[Kind]({"treatment"})),
    Rule(13, "G", structure.questions_are_offered, _TALKS),
    Rule(14, "W", structure.action_is_clear, _PAGES - {"home"}),
    Rule(15, "W", words.numbers_are_easy),
    Rule(16, "G", structure.pictures_have_words),
    Rule(16, "G", structure.pictures_add_to_their_captions),
    Rule(16, "W", structure.pictures_say_what_they_mean),
    Rule(17, "G", structure.tables_have_frames),
    Rule(18, "W", structure.links_make_sense),
    Rule(19, "G", structure.a_source_stands, _ALL - {"about", "list"}),
    Rule(19, "G", structure.sources_are_known),
    Rule(19, "G", structure.statements_are_cited, _MEDICAL),
    Rule(23, "G", structure.points_to_the_team, _TALKS),
    Rule(23, "G", structure.says_how_to_get_help, _CARES),
    Rule(23, "G", structure.care_card_instructs),
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
    known = Known(terms, sources, fingerprints)
    return [
        _finding(draft, rule, fault)
        for rule in RULES
        if draft.kind in rule.kinds
        for fault in rule.find(draft, known)
    ]


def _finding(draft: Document, rule: Rule, fault: Fault) -> Finding:
    target = Target(fault.block_id) if fault.block_id else draft.targets.get(fault.place, Target())
    place = fault.place or _("Whole text")
    return Finding(rule.row, rule.level, place, fault.message, fault.mend, *target)
