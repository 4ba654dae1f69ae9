"""The sheets of a saved PDF as a reader sees them: where words stand, and which ink."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image
from wagtail.models import Site

from education.content.models import SiteSettings
from tests.booklet.printed import letters
from tests.tools import missing

TEN = (
    "understanding/what-is-metastasis",
    "understanding/when-to-call",
    "treatments",
    "treatments/chemotherapy",
    "understanding/where-cancer-spreads",
    "understanding/outlook",
    "how-cancer-spreads",
    "how-cancer-spreads/circulation",
    "faq/how-long",
    "understanding/questions-to-ask",
)
LONGEST = (
    "treatments",
    "treatments/surgery",
    "treatments/radiation-therapy",
    "treatments/chemotherapy",
    "treatments/targeted-therapy",
    "treatments/immunotherapy",
    "treatments/hormone-therapy",
    "treatments/supportive-care",
    "understanding/when-to-call",
    "understanding/questions-to-ask",
)
_DPI = 72  # one pixel is one point
_MIDDLE = 300  # points from the left edge, where the second column begins
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@dataclass(frozen=True)
class Word:
    """A word and its box, in points from the top left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


class Sheets:
    """The pages of a PDF."""

    def __init__(self, pdf: Path) -> None:
        self.pdf = pdf
        told = _run("pdftotext", "-bbox", str(pdf), "-")
        self.words = [
            [Word(*map(float, box[:4]), box[4]) for box in _WORD.findall(page)]
            for page in told.split("<page ")[1:]
        ]

    def text(self, number: int) -> str:
        """The words of a page, counted from 1."""
        return " ".join(word.text for word in self.words[number - 1])

    def texts(self) -> list[str]:
        """The words of each page as they were set, without what stands below its text."""
        area = ("-raw", "-x", "0", "-y", "0", "-W", "596", "-H", "800")
        return _run("pdftotext", *area, str(self.pdf), "-").split("\f")

    def find(self, phrase: str) -> tuple[int, list[Word]]:
        """The first page with a phrase, and its words."""
        wanted = phrase.split()
        for number, words in enumerate(self.words, start=1):
            for start in range(len(words)):
                found = words[start : start + len(wanted)]
                if [word.text for word in found] == wanted:
                    return number, found
        raise AssertionError(f"“{phrase}” stands on no page.")

    def contents(self) -> list[tuple[str, int]]:
        """The titles in the contents on the first page, and the pages that they name."""
        [heading] = [word for word in self.words[0] if word.text == "booklet" and word.top > 150]
        [imprint] = [word for word in self.words[0] if word.text == "information,"]
        listed = [word for word in self.words[0] if heading.bottom < word.top < imprint.top - 5]
        listed.sort(key=lambda word: (word.left > _MIDDLE, round(word.top), word.left))
        lines = " ".join(word.text for word in listed)
        told = re.findall(r"\d+\. (.+?)(?: \.)* (\d+)(?= \d+\. |$)", lines)
        return [(title, int(page)) for title, page in told]

    def drawn(self, number: int) -> Image.Image:
        """A page as a picture."""
        out = self.pdf.with_name(f"{self.pdf.stem}-{number}")
        page = str(number)
        _run("pdftoppm", "-r", str(_DPI), "-png", "-singlefile", "-f", page, "-l", page,
             str(self.pdf), str(out))  # fmt: skip
        return Image.open(f"{out}.png").convert("RGB")

    def inks(self, number: int, box: tuple[float, float, float, float]) -> list[tuple[int, ...]]:
        """The colors of a part of a page."""
        part = self.drawn(number).crop(tuple(map(round, box)))
        return [part.getpixel((x, y)) for x in range(part.width) for y in range(part.height)]


def _run(command: str, *words: str) -> str:
    if not shutil.which(command):
        missing(f"{command} is missing: install poppler-utils.")
    result = subprocess.run([command, *words], capture_output=True, check=True)  # noqa: S603 - ours
    return result.stdout.decode()


def _saved(folder: Path, *keys: str, **more: str) -> Sheets:
    answer = Client().get("/booklet/booklet.pdf", {"p": keys, **more})
    assert answer.status_code == 200
    pdf = folder / f"{keys[0].replace('/', '-')}-{len(keys)}.pdf"
    pdf.write_bytes(answer.content)
    return Sheets(pdf)


