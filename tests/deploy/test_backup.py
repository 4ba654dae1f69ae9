"""A backup brings everything back into an empty place; and what is none is refused."""

from __future__ import annotations

import io
import tarfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal.operations import archive, media, paths, schema
from portal.operations.archive import Writer, reading
from portal.operations.backup import write
from portal.operations.databases import database
from portal.operations.exceptions import BackupError
from portal.operations.manifest import Facts
from tests.deploy.sites import Site, connected, empty_database
from tests.guide.tables import counts

pytestmark = pytest.mark.django_db  # On each database: what is done to it differs.

PICTURE = b"\x89PNG, and a picture"


# The drill ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeded(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The shipped guide. What the migrations wrote is copied from the tests' own database."""
    folder = tmp_path_factory.mktemp("seeded")
    with empty_database("portal_seeded", folder) as url:
        with django_db_blocker.unblock(), connected(url) as other:
            database(connection).dump(folder / "migrated")
            target = database(other)
            target.load(target.prepared(folder / "migrated"))
        site = Site(folder, url)
        site.manage("seed_content")
        FileSystemStorage(folder / "media").save("images/ä b.png", ContentFile(PICTURE))
        yield site


@pytest.fixture(scope="module")
def backup(seeded: Site) -> Path:
    """Of the shipped guide."""
    said = seeded.manage("backup").splitlines()
    assert said[1].endswith("MB: the database and 1 files of media.")
    return Path(said[0])


@pytest.fixture(scope="module")
def shown(seeded: Site) -> str:
    """What readers get of it, made by the app."""
    return seeded.answers()


