"""Files come in where one is expected, and are looked at there; only photos are kept."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image
from wagtail.log_actions import log

from education.faq.models import FAQItem
from tests.factories import Guide, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

IMPORT = "/cms/snippets/faq/faqitem/import/"
NAMES = ["questions.csv", "picture.svg", "picture.gif", "table.xlsx", "page.html"]
# Wherever else Wagtail would take a file in, and the name of its field; nowhere does the account
# ask. Uploads of photos: tests/content/test_photos.py
THEIRS = {
    "/cms/documents/add/": "file",
    "/cms/documents/multiple/add/": "files[]",
    "/cms/documents/chooser/create/": "document-chooser-upload-file",
    "/cms/redirects/import/": "import_file",
    "/cms/account/": "avatar-avatar",
}
PUBLIC = ["/feedback/", "/booklet/", "/cms/login/"]


@pytest.fixture
def root(guide: Guide, settings: Any, tmp_path: Path) -> Client:
    """The browser of somebody who may do everything."""
    settings.MEDIA_ROOT = tmp_path
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(is_superuser=True))
    return client


def picture() -> bytes:
    """A picture that is nothing else."""
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, "PNG")
    return file.getvalue()


def bomb() -> bytes:
    """A spreadsheet of a few kilobytes that would become 30 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 5_000_000)
    return file.getvalue()


EVIL = {
    "a script in a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>',
    "a picture that is a script": b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a spreadsheet that swells": bomb(),
    "a picture": picture(),
    "a program": b"\x7fELF" + bytes(200),
    "bytes that are no text": b"question\n\xff\xfe\xfd",
}


def send(client: Client, address: str, field: str, name: str, content: bytes) -> HttpResponse:
    """Sends a file in a field."""
    return client.post(address, {field: SimpleUploadedFile(name, content)})


def kept(folder: Path) -> list[Path]:
    """The files that are there."""
    return [one for one in folder.rglob("*") if one.is_file()]


# Where none is expected ---------------------------------------------------------------------------


@pytest.mark.parametrize("address", THEIRS)
def test_nobody_at_all_brings_a_file_into_a_library(
    root: Client, tmp_path: Path, address: str
) -> None:
    response = send(root, address, THEIRS[address], "picture.png", picture())
    assert response.status_code == 400
    assert kept(tmp_path) == []


@pytest.mark.parametrize("address", PUBLIC)
def test_readers_bring_no_file_in(guide: Guide, address: str) -> None:
    client = Client(raise_request_exception=False)
    response = send(client, address, "file", "picture.png", picture())
    assert response.status_code == 400


def test_a_form_without_its_file_is_a_form(root: Client) -> None:
    text = (
        b'--x\r\nContent-Disposition: form-data; name="q"\r\n\r\ncell\r\n'
        b'--x\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x--\r\n'
    )
    response = root.post(IMPORT, text, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 200


def test_nobody_is_asked_for_a_picture_of_themselves(root: Client) -> None:
    response = root.get("/cms/account/")
    assert response.status_code == 200
    assert b'type="file"' not in response.content


# Where one is -------------------------------------------------------------------------------------


@pytest.mark.parametrize("evil", EVIL)
def test_what_is_no_table_is_refused_whatever_it_is_called(
    root: Client, tmp_path: Path, evil: str
) -> None:
    for name in NAMES:
        response = send(root, IMPORT, "file", name, EVIL[evil])
        assert response.status_code == 200
        assert response.context["form"].errors
        assert b"alert(1)</script>" not in response.content
    assert not FAQItem.objects.exists()
    assert kept(tmp_path) == []


def test_a_large_file_is_refused_before_it_is_read(root: Client) -> None:
    class Never(io.BytesIO):
        def read(self, *args: Any) -> bytes:
            raise AssertionError("It was read.")

    asked = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "CONTENT_LENGTH": "50000000",
        "wsgi.input": Never(),
    }
    assert root.post(IMPORT, **asked).status_code == 400


@pytest.mark.parametrize("size", [1_000_001, 2_900_000])
def test_a_table_that_is_too_large_is_told_so(root: Client, size: int) -> None:
    response = send(root, IMPORT, "file", "questions.csv", b"question\n" + b"x" * size)
    assert "too large" in str(response.context["form"].errors)


def test_a_file_is_as_large_here_as_at_the_front(settings: Any) -> None:
    site = Path(settings.BASE_DIR, "deploy", "nginx", "portal.conf").read_text()
    sizes = {settings.FILE_UPLOAD_MAX_BYTES, *settings.FILE_UPLOAD_VIEWS.values()}
    told = {int(size) for size in re.findall(r"client_max_body_size (\d+)m;", site)}
    assert told == {size // 1024**2 for size in sizes}


# What goes out ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1"])
def test_no_export_of_wagtail_holds_a_formula(root: Client, guide: Guide, text: str) -> None:
    log(guide.article(title=text), "wagtail.edit")
    made: Any = root.get("/cms/reports/site-history/", {"export": "csv"})
    _head, *rows = csv.reader(io.StringIO(made.getvalue().decode(), newline=""))
    told = {cell for row in rows for cell in row if cell.lstrip("'") == text.lstrip("'")}
    assert told == {f"'{text}"}