def _is_plum(ink: tuple[int, ...]) -> bool:
    red, green, blue = ink
    return red > green + 40 and blue > green + 10 and red < 200


def _is_black(ink: tuple[int, ...]) -> bool:
    return max(ink) < 40


@pytest.fixture(scope="module")
def ten(
    shipped_guide: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sheets]:
    """A booklet of ten long pages of the shipped guide."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield _saved(tmp_path_factory.mktemp("sheets"), *TEN)


def test_ten_pages_of_the_guide_fit_on_26_printed_sides_in_type_of_9_5_points(ten: Sheets) -> None:
    """Printed on one side of the paper these are 26 sheets, on both sides 13."""
    assert len(ten.words) <= 26
    sizes = letters(ten.pdf.read_bytes())
    [(most, _count)] = sizes.most_common(1)
    assert most >= 9.5
    assert min(sizes) >= 8


def test_the_ten_longest_pages_take_no_more_sides_than_is_said(
    shipped_guide: None, tmp_path: Path
) -> None:
    assert len(_saved(tmp_path, *LONGEST).words) <= 36  # docs/known-limits.md


def test_on_us_letter_ten_pages_take_two_sides_more(shipped_guide: None, tmp_path: Path) -> None:
    assert len(_saved(tmp_path, *TEN, paper="letter").words) <= 28


def test_no_line_ends_after_its_first_word(ten: Sheets) -> None:
    """WeasyPrint breaks there where only the last space of a text does not fit."""
    starts = {"A", "Other", "There"}
    for number, words in enumerate(ten.words, start=1):
        for word, after in pairwise(words):
            is_alone = after.top > word.bottom - 2 and abs(after.left - word.left) < 2
            assert not (word.text in starts and is_alone), (number, word.text, after.text)


def test_the_numbers_of_steps_stand_apart(shipped_guide: None, tmp_path: Path) -> None:
    for key in ("understanding/when-to-call", "faq/how-long"):
        for words in _saved(tmp_path, key).words:
            steps = [one for one in words if one.text in "12345" and one.bottom - one.top > 12]
            for one, after in pairwise(steps):
                if one.left == after.left:
                    assert after.top - one.top > 24, (key, one)


def test_the_wide_table_of_a_booklet_is_a_table_with_its_head_above_each_part(
    ten: Sheets,
) -> None:
    page, head = ten.find("Treatment How it may be given What it may do for you")
    assert len({round(word.top) for word in head}) == 1
    rows = [word for word in ten.words[page - 1] if word.text == "Surgery"]
    assert any(word.top > head[0].bottom and abs(word.left - head[0].left) < 2 for word in rows)


def test_the_contents_name_the_page_on_which_each_chapter_begins(ten: Sheets) -> None:
    told = dict(ten.contents())
    assert len(told) == len(TEN) + 2  # and words, and sources
    for title in ("Chemotherapy", "What may lie ahead?", "Cells travel"):
        assert title in ten.text(told[title]), title
    assert "Advance directive" in ten.text(told["Words in these pages"])
    place, _words = ten.find("Words in these pages")
    assert place == 1


def test_each_sheet_has_its_number(ten: Sheets) -> None:
    for number, words in enumerate(ten.words, start=1):
        corner = [word.text for word in words if word.top > 800 and word.left > 500]
        assert corner == [str(number)]


def test_help_sources_and_disclaimer_stand_once(ten: Sheets) -> None:
    whole = _in_order(ten)
    for once in (
        "When should I get help?",
        "This is information, not advice",
        "My nurse or doctor:",
    ):
        assert whole.count(once) == 1, once
    assert whole.count("Where this comes from") == 2  # in the contents, and where it stands


def test_no_sheet_holds_only_a_few_lines(ten: Sheets) -> None:
    assert min(len(words) for words in ten.words) > 60


def test_a_table_has_its_head_above_its_rows(shipped_guide: None, tmp_path: Path) -> None:
    sheets = _saved(tmp_path, "treatments")
    page, cell = sheets.find("In an operation")  # of the first row
    [head] = [word for word in sheets.words[page - 1] if word.text == "given"]
    assert head.bottom < cell[0].top
    beside = {word.text for word in sheets.words[page - 1] if round(word.top) == round(head.top)}
    assert {"Treatment", "do", "hard"} <= beside  # side by side


def test_the_mark_of_the_review_stands_beside_its_words(
    shipped_guide: None, tmp_path: Path
) -> None:
    sheets = _saved(tmp_path, "understanding/outlook")
    page, words = sheets.find("Not yet reviewed by a clinician.")
    first = words[0]
    beside = sheets.inks(page, (first.left - 22, first.top - 2, first.left - 2, first.bottom + 2))
    assert any(map(_is_plum, beside))


@pytest.mark.slow
@pytest.mark.usefixtures("shipped_guide")
def test_a_number_to_call_stands_in_the_line_of_its_heading(tmp_path: Path) -> None:
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"emergency_number": "911"}
    )
    _page, words = _saved(tmp_path, "understanding/when-to-call", "about").find("Call 911 now if")
    tops = [word.top for word in words]
    assert max(tops) - min(tops) < 2


def test_the_steps_have_their_numbers_in_circles_and_drawings_in_color(
    shipped_guide: None, tmp_path: Path
) -> None:
    sheets = _saved(tmp_path, "how-cancer-spreads")
    page, _words = sheets.find("Colonization")
    words = sheets.words[page - 1]
    steps = [one for one in words if re.fullmatch("[1-5]", one.text) and one.left < 100]
    assert steps
    for word in steps:
        middle = (word.top + word.bottom) / 2
        left = sheets.inks(page, (word.left - 24, middle - 2, word.left - 4, middle + 2))
        right = sheets.inks(page, (word.right + 4, middle - 2, word.right + 24, middle + 2))
        assert any(map(_is_plum, left)), word
        assert any(map(_is_plum, right)), word
    drawn = sheets.drawn(page)
    inks = sheets.inks(page, (92, 0, 180, drawn.height))
    assert sum(map(_is_plum, inks)) > 50
    assert sum(map(_is_black, inks)) < 0.05 * len(inks)


CLOSED = "A part of this page is left closed on paper."
# On the page about the outlook: words before its first closed part, inside it, and after the last.
BEFORE = "Three questions you can open"
INSIDE, AFTER = "treat but not cure", "Can I say now what care"


def test_closed_parts_say_so_in_their_places(shipped_guide: None, tmp_path: Path) -> None:
    whole = _in_order(_saved(tmp_path, "understanding/outlook"))
    assert INSIDE not in whole
    places = [found.start() for found in re.finditer(re.escape(CLOSED), whole)]
    assert len(places) == 3
    assert whole.index(BEFORE) < places[0]
    assert places[-1] < whole.index(AFTER)


def test_opened_parts_stand_under_their_names_in_their_places(
    shipped_guide: None, tmp_path: Path
) -> None:
    whole = _in_order(_saved(tmp_path, "understanding/outlook", open="1"))
    assert CLOSED not in whole
    names = [
        "Whether it can be cured",
        "What figures say about time",
    ]
    order = [BEFORE, names[0], INSIDE, names[1], "No single figure fits everyone.", AFTER]
    places = [whole.index(words) for words in order]
    assert places == sorted(places)


def _in_order(sheets: Sheets) -> str:
    return " ".join(" ".join(sheets.texts()).split())


def _is_teal(ink: tuple[int, ...]) -> bool:
    red, green, blue = ink
    return red < 150 and green > red + 30 and blue > red + 30


def test_the_marks_of_one_area_and_of_the_whole_body_are_inked(
    shipped_guide: None, tmp_path: Path
) -> None:
    sheets = _saved(tmp_path, "treatments")
    inked = {}
    for phrase in ("Treats the area it is aimed at", "Treats the whole body"):
        page, words = sheets.find(phrase)
        first = words[0]
        box = (first.left - 24, first.top - 12, first.left - 1, first.bottom + 8)
        inked[phrase] = sum(map(_is_teal, sheets.inks(page, box)))
    assert inked["Treats the area it is aimed at"] > 10
    assert inked["Treats the whole body"] > 1.1 * inked["Treats the area it is aimed at"]
