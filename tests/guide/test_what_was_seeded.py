"""Test what a seeding has brought, and what a second one leaves to editors."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Comment, ReferenceIndex

from education.content.markdown.errors import SeedError
from education.content.models import (
    ArticleIndexPage,
    ArticlePage,
    HomePage,
    Picture,
    Topic,
    TreatmentPage,
)
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.search.models import SynonymGroup
from education.seeding.importer import seed
from portal.accounts.models import User
from tests.factories import publish
from tests.guide.seeds import write_small_seed
from tests.guide.tables import contents, counts
from tests.html import addresses, visit, words
from tests.seeding.seeds import Seed

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seeded(module_db: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    seed(write_small_seed(tmp_path_factory.mktemp("seed")).root)


# The first time -----------------------------------------------------------------------------------


def test_what_was_seeded_can_be_read() -> None:
    for address in ("/", "/understanding/why/", "/treatments/surgery/", "/faq/what/"):
        assert visit(address).h1


def test_every_page_is_published_as_its_first_version() -> None:
    for page in HomePage.objects.get().get_descendants(inclusive=True):
        assert page.live
        assert page.revisions.get() == page.live_revision
        assert not page.has_unpublished_changes


def test_links_and_choices_lead_where_the_document_says() -> None:
    page = visit("/understanding/why/")
    links = addresses(page.main)
    assert links.count("/treatments/surgery/") == 2  # in the text, and to read on
    assert "/treatments/surgery/#risks" in links
    assert links.count("/faq/what/") == 2  # in the text, and among the questions
    assert page.select_one("figure svg")
    assert words(page.select_one("a.cite")) == "[1]"
    assert words(page.select_one("a.term")) == "tumor"


def test_the_answers_of_a_treatment_stand_in_their_places() -> None:
    page = TreatmentPage.objects.get()
    assert page.opening[0].block_type == "key_points"
    assert page.how_it_works[0].value.source == "<p>Two.</p>"
    assert page.without[0].value["ask"] == "Why?"
    assert page.body[0].block_type == "questions"


def test_topics_and_sources_are_linked() -> None:
    topic = Topic.objects.get()
    assert [*ArticlePage.objects.get().topics.all()] == [topic]
    assert [*FAQItem.objects.get().topics.all()] == [topic]
    term = GlossaryTerm.objects.get()
    assert [*term.topics.all()] == [topic]
    assert [source.code for source in term.sources.all()] == ["S1"]


def test_a_question_of_the_register_becomes_a_comment_on_its_page() -> None:
    page = ArticlePage.objects.get()
    texts = [comment.text for comment in page.wagtail_admin_comments.all()]
    assert len(texts) == 2
    assert "Please look at this twice." in texts
    assert any(one.startswith("Is this the right word?") for one in texts)
    assert all(comment.resolved_at is None for comment in Comment.objects.all())


def test_a_question_of_the_register_becomes_a_note_on_each_answer_that_states_the_fact() -> None:
    notes = FAQItem.objects.get().reviewer_note.split("\n\n")
    assert notes == [
        "For the editor: A drawing would help.",
        "May they? (fact: Cells may travel.)",
    ]


def test_what_a_clinician_should_confirm_becomes_a_note() -> None:
    note = SynonymGroup.objects.get().reviewer_note
    assert note == "Please confirm: A growth does not have to be a tumor."
    assert GlossaryTerm.objects.get().reviewer_note == ""


def test_no_note_and_no_comment_reaches_a_reader() -> None:
    for address in ("/understanding/why/", "/faq/what/"):
        text = visit(address).get_text()
        for secret in ("look at this twice", "right word", "May they?", "confirm"):
            assert secret not in text


def test_nobody_can_sign_in_as_the_author_of_seeded_comments() -> None:
    user = User.objects.get()
    assert not user.is_active
    assert not user.has_usable_password()
    assert not user.check_password("")


def test_what_was_seeded_is_found_by_a_search_and_by_where_used() -> None:
    assert "/understanding/why/" in addresses(visit("/search/?q=spread").main)
    picture = Picture.objects.get()
    assert ReferenceIndex.get_references_to(picture).exists()


def test_each_role_is_made_with_its_rights() -> None:
    assert {*Group.objects.values_list("name", flat=True)} == {"Authors", "Reviewers"}


# The second time ----------------------------------------------------------------------------------


def test_a_second_run_changes_nothing(small_seed: Seed) -> None:
    before = contents()
    plan = seed(small_seed.root)
    assert plan.new == []
    assert str(plan) == "Nothing new."
    assert contents() == before


def test_a_dry_run_after_a_real_one_finds_nothing_new(small_seed: Seed) -> None:
    before = contents()
    assert seed(small_seed.root, dry_run=True).new == []
    assert contents() == before


def test_what_an_editor_changed_stays_so(small_seed: Seed) -> None:
    publish(ArticlePage.objects.get(), title="As the editor has it")
    publish(FAQItem.objects.get(), question="As the editor has it?")
    publish(GlossaryTerm.objects.get(), definition="As the editor has it.")
    before = contents()
    small_seed.change("documents/understanding/why.md", "can spread", "could spread")
    small_seed.change("glossary.yaml", '"A growth of cells."', '"Another meaning."')
    seed(small_seed.root)
    assert contents() == before


@pytest.mark.parametrize("model", [ArticlePage, FAQItem, GlossaryTerm, SynonymGroup, Picture])
def test_what_an_editor_removed_stays_away(small_seed: Seed, model: type) -> None:
    model.objects.get().delete()
    seed(small_seed.root)
    assert not model.objects.exists()


def test_a_page_whose_parent_an_editor_removed_stays_away(small_seed: Seed) -> None:
    ArticleIndexPage.objects.get().delete()
    seed(small_seed.root)
    assert not ArticlePage.objects.exists()


def test_what_an_editor_withdrew_stays_withdrawn(small_seed: Seed) -> None:
    ArticlePage.objects.get().unpublish()
    seed(small_seed.root)
    assert not ArticlePage.objects.get().live


def test_what_an_editor_renamed_is_not_made_again(small_seed: Seed) -> None:
    publish(ArticlePage.objects.get(), slug="renamed")
    publish(FAQItem.objects.get(), slug="renamed")
    seed(small_seed.root)
    assert ArticlePage.objects.get().slug == "renamed"
    assert FAQItem.objects.get().slug == "renamed"


def test_a_role_that_an_admin_removed_stays_away(small_seed: Seed) -> None:
    Group.objects.get(name="Authors").delete()
    seed(small_seed.root)
    assert not Group.objects.filter(name="Authors").exists()


def test_a_document_that_came_later_is_added(small_seed: Seed) -> None:
    text = (small_seed.root / "documents/understanding/why.md").read_text()
    later = text.replace("order: 1", "order: 2").replace("Why does", "How does")
    small_seed.write("documents/understanding/how.md", later)
    assert seed(small_seed.root).new == ["page:/understanding/how/"]
    assert words(visit("/understanding/how/").h1) == "How does cancer spread?"
    assert "/understanding/how/" in addresses(visit("/search/?q=spread").main)


def test_a_document_that_came_later_finds_no_place_below_what_was_removed(
    small_seed: Seed,
) -> None:
    ArticleIndexPage.objects.get().delete()
    text = (small_seed.root / "documents/understanding/why.md").read_text()
    small_seed.write("documents/understanding/how.md", text.replace("order: 1", "order: 2"))
    before = counts()
    with pytest.raises(SeedError, match="/understanding/, was removed or moved"):
        seed(small_seed.root)
    assert counts() == before


@pytest.mark.parametrize("model", [TreatmentPage, FAQItem, Picture])
def test_a_document_that_came_later_and_leads_to_what_was_removed_is_named(
    small_seed: Seed, model: type
) -> None:
    model.objects.get().delete()
    text = (small_seed.root / "documents/understanding/why.md").read_text()
    small_seed.write("documents/understanding/how.md", text.replace("order: 1", "order: 2"))
    before = counts()
    with pytest.raises(SeedError, match=r"how\.md:1: leads to '.*', which was removed"):
        seed(small_seed.root)
    assert counts() == before
