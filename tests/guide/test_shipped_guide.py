"""The guide that this project ships, as it stands after `make run`."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Comment, Page

from education.content.models import ContentPage, Picture, Source, Topic
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.review.models import SignOff
from education.search.models import SynonymGroup
from education.seeding.documents import Document, QuestionDocument
from education.seeding.importer import seed
from education.seeding.loader import Fixtures, load_fixtures
from tests.guide.tables import counts
from tests.html import addresses, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_guide")]

Pages = dict[str, BeautifulSoup]

FIXTURES = Path(settings.FIXTURES_DIR)
PROMISED = [
    "/",
    "/how-cancer-spreads/",
    "/how-cancer-spreads/local-invasion/",
    "/how-cancer-spreads/intravasation/",
    "/how-cancer-spreads/circulation/",
    "/how-cancer-spreads/extravasation/",
    "/how-cancer-spreads/colonization/",
    "/treatments/",
    "/treatments/surgery/",
    "/treatments/radiation-therapy/",
    "/treatments/chemotherapy/",
    "/treatments/targeted-therapy/",
    "/treatments/immunotherapy/",
    "/treatments/hormone-therapy/",
    "/treatments/supportive-care/",
    "/understanding/",
    "/understanding/when-to-call/",
    "/understanding/what-is-metastasis/",
    "/understanding/why-cancer-spreads/",
    "/understanding/where-cancer-spreads/",
    "/understanding/finding-metastatic-cancer/",
    "/understanding/outlook/",
    "/understanding/surgery-and-spread/",
    "/understanding/research/",
    "/understanding/family-and-friends/",
    "/understanding/questions-to-ask/",
    "/faq/",
    "/glossary/",
    "/topics/",
    "/about/",
    "/about/medical-disclaimer/",
    "/about/how-we-write-and-review/",
    "/about/privacy/",
    "/about/accessibility/",
]


@pytest.fixture(scope="module")
def library() -> Fixtures:
    return load_fixtures(FIXTURES)


@pytest.mark.parametrize("address", PROMISED)
def test_a_promised_address_is_there(shipped_pages: Pages, address: str) -> None:
    assert shipped_pages[address].h1


def test_every_answer_word_and_topic_can_be_reached_by_links(shipped_pages: Pages) -> None:
    for model in (FAQItem, GlossaryTerm, Topic):
        assert {one.get_absolute_url() for one in model.objects.all()} <= {*shipped_pages}


def test_the_whole_glossary_stands_on_one_page(shipped_pages: Pages) -> None:
    listed = {
        one["href"] for one in shipped_pages["/glossary/"].select("main a[href^='/glossary/']")
    }
    assert (
        len({one for one in listed if "#" not in one} - {"/glossary/"})
        == GlossaryTerm.objects.count()
    )


def test_every_link_into_a_page_finds_its_place(shipped_pages: Pages) -> None:
    ids = {
        address: {tag["id"] for tag in page.select("[id]")}
        for address, page in shipped_pages.items()
    }
    for address, page in shipped_pages.items():
        for link in addresses(page):
            target, _, fragment = link.partition("#")
            if fragment and (not target or target.startswith("/")):
                assert fragment in ids[target or address], (address, link)


def test_no_two_elements_of_a_page_share_a_name(shipped_pages: Pages) -> None:
    for address, page in shipped_pages.items():
        ids = [tag["id"] for tag in page.select("[id]")]
        assert len({*ids}) == len(ids), address


def test_no_two_pages_share_a_title(shipped_pages: Pages) -> None:
    titles = [words(page.title) for page in shipped_pages.values()]
    assert sorted({one for one in titles if titles.count(one) > 1}) == []


def test_no_mark_of_ours_is_left_in_the_text(shipped_pages: Pages) -> None:
    for address, page in shipped_pages.items():
        for mark in ("[[", "]]", "{{", "}}", "[S", "](", "linktype"):
            assert mark not in page.get_text(), address


def test_nothing_stands_there_that_no_document_tells(library: Fixtures) -> None:
    pages = Page.objects.filter(depth__gt=1).order_by("path")
    assert [page.url for page in pages] == [page.address for page in library.pages]
    assert FAQItem.objects.count() == len(library.questions)
    assert GlossaryTerm.objects.count() == len(library.terms)
    assert Topic.objects.count() == len(library.topics)
    assert Source.objects.count() == len(library.sources)
    assert Picture.objects.count() == len(library.pictures)
    assert SynonymGroup.objects.count() == len(library.synonyms)


def test_the_steps_stand_in_their_order(library: Fixtures, shipped_pages: Pages) -> None:
    steps = [page.address for page in library.pages if page.kind == "step"]
    for address in ("/", "/how-cancer-spreads/"):
        listed = [link for link in addresses(shipped_pages[address].main) if link in steps]
        assert listed[:5] == steps


def test_everything_is_published_and_nothing_waits() -> None:
    for page in ContentPage.objects.all():
        assert page.live
        assert not page.has_unpublished_changes
    for model in (FAQItem, GlossaryTerm, Topic, Source, Picture, SynonymGroup):
        assert not model.objects.exclude(live=True, has_unpublished_changes=False).exists()


def test_every_page_keeps_the_rules_that_editors_keep() -> None:
    for page in ContentPage.objects.specific():
        page.full_clean()
        for name, field in ((one.name, one) for one in page._meta.get_fields()):
            if hasattr(field, "stream_block"):
                field.stream_block.clean(getattr(page, name))
    for item in FAQItem.objects.all():
        item.full_clean()
        item._meta.get_field("body").stream_block.clean(item.body)


def test_nothing_claims_a_review(shipped_pages: Pages) -> None:
    assert not SignOff.objects.exists()
    for page in shipped_pages.values():
        states = {tag["data-state"] for tag in page.select("[data-state]")}
        assert states <= {"not-reviewed"}
        assert "lastReviewed" not in str(page)


def notes_on(document: Document) -> list[str]:
    """Return what the reviewer of one page or answer is asked."""
    if isinstance(document, QuestionDocument):
        return FAQItem.objects.get(slug=document.slug).reviewer_note.split("\n\n")
    comments = Comment.objects.filter(page__slug=document.slug)
    return [*comments.values_list("text", flat=True)]


def test_every_note_stands_on_the_page_or_answer_that_it_is_about(library: Fixtures) -> None:
    facts = {fact.id: fact for fact in library.facts}
    asked = 0
    for document in (*library.pages, *library.questions):
        expected = [remark.text for remark in document.remarks]
        expected += [facts[fact].ask for fact in document.facts if facts[fact].ask]
        notes = notes_on(document) if expected else []
        for one in expected:
            assert any(one in note for note in notes), (document.path, one)
        assert len(notes) == len(expected), document.path
        asked += len(expected)
    assert asked > 60


def test_a_note_names_the_section_of_its_passage(library: Fixtures) -> None:
    page = next(one for one in library.pages if one.slug == "surgery-and-spread")
    for remark in page.remarks:
        assert any(f"{remark.text} (Section: “{remark.section}”)" == one for one in notes_on(page))


def test_answers_have_notes_of_their_own() -> None:
    assert FAQItem.objects.exclude(reviewer_note="").count() >= 10


def test_each_word_to_confirm_has_its_note(library: Fixtures) -> None:
    noted = GlossaryTerm.objects.exclude(reviewer_note="").values_list("slug", flat=True)
    assert {*noted} == {term.slug for term in library.terms if term.confirm}
    groups = SynonymGroup.objects.exclude(reviewer_note="").values_list("preferred", flat=True)
    assert {*groups} == {group.preferred for group in library.synonyms if group.confirm}


@pytest.mark.slow
def test_a_second_run_changes_nothing() -> None:
    before = counts()
    assert seed().new == []
    assert counts() == before


def test_the_rows_agree_with_the_migrations() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
