from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

ADDRESS = f"/speech/term-1/{'a' * 32}.mp3"


@pytest.fixture
def sound(recordings: Path) -> bytes:
    """A file that is there."""
    content = bytes(range(256)) * 4
    path = recordings / ADDRESS.removeprefix("/speech/")
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return content


def test_a_recording_is_sent_whole(client: Client, sound: bytes) -> None:
    response = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    assert (response.status_code, response.content) == (200, sound)
    assert response["Content-Type"] == "audio/mpeg"
    assert response["Accept-Ranges"] == "bytes"
    assert response["Cache-Control"] == "max-age=0, must-revalidate"
    assert response["Content-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-1", 0, 1), ("bytes=1000-", 1000, 1023), ("bytes=1020-99999", 1020, 1023)],
)
def test_a_player_gets_the_part_that_it_asks_for(
    client: Client, sound: bytes, asked: str, first: int, last: int
) -> None:
    response = client.get(ADDRESS, headers={"Range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/1024"
    assert response.content == sound[first : last + 1]


def test_a_part_beyond_the_end_is_refused(client: Client, sound: bytes) -> None:
    response = client.get(ADDRESS, headers={"Range": "bytes=1024-"})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */1024")


def test_a_range_that_nobody_understands_is_left_out_of_account(
    client: Client, sound: bytes
) -> None:
    for asked in ("bytes=-5", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5"):
        assert client.get(ADDRESS, headers={"Range": asked}).status_code == 200


def test_a_browser_that_has_it_is_told_so(client: Client, sound: bytes) -> None:
    etag = client.get(ADDRESS)["ETag"]
    assert client.get(ADDRESS, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        "/speech/",
        "/speech/../portal.sqlite3",
        "/speech/unfinished/x.mp3",
        f"/speech/term-1/{'a' * 32}.txt",
    ],
)
def test_what_is_not_there_is_not_found(
    client: Client, recordings: Path, db: None, address: str
) -> None:
    assert client.get(address).status_code == 404
