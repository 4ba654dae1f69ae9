from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from wagtail.models import Locale

from education.glossary.models import GlossaryTerm
from education.speech.recordings import key_of
from portal.static_pages.storage import Folder
from tests.factories import (
    FAQIndexPageFactory,
    Guide,
    QuestionFactory,
    TermFactory,
    keep_private,
    one_of_each,
    publish,
)
from tests.html import visit
from tests.speech.fake_engine import FakeEngine
from tests.sql import queries_of
from tests.static_pages.checking import drain, wrong_files

ROOT = Path(settings.BASE_DIR)
MORE = 3  # queries of a page that offers a recording
_LOADS = re.compile(
    r"^\s*(?:from|import) (?:hibari|lameenc|numpy|onnxruntime|\S*hibari_engine)", re.MULTILINE
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(guide: Guide, recordings: Path) -> Any:
    """A question that has been recorded."""
    guide.faq  # noqa: B018 - makes it
    question = QuestionFactory(slug="why", question="Why me?")
    call_command("speak")
    return question


def offered(address: str = "/faq/why/") -> str:
    """The address of the recording that a page offers; empty without one."""
    audio = visit(address).select_one("audio")
    return str(audio["src"]) if audio else ""


def status(address: str) -> int:
    return Client().get(address).status_code


def test_a_recorded_text_is_offered_and_the_button_for_the_device_is_not(question: Any) -> None:
    page = visit("/faq/why/")
    audio = page.select_one("audio")
    assert audio is not None
    assert (audio["preload"], audio.has_attr("controls")) == ("none", True)
    label = page.select_one(f"#{audio['aria-labelledby']}")
    assert label is not None
    assert "computer voice" in label.get_text()
    assert not page.select("button.listen")
    assert status(offered()) == 200


@pytest.mark.slow
def test_every_kind_of_text_is_recorded_with_few_queries(guide: Guide, recordings: Path) -> None:
    addresses = one_of_each(guide)
    call_command("speak")
    lists = {name for name, address in addresses.items() if not offered(address)}
    assert lists == {"list of questions", "list of words", "list of topics", "topic"}
    counts = {one: len(queries_of(one)) for one in addresses.values()}
    shutil.rmtree(recordings)
    more = {one: count - len(queries_of(one)) for one, count in counts.items()}
    assert {one: count for one, count in more.items() if count > MORE} == {}


def test_without_recordings_a_page_offers_the_voice_of_the_device(
    guide: Guide, recordings: Path
) -> None:
    guide.faq  # noqa: B018 - makes it
    QuestionFactory(slug="why")
    page = visit("/faq/why/")
    assert page.select("button.listen")
    assert not page.select("audio, .recording")


def test_deleting_the_folder_breaks_nothing(question: Any, recordings: Path) -> None:
    address = offered()
    shutil.rmtree(recordings)
    assert offered() == ""
    assert status(address) == 404
    publish(question, question="Why now?")
    call_command("speak")
    assert status(offered()) == 200


def test_after_a_publish_the_old_recording_is_never_offered(question: Any) -> None:
    before = offered()
    publish(question, question="Why not me?")
    assert offered() == ""
    call_command("speak")
    assert offered() not in {"", before}
    assert status(before) == 404


def test_a_changed_text_elsewhere_ends_the_offer_too(guide: Guide, recordings: Path) -> None:
    guide.faq, guide.glossary  # noqa: B018 - makes them
    QuestionFactory(slug="why", question="What is a lesion?")
    term = TermFactory(term="Lesion")
    call_command("speak")
    assert offered()
    publish(term, say="liTn")
    assert offered() == ""
    call_command("speak")
    assert offered()
    assert "What is a [lesion](/liTn/)?" in FakeEngine.said


def unpublish(text: Any) -> None:
    text.unpublish()


def delete(text: Any) -> None:
    type(text).objects.filter(pk=text.pk).update(live=False)
    text.refresh_from_db()
    text.delete()


def hide(text: Any) -> None:
    keep_private(FAQIndexPageFactory._meta.model.objects.get())


@pytest.mark.parametrize("withdraw", [unpublish, delete, hide])
def test_a_withdrawn_text_takes_its_recording_with_it(
    question: Any, recordings: Path, withdraw: Any
) -> None:
    address = offered()
    folder = recordings / key_of(question)
    assert folder.exists()
    withdraw(question)
    assert not folder.exists()
    assert status(address) == 404
    assert status(address.replace("mp3", "json")) == 404


def test_a_withdrawal_leaves_the_recordings_of_other_texts(question: Any) -> None:
    other = QuestionFactory(slug="other")
    call_command("speak")
    other.unpublish()
    assert status(offered()) == 200


def test_a_text_that_changes_while_it_is_recorded_is_left_for_the_next_run(
    question: Any, recordings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(question, question="Why not me?")

    def compress(self: FakeEngine, samples: bytes) -> bytes:
        publish(question, question="Why now?")
        return b""

    with monkeypatch.context() as patch:
        patch.setattr(FakeEngine, "compress", compress)
        call_command("speak")
    assert [*(recordings / key_of(question)).iterdir()] == []
    call_command("speak")
    assert offered()


def test_a_second_run_records_nothing(question: Any) -> None:
    FakeEngine.said.clear()
    call_command("speak")
    assert FakeEngine.said == []


def test_only_texts_of_the_language_of_the_voice_are_recorded(
    guide: Guide, recordings: Path
) -> None:
    spanish = Locale.objects.create(language_code="es")
    guide.faq, guide.glossary  # noqa: B018 - makes them
    TermFactory(slug="masa", locale=spanish)
    call_command("speak")
    term = GlossaryTerm.objects.get(slug="masa")
    assert not (recordings / key_of(term)).exists()


def test_each_sentence_begins_when_the_file_says(question: Any, recordings: Path) -> None:
    (file,) = (recordings / key_of(question)).glob("*.json")
    times = json.loads(file.read_text())
    starts = [start for start, _words in times["sentences"]]
    assert starts[0] == 0
    assert starts == sorted({*starts})
    assert starts[-1] < times["seconds"]
    sound = file.with_suffix(".mp3").read_bytes()
    assert len(sound) * 8 / 32_000 == pytest.approx(times["seconds"], abs=0.1)


def test_no_stored_page_is_wrong_after_recording_and_withdrawing(
    guide: Guide, recordings: Path, tmp_path: Path, settings: Any
) -> None:
    settings.STATIC_PAGES_ROOT = tmp_path / "store"
    place = Folder(tmp_path / "store")
    guide.faq  # noqa: B018 - makes it
    question = QuestionFactory(slug="why")
    drain()
    call_command("speak")
    assert wrong_files(place) == []
    drain()
    assert offered()
    assert wrong_files(place) == []
    with transaction.atomic():
        question.unpublish()
    assert wrong_files(place) == []


def test_without_the_libraries_the_command_says_what_to_do(recordings: Path, settings: Any) -> None:
    settings.SPEECH_ENGINE = "education.speech.no_such_engine.Engine"
    with pytest.raises(CommandError, match="make speech"):
        call_command("speak")


def test_nothing_of_the_portal_loads_the_engine() -> None:
    files = (file for part in ("education", "portal") for file in (ROOT / part).rglob("*.py"))
    loading = {file.name for file in files if _LOADS.search(file.read_text())}
    assert loading == {"hibari_engine.py"}


def test_a_full_disk_leaves_nothing_that_is_offered(
    question: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(question, question="Why not me?")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="full"):
            call_command("speak")
    assert offered() == ""


def fail(*args: Any) -> None:
    raise OSError("The disk is full.")
