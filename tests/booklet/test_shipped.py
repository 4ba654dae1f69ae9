"""The sheet for the fridge with the shipped texts: one side, nothing cut, a picture a sign."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.booklet.printed import pages
from tests.booklet.test_sheets import Sheets
from tests.html import visit, words

pytestmark = pytest.mark.django_db

_PAPERS = {"a4": (595.3, 841.9), "letter": (612.0, 792.0)}  # points
_EDGE = 20  # points that no printer leaves white, with a little to spare
_BETWEEN = 6  # points at most between a picture and its words


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


@pytest.mark.slow
@pytest.mark.parametrize("paper", _PAPERS)
def test_everything_stands_on_one_side(shipped_guide: None, tmp_path: Path, paper: str) -> None:
    sheet = _saved(tmp_path, paper)
    assert pages(sheet.pdf.read_bytes()) == 1
    wide, high = _PAPERS[paper]
    for word in sheet.words[0]:
        assert min(word.left, word.top) > _EDGE, word
        assert word.right < wide - _EDGE, word
        assert word.bottom < high - _EDGE, word
    whole = _letters(sheet.texts()[0])
    said = [words(one) for one in visit("/sheet/").select(".sheet :is(h2, h3, h4, li, p)")]
    assert [one for one in said if _letters(one) not in whole] == []


def test_each_sign_has_its_picture(shipped_guide: None, tmp_path: Path) -> None:
    sheet = _saved(tmp_path, "letter")
    signs = [words(one) for one in visit("/sheet/").select(".sheet-signs li")]
    assert len(signs) > 20
    drawn = sheet.drawn(1).convert("L")
    for sign in signs:
        _page, found = sheet.find(" ".join(sign.split()[:3]))
        first = found[0]
        left = (first.left - 20, first.top, first.left - _BETWEEN / 2, first.bottom + 4)
        darkest, _lightest = drawn.crop(tuple(map(round, left))).getextrema()
        assert darkest < 120, sign


def test_immunotherapy_stands_under_urgent(shipped_guide: None) -> None:
    urgent = [words(one) for one in visit("/sheet/").select(".sheet-soon li")]
    assert len([one for one in urgent if one.startswith("Immunotherapy, now or in the past:")]) == 1


def _saved(folder: Path, paper: str) -> Sheets:
    pdf = folder / f"{paper}.pdf"
    pdf.write_bytes(Client().get("/sheet/sheet.pdf", {"paper": paper}).content)
    return Sheets(pdf)
