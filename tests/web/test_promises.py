"""The threat model and the list of promises name tests and files that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TABLES = {"docs/threat-model.md": 20, "docs/promises.md": 20}


def rows(page: str) -> dict[str, list[str]]:
    """Return the first cell of each row of a table, and what its last cell names."""
    lines = [line for line in (ROOT / page).read_text().splitlines() if line.startswith("| ")]
    cells = [line.strip("| ").split(" | ") for line in lines[1:]]
    return {row[0]: re.findall("`([^`]+)`", row[-1]) for row in cells}


def stands(proof: str) -> bool:
    """Return whether a file, or a test in a file, is there."""
    place, _colons, name = proof.partition("::")
    file = ROOT / place
    if not name or not file.is_file():
        return file.is_file() and not name
    functions = ast.parse(file.read_text()).body
    return name in {one.name for one in functions if isinstance(one, ast.FunctionDef)}


@pytest.mark.parametrize("page", TABLES)
def test_every_promise_has_its_tests(page: str) -> None:
    assert len(rows(page)) >= TABLES[page]
    for promise, proofs in rows(page).items():
        assert proofs, promise
        assert [proof for proof in proofs if not stands(proof)] == [], promise


def test_a_test_that_is_gone_would_be_missed() -> None:
    here = "tests/web/test_promises.py"
    assert stands(f"{here}::test_a_test_that_is_gone_would_be_missed")
    assert not stands(f"{here}::test_that_nobody_wrote")
    assert not stands("tests/web/nothing.py")