@pytest.fixture(scope="module")
def restored(backup: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same site, where nothing was before."""
    folder = tmp_path_factory.mktemp("restored")
    with empty_database("portal_restored", folder) as url:
        site = Site(folder, url)
        site.manage("restore", str(backup))
        yield site


def test_after_a_restore_into_an_empty_place_readers_get_the_same_bytes(
    shown: str, restored: Site
) -> None:
    assert shown.count("\n") > 160
    assert all(line.startswith("200 ") for line in shown.splitlines())
    assert restored.answers() == shown


def test_every_page_is_stored_again(restored: Site) -> None:
    assert len([*(restored.folder / "store/pages").rglob("*.gz")]) > 150


def test_what_was_uploaded_is_there_again(restored: Site) -> None:
    assert (restored.folder / "media/images/ä b.png").read_bytes() == PICTURE
    assert [one.name for one in restored.folder.glob("*-*")] == []  # Nothing is left over.


def test_the_file_is_for_its_owner_only(backup: Path) -> None:
    assert (backup.stat().st_mode & 0o777, backup.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_restore_over_data_is_refused_where_nobody_can_be_asked(
    restored: Site, backup: Path
) -> None:
    ran = restored.run("restore", str(backup))
    assert (ran.returncode, "say --yes" in ran.stderr) == (1, True)


def test_whoever_does_not_agree_changes_nothing(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda *_words: "no")
    before = counts()
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", backup)
    assert counts() == before


def test_a_restore_takes_later_work_away_and_migrates_an_older_schema(
    shown: str, restored: Site, tmp_path: Path
) -> None:
    older = str(tmp_path / "older.tar")
    # An app whose last migration holds no content: what an older schema lacks is lost with it.
    restored.manage("migrate", "axes", _migration_before_the_last("axes"))
    restored.manage("backup", older)
    FileSystemStorage(restored.folder / "media").save("later.png", ContentFile(PICTURE))
    with connected(restored.database) as other, other.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'Changed later'")
        cursor.execute("CREATE TABLE of_a_newer_release (id integer)")
    restored.manage("restore", older, "--yes")
    assert restored.answers() == shown
    assert not (restored.folder / "media/later.png").exists()
    with connected(restored.database) as other:
        assert "of_a_newer_release" not in other.introspection.table_names()
        assert {*_leaves()} <= {*schema.applied(other)}


def _migration_before_the_last(app: str) -> str:
    graph = MigrationLoader(None).graph
    (last,) = graph.leaf_nodes(app)
    (before,) = (one.key[1] for one in graph.node_map[last].parents if one.key[0] == app)
    return str(before)


def _leaves() -> list[tuple[str, str]]:
    return MigrationLoader(None).graph.leaf_nodes()


# What is no backup --------------------------------------------------------------------------------


def facts(**other: Any) -> Facts:
    here = database(connection)
    known = {"made": "2026-11-22", "database": here.kind, "version": here.version()}
    return Facts(**{**known, "migrations": [], **other})


def sealed(path: Path, *parts: tuple[str, bytes], **other: Any) -> Path:
    """A file in our form."""
    with path.open("xb") as file:
        writer = Writer(file)
        for name, content in parts:
            writer.add(name, io.BytesIO(content))
        writer.finish(facts(**other))
    return path


def refused(path: Path) -> str:
    """Why a file is not restored, though the one who asks is sure."""
    with pytest.raises(CommandError) as caught:
        call_command("restore", path, yes=True)
    return str(caught.value)


def nothing(content: bytes) -> bytes:
    return b""


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def without_its_last_byte(content: bytes) -> bytes:
    return content[:-1]


def with_one_more_byte(content: bytes) -> bytes:
    return content + b"\n"


def with_another_byte(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (nothing, "not a backup"),
        (half, "its end is missing"),
        (without_its_last_byte, "its end is missing"),
        (with_one_more_byte, "its end is missing"),
        (with_another_byte, "damaged"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(
    backup: Path, tmp_path: Path, change: Callable[[bytes], bytes], reason: str
) -> None:
    spoiled = tmp_path / "spoiled.tar"
    spoiled.write_bytes(change(backup.read_bytes()))
    assert reason in refused(spoiled)


def test_every_changed_byte_is_noticed(tmp_path: Path) -> None:
    content = sealed(tmp_path / "small.tar", ("database", b"1")).read_bytes()
    spoiled = tmp_path / "spoiled.tar"
    for place in range(0, len(content), 97):
        spoiled.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        with pytest.raises(BackupError), reading(spoiled):
            pass


def test_another_tar_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "other.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo("database"))
    assert "not a backup" in refused(tmp_path / "other.tar")


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert "No such file" in refused(tmp_path / "missing.tar")


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "media/../../outside"])
def test_no_part_leads_out_of_its_place(tmp_path: Path, name: str) -> None:
    assert "outside" in refused(sealed(tmp_path / "evil.tar", (name, b"1")))


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    twice = sealed(tmp_path / "twice.tar", ("database", b"1"), ("database", b"2"))
    assert "no backup holds" in refused(twice)


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link.tar"
    with link.open("xb") as file:
        writer = Writer(file)
        info = tarfile.TarInfo("media/link")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc"
        writer._tar.addfile(info)
        writer.finish(facts())
    assert "no backup holds" in refused(link)


def test_a_part_that_the_list_does_not_name_is_refused(tmp_path: Path) -> None:
    more = tmp_path / "more.tar"
    with more.open("xb") as file:
        writer = Writer(file)
        writer._put("media/more", io.BytesIO(b"1"))
        writer.finish(facts())
    assert "differ" in refused(more)


def test_a_backup_without_a_database_is_refused(tmp_path: Path) -> None:
    assert "holds no database" in refused(sealed(tmp_path / "none.tar"))


def test_a_database_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert refused(sealed(tmp_path / "odd.tar", ("database", b"not a database" * 100)))


def test_a_newer_schema_is_refused_by_name(tmp_path: Path) -> None:
    newer = sealed(tmp_path / "newer.tar", migrations=[("content", "9999_what_comes")])
    assert "content.9999_what_comes" in refused(newer)


def test_a_newer_form_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.operations.manifest.FORMAT", 2)
    newer = sealed(tmp_path / "newer.tar")
    monkeypatch.undo()
    assert "A newer release" in refused(newer)


def test_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    assert "is of Oracle" in refused(sealed(tmp_path / "kind.tar", database="Oracle"))


def test_a_newer_server_is_refused(tmp_path: Path) -> None:
    assert "99; here is" in refused(sealed(tmp_path / "server.tar", version=99))


# Making one ---------------------------------------------------------------------------------------


def test_a_backup_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", tmp_path / "there")
    assert (tmp_path / "there").read_text() == "mine"


def test_of_two_backups_with_one_name_the_second_fails(
    seeded: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one comes while this one is at work."""
    target, check = tmp_path / "one.tar", archive._checked

    def checked(tar: tarfile.TarFile) -> Any:
        target.write_text("the other one")
        return check(tar)

    monkeypatch.setattr(archive, "_checked", checked)
    with connected(seeded.database) as other, pytest.raises(BackupError, match="is there already"):
        write(target, other, InMemoryStorage())
    assert target.read_text() == "the other one"
    assert [*tmp_path.iterdir()] == [target]


def test_an_empty_database_is_no_backup(tmp_path: Path) -> None:
    with (
        empty_database("portal_empty", tmp_path) as url,
        connected(url) as other,
        pytest.raises(BackupError, match="is empty"),
    ):
        write(tmp_path / "empty.tar", other, InMemoryStorage())
    assert not (tmp_path / "empty.tar").exists()


def test_only_so_many_are_kept_of_those_that_bear_a_date(seeded: Site, tmp_path: Path) -> None:
    for name in ("portal-2026-11-20-060000", "portal-2026-11-21-060000", "before-the-move"):
        (tmp_path / f"{name}.tar").touch()
    seeded.manage("backup", str(tmp_path / "portal-2026-11-22-060000.tar"), "--keep", "2")
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "before-the-move.tar",
        "portal-2026-11-21-060000.tar",
        "portal-2026-11-22-060000.tar",
    ]


