"""A backup brings everything back into an empty place; and what is none is refused."""

from __future__ import annotations

import gzip
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from education.content.models import ArticlePage
from portal.operations import backup, databases
from tests.deploy.sites import Site, empty_database
from tests.factories import Guide, publish

PICTURE = b"\x89PNG, and a picture"


@pytest.fixture(scope="module")
def database_of_the_tests(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Tests that really commit empty every table: afterwards all is as it was."""
    kept = tmp_path_factory.mktemp("kept") / "database"
    with django_db_blocker.unblock():
        databases.dump(kept)
        yield
        databases.load(kept)


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """A folder with one uploaded picture, below the data folder."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    (tmp_path / "media/images").mkdir(parents=True)
    (tmp_path / "media/images/ä b.png").write_bytes(PICTURE)
    return tmp_path / "media"


@pytest.fixture
def page(
    database_of_the_tests: None,
    django_db_serialized_rollback: None,
    transactional_db: None,
    media: Path,
) -> ArticlePage:
    """A page that other processes can see."""
    return Guide().article(title="As it was", slug="page")


@pytest.fixture
def file(page: ArticlePage, tmp_path: Path) -> Path:
    """A backup of that page and that picture; both have changed since."""
    call_command("backup", tmp_path / "backups/one.tar")
    publish(page, title="Changed later")
    (tmp_path / "media/images/ä b.png").write_bytes(b"another")
    (tmp_path / "media/later.png").write_bytes(b"later")
    return tmp_path / "backups/one.tar"


def state(media: Path) -> tuple[list[str], dict[str, bytes]]:
    """Return what database and media hold."""
    files = {one.name: one.read_bytes() for one in media.rglob("*") if one.is_file()}
    return [*ArticlePage.objects.values_list("title", flat=True)], files


# The drill ----------------------------------------------------------------------------------------


def test_a_restore_brings_back_what_was_and_takes_later_work_away(
    file: Path, media: Path, settings: Any, tmp_path: Path
) -> None:
    settings.STATIC_PAGES_ROOT = tmp_path / "store"
    call_command("static_pages", "claim", verbosity=0)
    stored = tmp_path / "store/pages/understanding/page/index.html.gz"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"changed later")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_a_newer_release (id integer)")
    call_command("restore", file, yes=True)
    assert state(media) == (["As it was"], {"ä b.png": PICTURE})
    assert "of_a_newer_release" not in connection.introspection.table_names()
    assert b"As it was" in gzip.decompress(stored.read_bytes())
    assert not [one for one in tmp_path.iterdir() if one.name.startswith("restoring-")]


@pytest.mark.slow
def test_a_restore_into_an_empty_place_asks_nothing_and_builds_every_page(
    file: Path, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    with empty_database("portal_restored", tmp_path) as url:
        site = Site(tmp_path / "new", url)
        assert "Database and media are restored" in site.manage("restore", str(file))
    stored = site.folder / "store/pages/understanding/page/index.html.gz"
    assert b"As it was" in gzip.decompress(stored.read_bytes())
    assert (site.folder / "media/images/ä b.png").read_bytes() == PICTURE


def test_whoever_does_not_agree_changes_nothing(
    file: Path, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(media)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert "say --yes" in refused(file, yes=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda *_words: "no")
    assert "Nothing was changed" in refused(file, yes=False)
    assert state(media) == before


def test_a_restore_that_fails_in_the_middle_leaves_all_as_it_was(
    file: Path, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(media)
    unpack = backup.unpack

    def spoil(file: Path, room: Path) -> dict[str, Any]:
        facts = unpack(file, room)
        (room / "database").write_bytes(b"no database" * 1000)
        return facts

    monkeypatch.setattr("portal.operations.management.commands.restore.unpack", spoil)
    assert refused(file)
    assert state(media) == before


# What is no backup --------------------------------------------------------------------------------


def refused(file: Path, *, yes: bool = True) -> str:
    """Return why a file is not restored."""
    with pytest.raises(CommandError) as caught:
        call_command("restore", file, yes=yes)
    return str(caught.value)


def test_a_file_that_is_damaged_or_cut_off_is_refused(file: Path, media: Path) -> None:
    before, content = state(media), file.read_bytes()
    spoiled = file.with_name("spoiled.tar")
    for wrong in (b"", content[: len(content) // 2], content[:-1], content + b"\n"):
        spoiled.write_bytes(wrong)
        assert "its end is missing" in refused(spoiled)
    assert state(media) == before


def test_every_changed_byte_is_noticed(file: Path) -> None:
    content, spoiled = file.read_bytes(), file.with_name("spoiled.tar")
    for place in range(0, len(content) - 73, len(content) // 20):
        spoiled.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        assert "damaged" in refused(spoiled)


def test_another_tar_and_a_missing_file_are_refused(db: None, media: Path, tmp_path: Path) -> None:
    tarfile.open(tmp_path / "other.tar", "w").close()
    assert "no backup" in refused(tmp_path / "other.tar")
    assert "No such file" in refused(tmp_path / "missing.tar")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ('{"database": "oracle", "migrations": []}', "is of oracle"),
        (
            f'{{"database": "{connection.vendor}", "migrations": [["content", "9999_later"]]}}',
            "does not know content.9999_later",
        ),
        ("no facts", "cannot be restored"),
    ],
)
def test_a_backup_of_something_else_is_refused(
    db: None, media: Path, tmp_path: Path, facts: str, reason: str
) -> None:
    assert reason in refused(sealed(tmp_path, "backup.json", facts))


@pytest.mark.parametrize("name", ["../outside", "media/../../outside"])
def test_nothing_is_written_outside_of_its_place(
    db: None, media: Path, tmp_path: Path, name: str
) -> None:
    assert "no backup holds" in refused(sealed(tmp_path, name, "1"))
    assert not [*tmp_path.rglob("outside")]


def sealed(folder: Path, name: str, content: str) -> Path:
    """A file in our form that holds one part."""
    (folder / "part").write_text(content)
    with tarfile.open(folder / "sealed.tar", "w") as tar:
        tar.add(folder / "part", name)
    backup.seal(folder / "sealed.tar")
    return folder / "sealed.tar"


# Making one ---------------------------------------------------------------------------------------


def test_a_backup_is_for_its_owner_only_and_overwrites_nothing(file: Path) -> None:
    before = file.read_bytes()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with pytest.raises(CommandError, match="overwrites nothing"):
        call_command("backup", file)
    assert file.read_bytes() == before
    assert [*file.parent.iterdir()] == [file]


def test_only_so_many_are_kept_of_those_that_bear_a_date(page: ArticlePage, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    for name in ("portal-2026-11-20-060000", "portal-2026-11-21-060000", "before-the-move"):
        (tmp_path / f"backups/{name}.tar").touch()
    call_command("backup", keep=2)
    first, second, new = sorted(one.name for one in (tmp_path / "backups").iterdir())
    assert (first, second) == ("before-the-move.tar", "portal-2026-11-21-060000.tar")
    assert new.startswith("portal-")
    with pytest.raises(CommandError, match="one at least"):
        call_command("backup", keep=0)


def test_a_password_stands_in_no_list_of_processes(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no password")
    seen: list[Any] = []
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "secret-word")
    monkeypatch.setattr("subprocess.run", lambda *words, **more: seen.append((words, more)))
    with pytest.raises(AttributeError):
        databases.dump(tmp_path / "unused")
    ((words, more),) = seen
    assert more["env"]["PGPASSWORD"] == "secret-word"
    assert "secret-word" not in str(words)
