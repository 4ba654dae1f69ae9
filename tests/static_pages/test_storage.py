"""Files, locks, and what a visitor gets: from the store the same as from the app."""

from __future__ import annotations

import datetime as dt
import gzip
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from education.api.public_urls import get_stored_urls
from education.faq.models import FAQItem
from portal.static_pages import builder, invalidation, nginx, worker
from portal.static_pages.invalidation import (
    NotInTransactionError,
    OtherDatabaseError,
    invalidate_all,
    schedule,
)
from portal.static_pages.models import StaticPage
from portal.static_pages.rendering import Rendering, Shared, canonical_host
from portal.static_pages.storage import Folder
from tests.factories import Guide, TermFactory, one_of_each, publish
from tests.faq.people import AUTHOR, signed_in
from tests.static_pages.checking import drain, expect_complete, html_of, wrong_files

HTML = b"<!doctype html><title>One</title>"


@pytest.fixture(scope="module")
def guide_of_module(module_db: None) -> Guide:
    guide = Guide()
    one_of_each(guide)
    return guide


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": canonical_host()})


# Files --------------------------------------------------------------------------------------------


def test_a_page_is_read_as_it_was_written(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("/a/b/", HTML)
    assert html_of(folder, "/a/b/") == HTML
    assert [*folder.urls()] == ["/a/b/"]
    assert [*(tmp_path / "waiting").iterdir()] == []


@pytest.mark.parametrize(
    "url", ["/../x/", "/a", "/a.html/", "//", "/a//b/", "/a/../b/", "/\0/", "/" + "a/" * 600, ""]
)
def test_other_addresses_are_not_held(tmp_path: Path, url: str) -> None:
    assert not Folder.holds(url)
    assert Folder(tmp_path).read(url) is None


def test_two_versions_of_one_size_have_two_names(tmp_path: Path) -> None:
    folder, etags = Folder(tmp_path), set()
    for html in (b"<p>1", b"<p>2", b"<p>3"):
        folder.write("/", html)
        file = folder.read("/")
        assert file is not None
        etags.add(file.etag)
    assert len(etags) == 3


def test_the_front_server_may_read_it(tmp_path: Path) -> None:
    Folder(tmp_path).write("/", HTML)
    assert (tmp_path / "pages" / "index.html.gz").stat().st_mode & 0o777 == 0o644


def test_everything_goes_at_once_and_is_swept_later(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("/a/", HTML)
    folder.delete_all()
    assert folder.read("/a/") is None
    assert [*tmp_path.glob("gone-*")]
    folder.sweep()
    assert not [*tmp_path.glob("gone-*")]


def test_a_disk_that_refuses_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "utime", full)
    with pytest.raises(OSError, match="No space"):
        Folder(tmp_path).write("/", HTML)
    assert [*(tmp_path / "waiting").iterdir()] == []


# Changes ------------------------------------------------------------------------------------------


def test_a_change_outside_of_a_transaction_is_refused(store: Folder) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "in_atomic_block", False)
        with pytest.raises(NotInTransactionError, match=r"transaction\.atomic"):
            invalidate_all()


def test_the_folder_of_another_database_is_refused_until_it_is_claimed(store: Folder) -> None:
    store.set_owner("another")
    with pytest.raises(OtherDatabaseError, match="static_pages claim"):
        invalidate_all()
    call_command("static_pages", "claim")
    invalidate_all()


@pytest.mark.slow
def test_a_change_that_cannot_delete_a_file_fails(
    filled: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any) -> None:
        raise PermissionError("Read-only file system")

    monkeypatch.setattr(Folder, "delete_all", refuse)
    with pytest.raises(PermissionError):
        publish(Site.objects.get(is_default_site=True).root_page.specific, summary="Other.")


def test_nothing_is_followed_where_nothing_is_stored(
    db: None, settings: Any, django_assert_num_queries: Any
) -> None:
    settings.STATIC_PAGES_ROOT = None
    with django_assert_num_queries(0):
        invalidate_all()


# What is written ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "value", "reason"),
    [
        ("Cache-Control", "private", "private"),
        ("Cache-Control", "no-store", "private"),
        ("Vary", "Accept, Cookie", "cookies"),
        ("Content-Type", "text/plain", "text/html"),
    ],
)
def test_what_is_for_one_reader_alone_is_not_stored(header: str, value: str, reason: str) -> None:
    response = HttpResponse(HTML, headers={header: value})
    assert reason in Rendering(response).error


