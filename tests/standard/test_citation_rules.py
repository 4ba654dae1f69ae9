from __future__ import annotations

import pytest

from education.standard.results import Level
from tests.standard.documents import ASK, CARE, draft, figure, found, table, text


def test_a_medical_text_needs_a_source() -> None:
    bare = [text("Cells travel."), CARE, ASK]
    assert [finding.level for finding in found(draft(blocks=bare), 19)] == [Level.BLOCKS]
    assert found(draft(blocks=bare, sources=["S1"]), 19) == []


def in_short(*points: str) -> dict[str, object]:
    items = "".join(f"<li>{one}</li>" for one in points)
    return {"type": "key_points", "value": {"points": f"<ul>{items}</ul>"}}


@pytest.mark.parametrize(
    "block",
    [
        in_short("Cells can travel."),
        in_short("You can get a fever."),
        table("Tests", ["Test", "For"], ["CT", "Finds tumors"], ["MRI", "Finds tumors [S1]"]),
        figure("A vessel.", "<p>Cells flow.</p>"),
    ],
)
@pytest.mark.parametrize("kind", ["home", "index", "step", "treatment", "article", "faq"])
def test_a_medical_statement_has_its_source_where_it_stands(
    block: dict[str, object], kind: str
) -> None:
    (finding,) = found(draft(block, kind=kind), 19)
    assert finding.level == Level.BLOCKS
    assert found(draft(block, kind="about"), 19) == []


@pytest.mark.parametrize(
    "block",
    [
        in_short("Cells can travel. [S1]", "Ask your care team.", "Who can help?"),
        in_short("You can ask for it today. You do not have to wait."),
        in_short("This is step 1 of 5. It is not stage 1 of a cancer."),
        table("Tests", ["Test", "For"], ["CT", "Finds tumors [S1]"]),
        figure("A vessel.", "<p>Cells flow. [S1]</p>"),
        figure("At a table.", "<p>You do not have to prepare alone. Ask a friend.</p>"),
    ],
)
def test_advice_and_words_about_the_guide_need_no_source(block: dict[str, object]) -> None:
    assert found(draft(block), 19) == []


def test_a_page_about_the_guide_needs_none() -> None:
    assert found(draft(kind="about", blocks=[text("We set no cookies.")]), 19) == []


def test_a_line_of_a_table_that_readers_fill_in_needs_no_source() -> None:
    log = table("A log", ["When", "What"], ["Day and time:", ""], ["Day and time:", ""])
    assert found(draft(log, text("It may be so. [S1]")), 19) == []
    claim = table("Drugs", ["Drug", "Effect"], ["One", "helps"])
    assert len(found(draft(claim, text("It may be so. [S1]")), 19)) == 1


@pytest.mark.parametrize("kind", ["article", "about"])
def test_a_source_must_be_in_the_register(kind: str) -> None:
    (finding,) = found(draft(text("It may be so. [S9]"), kind=kind), 19)
    assert finding.message == "S9 is not in the register of sources."
