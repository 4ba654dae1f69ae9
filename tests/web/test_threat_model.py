"""The threat model names tests and files that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PAGE = (ROOT / "docs" / "threat-model.md").read_text()
_ROW = re.compile(
    r"^\| (?!Threat \|)(?P<threat>[^|]+) \| [^|]+ \| (?P<proof>[^|]+) \|$", re.MULTILINE
)
ROWS = {row["threat"]: re.findall("`([^`]+)`", row["proof"]) for row in _ROW.finditer(PAGE)}


def stands(proof: str) -> bool:
    """Whether a file, or a test in a file, is there."""
    place, _colons, name = proof.partition("::")
    file = ROOT / place
    if not name or not file.is_file():
        return file.is_file() and not name
    functions = ast.parse(file.read_text()).body
    return name in {one.name for one in functions if isinstance(one, ast.FunctionDef)}


@pytest.mark.parametrize("threat", ROWS)
def test_what_guards_against_a_threat_is_tested(threat: str) -> None:
    assert ROWS[threat]
    assert [proof for proof in ROWS[threat] if not stands(proof)] == []


def test_every_line_of_the_table_is_read() -> None:
    lines = [line for line in PAGE.splitlines() if line.startswith("| ")]
    assert len(ROWS) == len(lines) - 1
    assert len(ROWS) >= 20


def test_a_test_that_is_gone_would_be_missed() -> None:
    here = "tests/web/test_threat_model.py"
    assert stands(f"{here}::test_a_test_that_is_gone_would_be_missed")
    assert not stands(f"{here}::test_that_nobody_wrote")
    assert not stands("tests/web/nothing.py")