@pytest.mark.parametrize("keep", [0, -1])
def test_at_least_one_is_kept(keep: int) -> None:
    with pytest.raises(CommandError, match="one at least"):
        call_command("backup", keep=keep)


def test_a_backup_is_named_by_its_date(settings: Any) -> None:
    assert paths.place().match(f"{settings.DATA_DIR}/backups/portal-*-*-*-*.tar")


def test_a_password_stands_in_no_list_of_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no password")
    seen: list[Any] = []

    def run(words: list[str], env: dict[str, str] | None = None, **options: Any) -> Any:
        seen.append((words, env))
        raise BackupError

    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "s3cret")
    monkeypatch.setattr("portal.operations.databases.PostgreSQL._refuse_older", lambda *_args: None)
    monkeypatch.setattr("subprocess.run", run)
    with pytest.raises(BackupError):
        database(connection).dump(Path("unused"))
    ((words, env),) = seen
    assert (env["PGPASSWORD"], "s3cret" in " ".join(map(str, words))) == ("s3cret", False)


def test_a_database_that_is_written_to_is_copied_as_it_is_at_one_moment(tmp_path: Path) -> None:
    """Two rows are always changed together."""
    with empty_database("portal_busy", tmp_path) as url, connected(url) as other:
        with other.cursor() as cursor:
            cursor.execute("CREATE TABLE pair (id integer, n integer, filler text)")
            cursor.execute("CREATE TABLE lots (filler text)")
            cursor.execute("INSERT INTO pair VALUES (1, 0, '')")
            cursor.executemany("INSERT INTO lots VALUES (%s)", [["x" * 900]] * 3000)
            cursor.execute("INSERT INTO pair VALUES (2, 0, '')")
        over = threading.Event()
        busy = threading.Thread(target=_change_both, args=(url, over))
        busy.start()
        try:
            for number in range(5):
                database(other).dump(tmp_path / f"dump-{number}")
        finally:
            over.set()
            busy.join()
        for number in range(5):
            with empty_database(f"portal_copy_{number}", tmp_path) as copy:
                assert _pair(copy, tmp_path / f"dump-{number}") == 1


def _change_both(url: str, over: threading.Event) -> None:
    with connected(url) as own, own.cursor() as cursor:
        while not over.is_set():
            cursor.execute("UPDATE pair SET n = n + 1")


def _pair(url: str, dump: Path) -> int:
    """How many different numbers the two rows of a dump have."""
    with connected(url) as copy:
        target = database(copy)
        target.load(target.prepared(dump))
        with copy.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT n) FROM pair")
            return int(cursor.fetchone()[0])


# Media elsewhere than in a folder -----------------------------------------------------------------


def test_media_of_another_storage_are_kept_and_replaced(seeded: Site, tmp_path: Path) -> None:
    before, after = InMemoryStorage(), InMemoryStorage()
    before.save("images/deep/one.png", ContentFile(PICTURE))
    after.save("images/deep/one.png", ContentFile(b"another"))
    after.save("images/later.png", ContentFile(b"later"))
    with connected(seeded.database) as other:
        write(tmp_path / "one.tar", other, before)
    with reading(tmp_path / "one.tar") as reader:
        replacement = media.Replacement(after, reader)
        replacement.prepare()
        replacement.take_place()
    assert [*media.names(after)] == ["images/deep/one.png"]
    assert after.open("images/deep/one.png").read() == PICTURE
