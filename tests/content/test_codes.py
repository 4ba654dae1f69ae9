"""Codes of record systems, as editors write them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from education.content.codes import CodeSystem, read_code, read_codes, read_line
from education.review.sign_off import SignOffError, sign_off
from education.standard.results import Level
from education.standard.text_findings import findings
from tests.content.test_editing import edit_of
from tests.factories import Guide, TermFactory
from tests.forms import complaints, save
from tests.html import visit, words
from tests.review.people import REVIEWER, attestation, person

ICD_10, ICD_9, MESH = CodeSystem


@pytest.mark.parametrize(
    ("line", "system", "steps"),
    [
        ("C79.51", ICD_10, ("C79", "5", "1")),
        ("c7951", ICD_10, ("C79", "5", "1")),
        ("C79", ICD_10, ("C79",)),
        ("C7B.02", ICD_10, ("C7B", "0", "2")),
        ("Z79.811", ICD_10, ("Z79", "8", "1", "1")),
        ("E83.52", ICD_10, ("E83", "5", "2")),
        ("icd10: E8352", ICD_10, ("E83", "5", "2")),
        ("198.5", ICD_9, ("198", "5")),
        ("1985", ICD_9, ("198", "5")),
        ("V58.11", ICD_9, ("V58", "1", "1")),
        ("ICD-9-CM: V5811", ICD_9, ("V58", "1", "1")),
        ("D009362", MESH, ("D009362",)),
        ("D000073890", MESH, ("D000073890",)),
        ("Q000628", MESH, ("Q000628",)),
        ("C04.697.650", MESH, ("C04", "697", "650")),
        ("MeSH: C04.697", MESH, ("C04", "697")),
        ("  C77 (2) ", ICD_10, ("C77",)),
    ],
)
def test_a_code_is_read_however_it_is_written(
    line: str, system: CodeSystem, steps: tuple[str, ...]
) -> None:
    code = read_line(line)
    assert code is not None
    assert (code.system, code.steps) == (system, steps)


@pytest.mark.parametrize(
    "line",
    [
        "", "bones", "C79.51 bones", "C79.51, C78.7", "C79.", "C", "79.51", "C79.51 (0)", "(2)",
        "SNOMED CT: 94222008", "LOINC: 2093-3", "ICD-10-CM: bones", "MeSH: C79.51",
        "ICD-9-CM: C79.51", "C79.51 (22)", "C7\uff19.51",
    ],
)  # fmt: skip
def test_what_is_no_code_is_none(line: str) -> None:
    assert read_line(line) is None


def test_the_number_in_brackets_is_the_place_among_texts_with_the_same_code() -> None:
    assert [code.place for code in read_codes("C77 (2)\nC78")] == [2, 1]


@pytest.mark.parametrize(
    ("asked", "near", "nearer"),
    [
        ("C79.51", "C79", "C79.5"),
        ("C79", "C79.51", "C79"),
        ("C79.3", "C79", "C79.31"),
        ("C78.0", "C78.01", "C78.0"),
        ("C04.697.650.560", "C04.697", "C04.697.650"),
    ],
)
def test_of_two_codes_the_nearer_comes_first(asked: str, near: str, nearer: str) -> None:
    code, far, close = read_code(asked), read_line(near), read_line(nearer)
    if asked.startswith("C04"):
        far = read_line(f"MeSH: {near}")
    assert code
    assert far
    assert close
    assert code.nearness_of(close) < code.nearness_of(far)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("C79.51", "C79.52"),
        ("C79.51", "C78"),
        ("D009362", "D009361"),
        ("198.5", "C79.51"),
        ("C04.697.650", "C04.697.645"),
    ],
)
def test_a_code_beside_another_one_has_nothing_to_do_with_it(asked: str, other: str) -> None:
    code, beside = read_code(asked), read_code(other)
    assert code
    assert beside
    assert code.nearness_of(beside) is None


def test_a_group_of_mesh_does_not_lead_to_what_is_below_it() -> None:
    group, below = read_line("MeSH: C04.697"), read_line("C04.697.650")
    assert group
    assert below
    assert group.nearness_of(below) is None


# Drafts -------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["page", "term"])
def test_a_draft_with_a_line_that_is_no_code_is_saved_and_cannot_be_signed(
    guide: Guide, roles: None, admin_client: Client, kind: str
) -> None:
    text: Any = guide.article() if kind == "page" else TermFactory()
    response = save(edit_of(text), admin_client, publish=False, codes="C79.51\n\nbones")
    assert response.status_code == 302, complaints(response)
    saved = type(text).objects.get(pk=text.pk)
    newest = saved.get_latest_revision_as_object()
    assert newest.codes.split() == ["C79.51", "bones"]
    told = [one.message for one in findings(newest) if one.level == Level.BLOCKS]
    assert [one for one in told if "Line 3" in one and "bones" in one]
    assert "Line 3" in words(visit(edit_of(text), admin_client).select_one("[data-standard]"))
    with pytest.raises(SignOffError, match="content standard"):
        sign_off(saved, person(REVIEWER), attestation(saved))