def test_what_sets_a_cookie_is_not_stored() -> None:
    response = HttpResponse(HTML)
    response.set_cookie("a", "b")
    assert "cookie" in Rendering(response).error


def test_every_public_page_can_be_stored(filled: Folder) -> None:
    assert {*filled.urls()} == {*get_stored_urls()}
    assert not StaticPage.objects.exclude(error="").exists()


def test_no_stored_page_carries_a_token_or_an_editors_bar(filled: Folder) -> None:
    for url in filled.urls():
        html = html_of(filled, url)
        assert b"csrfmiddlewaretoken" not in html
        assert b"wagtail-userbar" not in html


def test_a_lost_file_is_written_again(filled: Folder) -> None:
    filled.delete(["/faq/"])
    assert builder.audit() == 1
    drain()
    assert filled.read("/faq/")


def test_a_file_too_many_goes(filled: Folder) -> None:
    filled.write("/nobody/", HTML)
    drain()
    assert filled.read("/nobody/") is None


def test_a_comparison_that_is_cut_off_has_marked_what_it_found(
    filled: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "_URLS_AT_ONCE", 1)
    lost = sorted(filled.urls())
    filled.delete(lost)
    steps = builder.audit_in_parts()
    assert [next(steps), next(steps)] == [1, 1]
    steps.close()
    assert StaticPage.waiting().count() == 2
    assert builder.audit() == len(lost) - 2


def test_while_nothing_is_wrong_a_comparison_keeps_nobody_waiting(filled: Folder) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert builder.audit() == 0
    locks = [
        one["sql"] for one in captured if "static_pages_staticpagesstate" in one["sql"].lower()
    ]
    assert len([one for one in locks if one.startswith("SELECT")]) == 1


@pytest.mark.slow
def test_the_worker_compares_a_part_at_a_look(
    filled: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "_URLS_AT_ONCE", 1)
    monkeypatch.setattr(worker, "publish_due", lambda: 0)
    last = max(get_stored_urls())
    filled.delete([last])
    one = worker.Worker(clock=lambda: 0.0)
    for _look in range(2 * len([*get_stored_urls()])):
        one.look()
    assert filled.read(last)


def break_file(folder: Folder, url: str, content: bytes) -> Path:
    path = folder.pages / url.strip("/") / "index.html.gz"
    path.write_bytes(content)
    return path


DAMAGE = {
    "truncated": lambda packed: packed[:500],
    "of garbage": lambda packed: b"no gzip at all" * 9,
    "empty": lambda packed: b"",
    "changed in one byte": lambda packed: packed[:-9] + bytes([packed[-9] ^ 1]) + packed[-8:],
}


@pytest.fixture(params=DAMAGE.values(), ids=DAMAGE)
def damaged(request: Any, filled: Folder) -> Path:
    """The file of /faq/, which the disk has damaged."""
    path = filled.pages / "faq" / "index.html.gz"
    return break_file(filled, "/faq/", request.param(path.read_bytes()))


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_the_app_answers_for_a_damaged_file(
    damaged: Path, visitor: Client, settings: Any, encoding: str
) -> None:
    answer = visitor.get("/faq/", headers={"accept-encoding": encoding})
    assert (answer.status_code, answer.has_header("ETag")) == (200, False)
    is_packed = answer.get("Content-Encoding") == "gzip"
    assert b"</html>" in (gzip.decompress(answer.content) if is_packed else answer.content)


def test_a_damaged_file_is_deleted_by_the_next_audit(damaged: Path, filled: Folder) -> None:
    assert builder.audit() == 1
    assert not damaged.exists()
    drain()
    assert filled.read("/faq/")


@pytest.mark.slow
def test_a_damaged_file_is_deleted_by_a_check_of_all_files(damaged: Path, filled: Folder) -> None:
    with pytest.raises(CommandError, match=r"1 of .* /faq/"):
        call_command("static_pages", "verify")
    assert not damaged.exists()
    patience = dt.timedelta(hours=1)  # The check of all files may take a while.
    assert worker.find_problem(patience) == []  # The disk was wrong, no change was missed.
    drain()
    assert filled.read("/faq/")


def looks(number: int) -> None:
    """Have a worker look so many times."""
    rounds = iter([*[False] * number, True])
    worker.Worker().run(is_over=lambda: next(rounds))


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker.time, "sleep", lambda seconds: None)


