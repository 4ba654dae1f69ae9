"""The index follows every change, and a draft never reaches it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from education.search import indexing
from education.search.indexing import rebuild, suspend_indexing
from education.search.models import SearchEntry, SearchPosting, SearchSpelling
from tests import bodies
from tests.factories import (
    ArticlePageFactory,
    CategoryFactory,
    Guide,
    QuestionFactory,
    TermFactory,
    keep_private,
    publish,
)


def titles() -> set[str]:
    return {*SearchEntry.objects.values_list("title", flat=True)}


def holds(word: str) -> bool:
    return SearchPosting.objects.filter(key=word).exists()


def everything() -> list[tuple[object, ...]]:
    return sorted(SearchPosting.objects.values_list("entry__kind", "entry__title", "key", "weight"))


def test_a_new_page_is_entered(guide: Guide) -> None:
    guide.article(title="Giraffes")
    assert "Giraffes" in titles()


def test_a_new_title_replaces_the_old_one(guide: Guide) -> None:
    publish(guide.article(title="Giraffes"), title="Zebras", summary="Striped.", body=[])
    assert "Zebras" in titles()
    assert not holds("giraff")


def test_a_new_text_replaces_the_old_one(guide: Guide) -> None:
    page = guide.article(bodies.text("A giraffe."))
    publish(page, body=[bodies.text("A zebra.")])
    assert holds("zebra")
    assert not holds("giraff")


def test_a_page_that_was_never_published_is_not_entered(guide: Guide) -> None:
    guide.article(title="Giraffes", live=False)
    assert "Giraffes" not in titles()


def test_a_draft_change_is_not_entered(guide: Guide) -> None:
    page = guide.article(title="Giraffes")
    page.title = "Zebras"
    page.save_revision()
    assert "Giraffes" in titles()
    assert not holds("zebra")


def test_a_live_page_that_is_saved_with_a_draft_in_memory_keeps_its_text(guide: Guide) -> None:
    page = guide.article(title="Giraffes")
    page.title = "Zebras"
    page.save(update_fields=["expire_at"])
    assert "Giraffes" in titles()


def test_saving_a_draft_writes_nothing(guide: Guide) -> None:
    page = guide.article()
    before = {*SearchPosting.objects.values_list("pk", flat=True)}
    page.save_revision()
    assert {*SearchPosting.objects.values_list("pk", flat=True)} == before


def test_an_unpublished_page_is_taken_out(guide: Guide) -> None:
    guide.article(title="Giraffes").unpublish()
    assert "Giraffes" not in titles()


def test_an_unpublished_page_takes_its_words_along(guide: Guide) -> None:
    guide.article(title="Giraffes").unpublish()
    assert not holds("giraff")


def test_a_page_that_is_published_again_comes_back(guide: Guide) -> None:
    page = guide.article(title="Giraffes")
    page.unpublish()
    publish(page)
    assert "Giraffes" in titles()


def test_a_page_unpublished_as_a_plain_page_is_taken_out(guide: Guide) -> None:
    Page.objects.get(pk=guide.article(title="Giraffes").pk).unpublish()
    assert "Giraffes" not in titles()


def test_a_deleted_page_is_taken_out(guide: Guide) -> None:
    guide.article(title="Giraffes").delete()
    assert "Giraffes" not in titles()


def test_the_pages_below_a_deleted_page_are_taken_out(guide: Guide) -> None:
    guide.article(title="Giraffes")
    guide.articles.refresh_from_db()
    guide.articles.delete()
    assert "Giraffes" not in titles()


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_page_that_becomes_private_is_taken_out(guide: Guide, kind: str) -> None:
    keep_private(guide.article(title="Giraffes"), kind)
    assert "Giraffes" not in titles()


def test_what_lies_below_a_private_page_is_taken_out(guide: Guide) -> None:
    guide.article(title="Giraffes")
    keep_private(guide.articles)
    assert "Giraffes" not in titles()


def test_a_page_made_below_a_private_page_is_not_entered(guide: Guide) -> None:
    keep_private(guide.articles)
    guide.article(title="Giraffes")
    assert "Giraffes" not in titles()


def test_what_is_private_no_more_comes_back(guide: Guide) -> None:
    guide.article(title="Giraffes")
    keep_private(guide.articles)
    PageViewRestriction.objects.get().delete()
    assert "Giraffes" in titles()


def test_a_private_page_can_be_deleted(guide: Guide) -> None:
    guide.article(title="Giraffes")
    keep_private(guide.articles)
    guide.articles.refresh_from_db()
    guide.articles.delete()
    assert "Giraffes" not in titles()


def test_a_page_that_moves_under_a_private_one_is_taken_out(guide: Guide) -> None:
    page = guide.article(title="Giraffes")
    page.move(keep_private(guide.about), pos="last-child")
    assert "Giraffes" not in titles()


def test_a_page_that_leaves_a_private_one_comes_back(guide: Guide) -> None:
    keep_private(guide.about)
    page = ArticlePageFactory(parent=guide.about, title="Giraffes")
    page.move(guide.articles, pos="last-child")
    assert "Giraffes" in titles()


def test_a_word_is_entered_changed_and_taken_out(guide: Guide) -> None:
    term = TermFactory(term="Giraffe")
    assert "Giraffe" in titles()
    term = publish(term, term="Zebra")
    assert titles() & {"Giraffe", "Zebra"} == {"Zebra"}
    term.unpublish()
    assert "Zebra" not in titles()


def test_a_draft_of_a_word_is_not_entered(guide: Guide) -> None:
    term = TermFactory(term="Giraffe")
    term.definition = "A zebra."
    term.save_revision()
    assert not holds("zebra")


def test_a_question_is_taken_out_when_it_is_deleted(guide: Guide) -> None:
    QuestionFactory(question="Giraffe?").delete()
    assert "Giraffe?" not in titles()


def test_a_question_leaves_and_comes_back_with_its_group(guide: Guide) -> None:
    group = CategoryFactory()
    QuestionFactory(question="Giraffe?", category=group)
    group.unpublish()
    assert "Giraffe?" not in titles()
    publish(group)
    assert "Giraffe?" in titles()


def test_a_page_and_a_word_with_the_same_key_do_not_disturb_each_other(guide: Guide) -> None:
    page = guide.article(title="Giraffes")
    TermFactory(pk=page.pk, term="Zebra").delete()
    assert "Giraffes" in titles()


def test_while_it_is_paused_the_index_stays_as_it_is(guide: Guide) -> None:
    with suspend_indexing():
        guide.article(title="Giraffes")
        TermFactory(term="Zebra")
    assert not titles() & {"Giraffes", "Zebra"}
    rebuild()
    assert {"Giraffes", "Zebra"} <= titles()


def test_rebuilding_writes_what_following_wrote(guide: Guide) -> None:
    publish(guide.article(bodies.text("A giraffe."), title="Giraffes"))
    TermFactory(term="Zebra")
    QuestionFactory(question="Lion?")
    followed = everything()
    rebuild()
    assert everything() == followed
    rebuild()
    assert everything() == followed


def test_while_the_index_is_rebuilt_all_can_be_found(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide.article(title="Giraffe")
    TermFactory(term="Zebra")
    before, seen = titles(), []
    monkeypatch.setattr(indexing, "_BATCH", 1)
    write_all = SearchEntry.write_all

    def write(batch: list) -> None:
        write_all(batch)
        seen.append(titles())

    monkeypatch.setattr(SearchEntry, "write_all", write)
    rebuild()
    assert len(seen) > 1
    assert all(one == before for one in seen)


def test_rebuilding_takes_out_what_is_public_no_more(guide: Guide) -> None:
    page, term = guide.article(title="Giraffe"), TermFactory(term="Zebra")
    type(page).objects.filter(pk=page.pk).update(live=False)
    type(term).objects.filter(pk=term.pk).update(live=False)
    rebuild()
    assert not titles() & {"Giraffe", "Zebra"}
    assert not SearchSpelling.objects.filter(word__in=["giraffe", "zebra"]).exists()


def test_rebuilding_enters_no_secret(guide: Guide) -> None:
    keep_private(guide.article(title="Giraffes"))
    guide.article(title="Zebras", live=False)
    TermFactory(term="Lion", live=False)
    rebuild()
    assert not titles() & {"Giraffes", "Zebras", "Lion"}


def test_rebuilding_forgets_the_spelling_of_words_that_are_gone(guide: Guide) -> None:
    guide.article(title="Giraffes").delete()
    rebuild()
    assert not SearchSpelling.objects.filter(word="giraffes").exists()


def test_the_command_says_what_can_be_found(guide: Guide) -> None:
    TermFactory.create_batch(3)
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    assert "3 × term" in out.getvalue()
