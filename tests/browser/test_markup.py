"""The markup of every address: in order, and no link leads nowhere. `make visit` validates it."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import Tag

from portal.web.inline_assets import get_page_script
from tests.browser.addresses import NOWHERE
from tests.browser.serving import Answer, Portal

COPIES = 20  # JSON and Markdown of texts that are followed
pytestmark = pytest.mark.browser

Answers = dict[str, Answer]


def test_every_address_answers(answers: Answers) -> None:
    wrong = {one.address: one.status for one in answers.values() if one.status != 200}
    assert wrong == {NOWHERE: 404}


def test_each_page_has_one_main_heading(answers: Answers) -> None:
    counts = {one.address: len(one.soup.find_all("h1")) for one in answers.values()}
    assert {address: count for address, count in counts.items() if count != 1} == {}


def test_no_heading_level_is_skipped(answers: Answers) -> None:
    assert {one.address: skips for one in answers.values() if (skips := _skips(one))} == {}


def _skips(answer: Answer) -> list[str]:
    headings = answer.soup.select("main :is(h1, h2, h3, h4, h5, h6)")
    levels = [int(heading.name[1]) for heading in headings]
    pairs = zip(levels, levels[1:], headings[1:], strict=False)
    return [str(heading) for above, below, heading in pairs if below > above + 1]


def test_each_page_has_its_landmarks(answers: Answers) -> None:
    expected = {"header": 1, "main": 1, "footer": 1}
    for answer in answers.values():
        outside = {name: len(answer.soup.select(f"body > {name}")) for name in expected}
        assert outside == expected, answer.address


def test_landmarks_of_a_kind_have_names_of_their_own(answers: Answers) -> None:
    for answer in answers.values():
        names = Counter(_name(nav, answer) for nav in answer.soup.find_all("nav"))
        assert "" not in names, answer.address
        assert names.most_common(1)[0][1] == 1, (answer.address, names)


def _name(landmark: Tag, answer: Answer) -> str:
    label = answer.soup.find(id=str(landmark.get("aria-labelledby")))
    return str(landmark.get("aria-label") or (label.get_text() if label else ""))


def test_no_id_stands_twice_on_a_page(answers: Answers) -> None:
    for answer in answers.values():
        ids = Counter(str(tag["id"]) for tag in answer.soup.find_all(id=True))
        assert [name for name, count in ids.items() if count > 1] == [], answer.address


def test_names_refer_to_what_is_there(answers: Answers) -> None:
    for answer in answers.values():
        ids = {str(tag["id"]) for tag in answer.soup.find_all(id=True)}
        for attribute in ("aria-labelledby", "aria-describedby", "for"):
            tags = answer.soup.select(f"[{attribute}]")
            wanted = {name for tag in tags for name in str(tag[attribute]).split()}
            assert wanted <= ids, (answer.address, attribute, wanted - ids)


def test_no_two_pages_share_a_title(answers: Answers) -> None:
    searches = {address for address in answers if address.startswith("/search/")}
    titles = Counter(
        one.soup.title.get_text() if one.soup.title else ""
        for one in answers.values()
        if one.address not in searches
    )
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_link_of_the_portal_leads_somewhere(portal: Portal, answers: Answers) -> None:
    known, broken, copies = {**answers}, {}, 0
    for address, pages in _links(answers).items():
        target, fragment = urldefrag(address)
        if target.endswith(("/index.json", "/index.md")):
            copies += 1  # Who asks for all of them at once is held back, too.
            if copies > COPIES:
                continue
        if target not in known:
            known[target] = portal.get(target)
        answer = known[target]
        if answer.status != 200 or (fragment and not answer.soup.find(id=fragment)):
            broken[address] = sorted(pages)[:3]
    assert broken == {}


def _links(answers: Answers) -> dict[str, set[str]]:
    """Return where each link of the portal leads, and on which pages it stands."""
    found: dict[str, set[str]] = {}
    for answer in answers.values():
        # Who follows every link to a PDF or a booklet of one page is held back, as a flood is.
        for tag in answer.soup.select('[href]:not([rel="nofollow"])'):
            address = urljoin(answer.address, str(tag["href"]))
            if address.startswith("/") and urldefrag(address).url != NOWHERE:
                found.setdefault(address, set()).add(answer.address)
    return found


def test_no_page_sets_a_cookie(answers: Answers) -> None:
    assert [one.address for one in answers.values() if "set-cookie" in one.headers] == []


def test_no_page_lets_anything_run_but_our_own_script(answers: Answers) -> None:
    for answer in answers.values():
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy, answer.address
        assert f"script-src 'self' {get_page_script().hash};" in f"{policy};", answer.address
        assert answer.text.count("content=\"style-src 'sha256-") == answer.text.count("<style>")
