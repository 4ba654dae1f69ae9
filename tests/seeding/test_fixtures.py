"""The seed that this project ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from education.seeding.loader import Fixtures, load_fixtures

FIXTURES = Path(__file__).parents[2] / "fixtures"
# The addresses that other systems rely on.
PAGES = {
    "/": [],
    "/how-cancer-spreads/": [
        "local-invasion",
        "intravasation",
        "circulation",
        "extravasation",
        "colonization",
    ],
    "/treatments/": [
        "surgery",
        "radiation-therapy",
        "chemotherapy",
        "targeted-therapy",
        "immunotherapy",
        "hormone-therapy",
        "supportive-care",
    ],
    "/understanding/": [
        "when-to-call",
        "what-is-metastasis",
        "why-cancer-spreads",
        "where-cancer-spreads",
        "finding-metastatic-cancer",
        "outlook",
        "surgery-and-spread",
        "research",
        "family-and-friends",
        "questions-to-ask",
    ],
    "/faq/": [],
    "/glossary/": [],
    "/topics/": [],
    "/about/": ["medical-disclaimer", "how-we-write-and-review", "privacy", "accessibility"],
}
ADDRESSES = [
    address
    for first, slugs in PAGES.items()
    for address in (first, *(f"{first}{slug}/" for slug in slugs))
]


@pytest.fixture(scope="module")
def library() -> Fixtures:
    return load_fixtures(FIXTURES)


def test_the_shipped_seed_has_the_promised_addresses_in_order(library: Fixtures) -> None:
    assert [page.address for page in library.pages] == ADDRESSES


def test_every_question_has_an_address_under_faq(library: Fixtures) -> None:
    assert len(library.questions) == 38
    assert all(one.address == f"/faq/{one.slug}/" for one in library.questions)


def test_every_picture_has_its_drawings(library: Fixtures) -> None:
    drawings = {name for one in library.pictures for name in (one.svg, one.svg_narrow) if name}
    assert {file.name for file in (FIXTURES / "images").glob("*.svg")} == drawings


def test_the_journey_has_a_drawing_for_phones(library: Fixtures) -> None:
    (journey,) = [picture for picture in library.pictures if picture.slug == "journey"]
    assert journey.svg_narrow == "journey-narrow.svg"
