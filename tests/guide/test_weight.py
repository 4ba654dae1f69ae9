"""Test what a first view weighs, compressed and with all that it needs, for a poor connection."""

from __future__ import annotations

import gzip
import re

import pytest
from django.test import Client

from education.content.public_urls import get_public_urls

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("shipped_guide"),
    pytest.mark.once,
    pytest.mark.slow,
]

KB = 1024
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_MARKS = 700  # bytes of drawings that every page may have: the sign of the guide, a reach mark

Weights = dict[str, tuple[int, int, int, int]]


def packed(text: str) -> int:
    """Bytes on the wire."""
    return len(gzip.compress(text.encode()))


@pytest.fixture(scope="module")
def weights(shipped_guide: None, module_db: None) -> Weights:
    """Of each public address: the page, its styles, its drawings (bytes), the words of its text."""
    every = [*get_public_urls(), "/search/", "/booklet/"]
    return {address: _weigh(Client().get(address).content.decode()) for address in every}


def _weigh(page: str) -> tuple[int, int, int, int]:
    text = page[page.index("<main") : page.index("</main>")]
    words = _TAG.sub(" ", _DRAWING.sub("", text)).split()
    style, drawings = "".join(_STYLE.findall(page)), "".join(_DRAWING.findall(page))
    return packed(page), packed(style), packed(drawings), len(words)


def test_a_text_page_of_1500_words_fits_the_first_window_of_tcp(weights: Weights) -> None:
    texts = {at: one for at, one in weights.items() if one[2] < _MARKS and one[3] <= 1500}
    assert len(texts) > 100
    assert {at: one for at, one in texts.items() if one[0] > 14.6 * KB} == {}


def test_a_longer_text_page_fits_twenty_kilobytes(weights: Weights) -> None:
    texts = {at: one for at, one in weights.items() if one[2] < _MARKS and one[3] > 1500}
    assert {at: one for at, one in texts.items() if one[0] > 20 * KB} == {}


def test_any_page_with_its_pictures_fits_forty_kilobytes(weights: Weights) -> None:
    assert {at: one for at, one in weights.items() if one[0] > 40 * KB} == {}
