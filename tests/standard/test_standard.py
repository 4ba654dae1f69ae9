from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from education.standard.document import Document, Kind
from education.standard.plagiarism import fingerprint
from education.standard.registry import RULES, check
from education.standard.results import Level
from education.standard.rules import citations, reading, structure, words
from tests.standard.documents import SOURCES, TERMS, draft, found, of_blocks, text

PAGES: tuple[Kind, ...] = ("home", "index", "step", "treatment", "article", "about", "faq")


@pytest.mark.parametrize("kind", PAGES)
def test_a_good_text_has_no_findings(kind: Kind) -> None:
    assert check(draft(kind=kind), terms=TERMS, sources=SOURCES) == []


def test_a_good_definition_has_no_findings() -> None:
    term = Document("term", "Biopsy", "A small sample that doctors test.", sources=("S1",))
    assert check(term, terms=TERMS, sources=SOURCES) == []


def test_a_list_needs_no_more_than_a_summary() -> None:
    listed = Document("list", "Words, A to Z", "What a word means, in plain words.")
    assert check(listed, terms=TERMS, sources=SOURCES) == []


def test_the_rules_stand_in_the_order_of_the_rows() -> None:
    rows = [rule.row for rule in RULES]
    assert rows == sorted(rows)
    assert set(rows) == {0, *range(1, 20), 23}


def test_each_finding_says_where_what_and_how_to_fix_it() -> None:
    for finding in check(Document("treatment", "Surgery", ""), terms=TERMS, sources=SOURCES):
        assert finding.level in Level
        assert finding.place
        assert finding.message.endswith((".", "”"))
        assert finding.mend.endswith((".", "”.", "?"))


def test_each_finding_can_be_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    for rules in (citations, reading, structure, words):
        monkeypatch.setattr(rules, "_", "¿{}".format)
    monkeypatch.setattr(structure, "ngettext", lambda _one, many, _count: f"¿{many}")
    faults = text(
        "The tumour may fight, and 10% die in six weeks, which is twice as many. [S9] [S1, S2]",
        "A biopsy is seen. A PET is seen. [[marker|It]] was <b>[S</b>1]. To write: more.",
        "It always helps. Patients ask. Patients ask. Patients ask. " + "So it is. " * 5,
    )
    bare = of_blocks(kind="treatment", title="A cure", summary="", blocks=[faults])
    told = check(bare, terms=TERMS, sources=SOURCES)
    assert len({finding.row for finding in told}) > 12
    for finding in told:
        assert (finding.message[0], finding.mend[0]) == ("¿", "¿"), finding


def test_an_empty_treatment_is_refused_for_each_part_it_lacks() -> None:
    findings = check(Document("treatment", "Surgery", ""), terms=TERMS, sources=SOURCES)
    blocking = [finding for finding in findings if finding.level == Level.BLOCKS]
    assert {finding.row for finding in blocking} == {1, 12, 13, 19, 23}


def test_a_run_of_eight_words_from_a_source_is_refused() -> None:
    copied = "one two three four five six seven eight"
    one = draft(text(f"He counts {copied} now."))
    (finding,) = check(one, terms=TERMS, sources=SOURCES, fingerprints={fingerprint(copied)})
    assert (finding.row, finding.level) == (0, Level.BLOCKS)
    assert copied in finding.message


def test_british_spelling_is_named() -> None:
    (finding,) = found(draft(text("The tumour may grow.")), 0)
    assert (finding.level, "tumour" in finding.message) == (Level.WARNS, True)


@settings(deadline=None)  # the first text pays for compiling the patterns
@given(st.text(), st.sampled_from(PAGES))
def test_any_text_can_be_checked(words: str, kind: Kind) -> None:
    one = draft(text(words), kind=kind, title=words, summary=words, search_description=words)
    assert isinstance(check(one, terms=TERMS, sources=SOURCES), list)