@pytest.mark.slow
def test_a_folder_in_the_place_of_a_file_holds_nothing_up(filled: Folder, no_pause: None) -> None:
    break_file(filled, "/faq/", b"").unlink()
    (filled.pages / "faq" / "index.html.gz").mkdir()
    invalidation.schedule(["/faq/"])
    looks(3)
    drain()
    expect_complete(filled)


def test_the_worker_survives_a_full_disk_and_goes_on_when_there_is_room(
    filled: Folder, no_pause: None, monkeypatch: pytest.MonkeyPatch, caplog: Any, time_machine: Any
) -> None:
    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    invalidate_all("/faq/")
    with monkeypatch.context() as patch:
        patch.setattr("portal.static_pages.storage.os.fsync", full)
        looks(5)
        assert [*filled.urls()] == []
        assert len([one for one in caplog.records if one.exc_info]) == 1
        assert [*filled.place.glob("gone-*")] == []
        time_machine.move_to(timezone.now() + dt.timedelta(seconds=20))
        assert any("room on the disk" in one for one in worker.find_problem())
    looks(1)
    assert filled.read("/faq/")
    assert worker.find_problem() == []


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what was rendered; /faq/ answers 500."""
    rendered: list[str] = []
    render = builder.render

    def rendering(url: str, shared: Shared) -> Rendering:
        rendered.append(url)
        return Rendering(HttpResponse(status=500)) if url == "/faq/" else render(url, shared)

    monkeypatch.setattr(builder, "render", rendering)
    return rendered


@pytest.mark.slow
def test_a_page_that_fails_is_tried_less_and_less_and_is_told_of(
    filled: Folder, failing: list[str], time_machine: Any
) -> None:
    invalidate_all()
    drain()
    assert {*get_stored_urls()} - {*filled.urls()} == {"/faq/"}
    now, minutes = timezone.now(), 60
    for second in range(0, minutes * 60, 5):
        time_machine.move_to(now + dt.timedelta(seconds=second))
        builder.build_waiting()
    assert 5 < failing.count("/faq/") < 12
    assert any("/faq/" in one and "500" in one for one in worker.find_problem())


@pytest.mark.slow
def test_a_page_that_failed_is_built_at_once_after_a_change(
    filled: Folder, failing: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    invalidate_all()
    drain()
    monkeypatch.undo()
    invalidate_all()
    drain()
    expect_complete(filled)
    assert worker.find_problem() == []


@pytest.mark.slow
def test_a_query_that_fails_in_a_page_keeps_no_other_page_waiting(
    filled: Folder, no_pause: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = builder.render

    def rendering(url: str, shared: Shared) -> Rendering:
        if url != "/faq/":
            return render(url, shared)
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")
        return Rendering(HttpResponse(status=500))

    monkeypatch.setattr(builder, "render", rendering)
    invalidate_all("/faq/")
    drain()
    assert {*get_stored_urls()} - {*filled.urls()} == {"/faq/"}


def test_what_was_withdrawn_does_not_stay_on_the_disk(filled: Folder, no_pause: None) -> None:
    FAQItem.objects.get(slug="answer").unpublish()
    looks(1)
    assert [*filled.place.glob("gone-*")] == []


def test_a_file_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = []
    monkeypatch.setattr(
        "portal.static_pages.storage.os.fsync",
        lambda handle: named.append((tmp_path / "pages" / "index.html.gz").exists()),
    )
    Folder(tmp_path).write("/", HTML)
    assert named == [False]


@pytest.mark.slow
def test_a_worker_that_idles_renders_a_page_now_and_then(
    filled: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered, render, now = [], builder.render, [0.0]
    monkeypatch.setattr(
        builder, "render", lambda url, shared: (rendered.append(url), render(url, shared))[1]
    )
    idle = worker.Worker(clock=lambda: now[0])
    for _look in range(int(60 / worker.PAUSE)):
        now[0] += worker.PAUSE
        idle.look()
    assert 1 < len(rendered) <= 7


def test_a_check_of_all_files_can_go_on_after_one(filled: Folder, capsys: Any) -> None:
    urls = sorted(StaticPage.objects.values_list("pk", flat=True))
    call_command("static_pages", "verify", after=urls[-3])
    assert capsys.readouterr().out.startswith("2 files")


def test_only_some_addresses_are_asked_whether_they_are_public(filled: Folder) -> None:
    asked = ["/", "/faq/", "/faq/answer/", "/nobody/", "/answer/", "/understanding/faq/"]
    assert (
        {*get_stored_urls(asked)}
        == {*get_stored_urls()} & {*asked}
        == {"/", "/faq/", "/faq/answer/"}
    )
    assert {*get_stored_urls([*get_stored_urls()])} == {*get_stored_urls()}


@pytest.mark.slow
def test_a_change_that_nobody_announced_is_found(filled: Folder) -> None:
    FAQItem.objects.filter(slug="answer").update(question="Why?")
    assert not builder.verify("/faq/answer/")
    assert filled.read("/faq/answer/") is None
    assert any("/faq/answer/" in one for one in worker.find_problem())
    with pytest.raises(CommandError, match="/faq/"):
        call_command("static_pages", "verify")


@pytest.mark.slow
def test_a_new_release_writes_every_page_anew_and_takes_none_away(filled: Folder) -> None:
    filled.write("/faq/", HTML)  # as an older release wrote it
    invalidation.schedule_all()
    assert filled.read("/faq/")
    drain()
    assert wrong_files(filled) == []


def test_a_worker_that_is_dead_is_noticed(filled: Folder, time_machine: Any) -> None:
    assert worker.find_problem() == []
    invalidation.schedule(["/faq/"])
    assert worker.find_problem() == []
    time_machine.move_to(timezone.now() + dt.timedelta(seconds=20))
    assert any("worker" in one for one in worker.find_problem())


def test_the_worker_waits_for_a_database_that_is_away(
    filled: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter([OperationalError("gone"), True, False])

    def look(self: Any) -> bool:
        seen = next(looks)
        if isinstance(seen, Exception):
            raise seen
        return bool(seen)

    monkeypatch.setattr(worker.Worker, "look", look)
    monkeypatch.setattr(worker.connection, "close", lambda: None)
    monkeypatch.setattr(worker.time, "sleep", lambda seconds: None)
    rounds = iter([False, False, False, True])
    worker.Worker().run(is_over=lambda: next(rounds))
    assert next(looks, "none left") == "none left"


def test_the_same_work_for_a_change_among_many_pages(
    filled: Folder, django_assert_num_queries: Any
) -> None:
    StaticPage.objects.bulk_create(StaticPage(url=f"/x{number}/") for number in range(500))
    with django_assert_num_queries(4):  # lock, day, what waits now, what is built first
        invalidate_all("/faq/")


# What a visitor gets ------------------------------------------------------------------------------


def test_a_stored_page_is_answered_without_the_database(
    filled: Folder, visitor: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert visitor.get("/faq/").status_code == 200


@pytest.mark.slow
def test_store_and_app_send_the_same(filled: Folder, visitor: Client, settings: Any) -> None:
    stored = {url: visitor.get(url) for url in get_stored_urls()}
    settings.STATIC_PAGES_ROOT = None
    for url, of_store in stored.items():
        of_app = visitor.get(url)
        assert of_store.content == of_app.content
        own = {"ETag", "Vary", "Content-Length", "X-Request-ID"}
        assert {k: v for k, v in of_store.items() if k not in own} == {
            k: v for k, v in of_app.items() if k not in own
        }


def test_the_front_server_is_told_these_headers(filled: Folder, visitor: Client) -> None:
    nginx.write()
    written = (filled.place / "headers.conf").read_text()
    answer = visitor.get("/")
    for name in ("Content-Security-Policy", "Cache-Control", "X-Frame-Options", "Referrer-Policy"):
        assert f'add_header {name} "{answer[name]}" always;' in written
    assert "Set-Cookie" not in written


@pytest.mark.parametrize("status", [413, 429, 503])
def test_the_front_server_has_kind_words_of_its_own(filled: Folder, status: int) -> None:
    nginx.write()
    said = BeautifulSoup((filled.place / f"{status}.html").read_text(), "html.parser")
    assert said.title.text == said.h1.text
    assert "Call your care team" in said.text
    assert [link["href"] for link in said.find_all("a")] == ["/"]
    assert not said.find_all("script")


def test_a_browser_that_unpacks_gets_it_packed(filled: Folder, visitor: Client) -> None:
    packed = visitor.get("/faq/", headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == visitor.get("/faq/").content


def test_a_browser_that_has_it_is_told_so(filled: Folder, visitor: Client) -> None:
    etag = visitor.get("/faq/")["ETag"]
    again = visitor.get("/faq/", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert visitor.get("/faq/", headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("query", ["?utm_source=x", "?_ga=1", "?q=cancer"])
def test_what_stands_behind_the_question_mark_changes_nothing(
    filled: Folder, visitor: Client, query: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        visitor.get(f"/faq/{query}")


def from_app(client: Client, url: str = "/faq/", **options: Any) -> bool:
    """Return whether the app answered; what it makes has no tag of a version."""
    return not client.get(url, **options).has_header("ETag")


def test_editors_get_the_newest_from_the_app(filled: Folder, visitor: Client) -> None:
    visitor.cookies["sessionid"] = "an-editor"
    assert from_app(visitor)


def test_later_pages_of_a_list_come_from_the_app(filled: Folder, visitor: Client) -> None:
    assert from_app(visitor, "/faq/?page=2")


def test_another_host_gets_its_own_from_the_app(filled: Folder) -> None:
    assert from_app(Client(headers={"host": "localhost"}))


def test_a_form_reaches_the_app(filled: Folder, visitor: Client) -> None:
    assert not visitor.post("/faq/").has_header("ETag")


def test_a_page_that_waits_is_made_by_the_app(filled: Folder, visitor: Client) -> None:
    filled.delete(["/faq/"])
    assert visitor.get("/faq/").status_code == 200
    assert filled.read("/faq/") is None  # a visitor writes nothing


@pytest.fixture
def without_database(visitor: Client) -> Iterator[None]:
    """Whoever asks the database learns that it has gone."""

    def gone(*args: Any) -> None:
        raise OperationalError("server closed the connection")

    visitor.raise_request_exception = False
    with connection.execute_wrapper(gone):
        yield


def test_while_the_database_is_away_an_editor_reads_what_is_stored(
    filled: Folder, visitor: Client, without_database: None
) -> None:
    filled.delete(["/glossary/"])
    visitor.cookies["sessionid"] = "an-editor"
    assert visitor.get("/faq/").status_code == 200
    for address in ("/glossary/", "/glossary", "/nowhere/"):
        assert visitor.get(address).status_code == 503, address
    assert visitor.get("/faq/?page=2").status_code == 503


def test_while_the_database_is_away_search_says_that_it_rests(
    filled: Folder, visitor: Client, without_database: None
) -> None:
    answer = visitor.get("/search/?q=pain")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "resting" in answer.content.decode()
    assert visitor.get("/faq/").status_code == 200


def test_a_page_is_built_with_the_addresses_that_another_process_changed(
    filled: Folder, guide_of_module: Guide, settings: Any
) -> None:
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "of-this-process"}}
    old = Site.get_site_root_paths()[0].root_path
    for page in Page.objects.filter(url_path__startswith=old):
        url_path = page.url_path.replace(old, "/elsewhere/", 1)
        Page.objects.filter(pk=page.pk).update(url_path=url_path)  # No signal: it is not heard.
    schedule(["/faq/"])
    builder.build_waiting()
    html = html_of(filled, "/faq/")
    assert html
    assert b'href="None"' not in html  # As a page that belongs to no site would have it.


# On the editors' side -----------------------------------------------------------------------------


def test_a_form_of_editors_changes_all_or_nothing(rf: Any) -> None:
    entered = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "portal.static_pages.invalidation.transaction.atomic",
            lambda view: lambda request: (entered.append(request.method), view(request))[1],
        )
        view = invalidation.atomic_writes(lambda request: HttpResponse())
        view(rf.get("/cms/"))
        view(rf.post("/cms/"))
    assert entered == ["POST"]


def test_site_admins_read_after_minutes_on_their_first_screen_what_is_wrong(
    filled: Folder, admin_client: Client, roles: None, time_machine: Any
) -> None:
    editor = signed_in(AUTHOR)
    invalidation.schedule(["/faq/"])
    start = timezone.now()
    time_machine.move_to(start + dt.timedelta(seconds=20))
    assert admin_client.get("/health/ready/").json()["store"] != "ok"
    assert "out of date" not in admin_client.get("/cms/").content.decode()
    time_machine.move_to(start + dt.timedelta(minutes=6))
    assert "out of date" in admin_client.get("/cms/").content.decode()
    assert "out of date" not in editor.get("/cms/").content.decode()


def test_a_snippet_is_saved_in_a_transaction_of_its_own(store: Folder) -> None:
    TermFactory(slug="alone")
    assert StaticPage.objects.filter(pk="/glossary/alone/").exists()
