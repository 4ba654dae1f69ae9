"""Tell which addresses the tests visit."""

from __future__ import annotations

import re

from tests.browser.serving import Portal

NOWHERE = "/an-address-that-nobody-promised/"
SEARCHES = ("/search/", "/search/?q=blood", "/search/?q=qwxyz")
GATHERED = "?p=how-cancer-spreads/intravasation&p=treatments/surgery&p=faq/can-it-be-cured"
BOOKLETS = ("/booklet/", f"/booklet/{GATHERED}", f"/booklet/print/{GATHERED}")
OFFLINE = "/offline/"
HARD_TRUTH = "/understanding/outlook/"

# One address for each kind of page.
KINDS = {
    "home": "/",
    "steps": "/how-cancer-spreads/",
    "step": "/how-cancer-spreads/intravasation/",
    "treatments": "/treatments/",
    "treatment": "/treatments/surgery/",
    "articles": "/understanding/",
    "article": "/understanding/surgery-and-spread/",
    "outlook": HARD_TRUTH,
    "when to call": "/understanding/when-to-call/",
    "sheet": "/sheet/",
    "questions": "/faq/",
    "answer": "/faq/can-it-be-cured/",
    "words": "/glossary/",
    "word": "/glossary/metastasis/",
    "topics": "/topics/",
    "topic": "/topics/surgery/",
    "about": "/about/",
    "about page": "/about/privacy/",
    "search": "/search/?q=blood",
    "booklet": BOOKLETS[1],
    "booklet to print": BOOKLETS[2],
    "not found": NOWHERE,
}

# The parts of the site, so that a test of all addresses says which part it is at.
PARTS = (
    "home",
    "about",
    "booklet",
    "faq",
    "glossary",
    "how-cancer-spreads",
    "offline",
    "search",
    "sheet",
    "topics",
    "treatments",
    "understanding",
    "nowhere",
)
# Of parts whose pages differ in their words alone, one page in so many is looked at.
ALIKE = {"faq": 5, "glossary": 8, "topics": 5}


def published(portal: Portal) -> list[str]:
    """Every address of the sitemap."""
    found = re.findall(r"<loc>https?://[^/]+(.*?)</loc>", portal.get("/sitemap.xml").text)
    return sorted(found)


def readable(portal: Portal) -> list[str]:
    """Return what a reader can see: the sitemap's addresses, what is beside it, and nothing."""
    return [*published(portal), *SEARCHES, *BOOKLETS, OFFLINE, NOWHERE]


def part_of(address: str) -> str:
    """The part of the site that an address belongs to."""
    if address == NOWHERE:
        return "nowhere"
    return address.split("/")[1] or "home"
