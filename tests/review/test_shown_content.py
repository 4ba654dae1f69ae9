"""A picture, a source or a topic on a signed page does not change under the signature."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.log_actions import log
from wagtail.models import Page

from education.content.models import Picture, Source
from education.review.enums import ReviewState
from education.review.models import SignOff, filter_by_review_state, newest_statuses
from education.review.sign_off import SignOffError, sign_off
from education.review.status import ReviewUrgency, build_review_rows
from tests import bodies
from tests.factories import DRAWING, PIXEL, Guide, PictureFactory, TopicFactory
from tests.html import words
from tests.review.people import (
    REVIEWER,
    attestation,
    browser_of,
    edited,
    person,
    signed,
    sound,
    sound_body,
)
from tests.review.test_screens import opened, part

CHANGED = DRAWING.replace("</svg>", "<text>Take two</text></svg>")


@pytest.fixture
def picture() -> Picture:
    picture = PictureFactory(title="Where cells go")
    picture.save_revision().publish()
    return Picture.objects.get(pk=picture.pk)


@pytest.fixture
def page(guide: Guide, roles: None, picture: Picture, author: Any) -> Any:
    """A page with a drawing, which nobody has signed."""
    page = sound("page", guide)
    figure = bodies.figure(picture, words="<p>A cell may move. [S1]</p>")
    return edited(page, author, body=json.dumps([*sound_body(), figure]))


def state_of(text: Any) -> ReviewState:
    """The state of a text in lists; the query of the filters must say the same."""
    text = type(text).objects.get(pk=text.pk)
    (status,) = newest_statuses([text])
    for state in ReviewState:
        found = filter_by_review_state(type(text).objects.filter(pk=text.pk), state)
        assert found.exists() == (state == status.state)
    return status.state


def redrawn(picture: Picture, user: Any, svg: str = CHANGED) -> None:
    """Publish another drawing, as the editor of pictures does."""
    draft = Picture.objects.get(pk=picture.pk)
    draft.svg = svg
    draft.save_revision(user=user).publish(user=user, skip_permission_checks=True)


def public_status(page: Any, client: Any) -> str:
    html = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    return words(html.select_one(".review-status"))


def test_a_changed_drawing_is_no_longer_called_reviewed(
    page: Any, picture: Picture, reviewer: Any, author: Any, client: Any
) -> None:
    page = signed(page, reviewer)
    assert public_status(page, client).startswith("Reviewed by a clinician.")
    redrawn(picture, author)
    assert state_of(page) == ReviewState.CHANGED
    assert public_status(page, client).startswith("Changed since review.")
    (row,) = build_review_rows([type(page).objects.get(pk=page.pk)])
    assert row.need == ReviewUrgency.CHANGED
    assert "Where cells go" in part(opened(page, reviewer), "changes")


def public_history(text: Any, client: Any) -> str:
    url = text.get_url() if isinstance(text, Page) else text.get_absolute_url()
    html = BeautifulSoup(client.get(url).content, "html.parser")
    return words(html.select_one(".review-history"))


def test_readers_are_told_that_the_picture_changed_and_not_the_text(
    page: Any, picture: Picture, reviewer: Any, author: Any, client: Any
) -> None:
    page = signed(page, reviewer)
    assert "changed" not in public_history(page, client)
    redrawn(picture, author)
    history = public_history(page, client)
    assert "A picture of this text changed. No clinician has signed off" in history
    assert ": this text changed." not in history
    Source.objects.get(code="S1").delete()
    assert "A source of this text changed." in public_history(page, client)


def test_a_draft_of_a_drawing_changes_nothing(
    page: Any, picture: Picture, reviewer: Any, author: Any
) -> None:
    page = signed(page, reviewer)
    draft = Picture.objects.get(pk=picture.pk)
    draft.svg = CHANGED
    draft.save_revision(user=author)
    assert state_of(page) == ReviewState.REVIEWED


def test_the_drawing_that_was_signed_can_be_brought_back(
    page: Any, picture: Picture, reviewer: Any, author: Any
) -> None:
    page = signed(page, reviewer)
    redrawn(picture, author)
    redrawn(picture, author, DRAWING)
    assert state_of(page) == ReviewState.REVIEWED


@pytest.mark.parametrize("ending", ["unpublish", "delete"])
def test_a_drawing_that_is_gone_counts_as_changed(
    page: Any, picture: Picture, reviewer: Any, ending: str
) -> None:
    page = signed(page, reviewer)
    getattr(Picture.objects.get(pk=picture.pk), ending)()
    assert state_of(page) == ReviewState.CHANGED


def test_a_changed_source_is_no_longer_called_reviewed(text: Any, reviewer: Any) -> None:
    text = signed(text, reviewer)
    source = Source.objects.get(code="S1")
    source.date_seen = timezone.localdate()
    source.save()
    assert state_of(text) == ReviewState.REVIEWED
    source.url = "https://example.org/buy"
    source.save()
    assert state_of(text) == ReviewState.CHANGED


def renamed(name: str, label: Any, user: Any) -> None:
    """Publish another name of a topic or category, as its editor does."""
    label.name = name
    label.save_revision(user=user).publish(user=user, skip_permission_checks=True)


def test_a_renamed_topic_makes_the_texts_that_show_it_changed_since_review(
    text: Any, reviewer: Any
) -> None:
    topic = TopicFactory(name="Bones")
    text.topics.add(topic)
    text.save_revision()
    text = signed(text, reviewer)
    topic.lead = "Shown on the page of the topic alone."
    topic.save()
    assert state_of(text) == ReviewState.REVIEWED
    renamed("Shark fin heals bones", topic, reviewer)
    assert state_of(text) == ReviewState.CHANGED
    with pytest.raises(SignOffError, match="Another clinician"):
        sign_off(text, reviewer, attestation(text))
    assert state_of(signed(text, person(REVIEWER, first_name="Eve"))) == ReviewState.REVIEWED


def test_a_renamed_category_makes_its_answers_changed_since_review(
    guide: Guide, roles: None, reviewer: Any, client: Any
) -> None:
    answer = signed(sound("question", guide), reviewer)
    assert state_of(answer) == ReviewState.REVIEWED
    renamed("Shark fin heals bones", answer.category, reviewer)
    assert state_of(answer) == ReviewState.CHANGED
    assert "The name of this question’s category changed." in public_history(answer, client)


def test_who_changed_the_drawing_cannot_sign_the_page_and_a_colleague_can(
    page: Any, picture: Picture, reviewer: Any
) -> None:
    page = signed(page, reviewer)
    redrawn(picture, reviewer)
    with pytest.raises(SignOffError, match="Another clinician"):
        sign_off(page, reviewer, attestation(page))
    page = signed(page, person(REVIEWER, first_name="Eve"))
    assert state_of(page) == ReviewState.REVIEWED


def test_a_drawing_of_their_own_that_a_colleague_signed_unseen_is_still_theirs(
    page: Any, picture: Picture, reviewer: Any
) -> None:
    draft = Picture.objects.get(pk=picture.pk)
    draft.svg = CHANGED
    waiting = draft.save_revision(user=reviewer)
    page = signed(page, person(REVIEWER, first_name="Eve"))
    waiting.publish(user=reviewer, skip_permission_checks=True)
    assert state_of(page) == ReviewState.CHANGED
    with pytest.raises(SignOffError, match="Another clinician"):
        sign_off(page, reviewer, attestation(page))


def test_a_photo_that_is_replaced_is_no_longer_called_reviewed(
    page: Any, author: Any, reviewer: Any
) -> None:
    photo = Image.objects.create(title="A scan", file=ContentFile(PIXEL, "scan.png"))
    block = bodies.block("photo", {"image": photo.pk, "alt_text": "A scan.", "caption": ""})
    page = edited(page, author, body=json.dumps([*sound_body(), block]))
    page = signed(page, reviewer)
    photo.file_hash = "another"
    photo.save()
    log(photo, "wagtail.edit", user=reviewer)
    assert state_of(page) == ReviewState.CHANGED
    with pytest.raises(SignOffError, match="Another clinician"):
        sign_off(page, reviewer, attestation(page))
    assert state_of(signed(page, person(REVIEWER, first_name="Eve"))) == ReviewState.REVIEWED


def test_who_drew_what_an_unsigned_page_shows_cannot_sign_it(
    page: Any, picture: Picture, reviewer: Any
) -> None:
    redrawn(picture, reviewer)
    with pytest.raises(SignOffError, match="Another clinician"):
        sign_off(page, reviewer, attestation(page))


def test_a_drawing_that_was_changed_while_it_was_read_is_not_signed(
    page: Any, picture: Picture, reviewer: Any, author: Any
) -> None:
    said = attestation(page)
    redrawn(picture, author)
    with pytest.raises(SignOffError, match="changed after you opened it"):
        sign_off(page, reviewer, said)
    assert not SignOff.objects.exists()


def test_a_small_edit_does_not_cover_a_changed_drawing(
    page: Any, picture: Picture, reviewer: Any, author: Any
) -> None:
    page = signed(page, reviewer)
    redrawn(picture, author)
    page = edited(page, author, title="How do some cells move?")
    with pytest.raises(SignOffError, match="small edit"):
        sign_off(page, reviewer, attestation(page, scope="minor"))


def test_lists_ask_as_often_however_many_drawings_there_are(
    page: Any, reviewer: Any, django_assert_num_queries: Any
) -> None:
    page = signed(page, reviewer)
    with django_assert_num_queries(2):
        newest_statuses([page])


def test_pages_about_the_guide_and_lists_are_signed_as_well(
    guide: Guide, roles: None, author: Any
) -> None:
    for page in (guide.about, guide.faq, guide.glossary, guide.topics):
        page.save_revision().publish()
        url = page.get_url()
        draft = edited(page, author, summary="Stop all your medicines.")
        with pytest.raises(Exception, match="sign this version off"):
            draft.latest_revision.publish(user=person("Site admins"))
        assert "medicines" not in browser_of(author).get(url).content.decode()
