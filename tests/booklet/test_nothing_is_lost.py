"""Whatever is gathered, the saved PDF holds all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import Tag

from education.booklet import pdf
from education.booklet.pdf import MissingContentError, render_pdf
from tests.booklet.test_sheets import Sheets, _saved
from tests.html import visit, words

LOST_ONCE = (
    "how-cancer-spreads",
    "understanding/outlook",
    "treatments",
    "treatments/chemotherapy",
    "understanding/where-cancer-spreads",
    "understanding/surgery-and-spread",
    "treatments/supportive-care",
    "understanding/what-is-metastasis",
    "understanding/family-and-friends",
    "understanding/when-to-call",
)
WITH_ANSWERS = ("faq/how-long", "faq/can-it-be-cured")


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def _check(folder: Path, keys: tuple[str, ...]) -> None:
    sheets = _saved(folder, *keys)
    by_sheet = [_letters(text) for text in sheets.texts()]
    whole = "".join(by_sheet)
    page = visit(f"/booklet/print/?{'&'.join(f'p={key}' for key in keys)}")
    chapters = page.select_one(".chapters")
    assert chapters
    heads = chapters.select(".chapter-head")
    assert len(heads) == len(keys)
    every = chapters.select("h1, h2, h3, h4, h5, caption, th, td, p, li, dt, dd")
    hidden = {id(one) for one in chapters.select("script *, svg *, .related *, .read-on *")}
    assert [
        words(one)
        for one in every
        if id(one) not in hidden and not one.find(["p", "li"]) and _lost(one, whole)
    ] == []
    _check_contents(sheets, by_sheet, heads)


def _lost(block: Tag, whole: str) -> bool:
    """Return whether its words stand nowhere: a mark of a source may stand between them."""
    return _letters(block.get_text()) not in whole


def _check_contents(sheets: Sheets, by_sheet: list[str], heads: list[Tag]) -> None:
    """The page numbers of the contents are those on which the chapters begin."""
    told = sheets.contents()
    assert len(told) >= len(heads)
    for head, (name, number) in zip(heads, told, strict=False):  # and words, and sources
        title = head.find(["h1", "h2"])
        assert title
        begins = _letters(words(head))[:50]
        for medical_name in title.select(".subtitle"):
            medical_name.extract()
        assert words(title) == name
        assert begins in by_sheet[number - 1], name


@pytest.mark.once
@pytest.mark.slow
def test_every_heading_table_and_sentence_of_the_guide_stands_in_a_booklet(
    shipped_guide: None, tmp_path: Path
) -> None:
    boxes = visit("/booklet/").select("input[name=add]")
    offered = [str(box["value"]) for box in boxes]
    others = [key for key in offered if not key.startswith("faq/") and key not in LOST_ONCE]
    half = len(others) // 2
    for keys in (LOST_ONCE, (*reversed(others[:half]),), (*others[half:], *WITH_ANSWERS)):
        _check(tmp_path, keys)


@pytest.mark.once
@pytest.mark.slow
def test_three_pages_of_which_one_was_lost_stand_in_a_booklet(
    shipped_guide: None, tmp_path: Path
) -> None:
    _check(tmp_path, ("understanding/when-to-call", "treatments", "understanding/outlook"))


def _page(text: str, style: str = "") -> str:
    return f"<!doctype html><html lang=en><title>x</title><style>{style}</style><body>{text}"


def test_what_columns_lose_is_set_again_in_one_column(tmp_path: Path) -> None:
    rows = "<tr><td>A row of it</td></tr>" * 30
    text = f"<main>{'<p>Before.</p>' * 60}<table>{rows}</table><p>The end of it.</p></main>"
    lossy = "main { columns: 2; column-fill: auto } table { column-span: all; break-inside: avoid }"
    saved = tmp_path / "lossy.pdf"
    saved.write_bytes(render_pdf(_page(text, lossy), "http://127.0.0.1:1/", keep=False))
    whole = " ".join(word.text for sheet in Sheets(saved).words for word in sheet)
    assert whole.count("A row of it") == 30
    assert "The end of it." in whole


def test_a_pdf_that_lacks_a_block_is_not_handed_out() -> None:
    with pytest.raises(MissingContentError):
        render_pdf(_page("<p hidden>Nobody sees this.</p>"), "http://127.0.0.1:1/", keep=False)
    assert pdf._marked('<p>A</p><h2 id="b">B</h2>')[1] == {"block-0", "b"}
