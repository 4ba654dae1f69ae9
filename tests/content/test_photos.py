"""Photos and scans: what is kept of them, how pages show them, and that they never change."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from PIL import Image as Pixels
from wagtail.images.models import Image, Rendition
from wagtail.models import ReferenceIndex

from education.search.documents import stream_lines
from tests import bodies
from tests.factories import Guide
from tests.html import read, visit, words
from tests.review.people import ADMIN, AUTHOR, FAQ, REVIEWER, TRANSLATOR, browser_of, person

ADD, CHOOSE = "/cms/images/add/", "/cms/images/chooser/create/"
SEVERAL = "/cms/images/multiple/add/"
ORIENTATION, GPS, OWNER = 0x0112, 0x8825, 0x013B


@pytest.fixture(autouse=True)
def library(settings: Any, tmp_path: Path) -> Path:
    """An empty folder for files."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def taken(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A photo from a camera that lies on its side, and notes where it is and who owns it."""
    pixels = Pixels.new("RGB", size, "teal")
    notes = Pixels.Exif()
    notes[ORIENTATION], notes[OWNER] = 6, "Jane Doe"
    notes.get_ifd(GPS)[2] = (52.0, 31.0, 12.0)
    file = io.BytesIO()
    pixels.save(file, kind, exif=notes, **options)
    return file.getvalue()


def photo(**fields: Any) -> Image:
    """A photo in the library."""
    return Image.objects.create(title="A scanner", file=ContentFile(taken(), "scan.jpg"), **fields)


def shown(image: Image, **fields: Any) -> bodies.Block:
    """The block that shows a photo."""
    value = {"image": image.pk, "alt_text": "A ring-shaped scanner.", "caption": "", "credit": ""}
    return bodies.block("photo", {**value, **fields})


def send(client: Client, address: str, name: str, content: bytes) -> Any:
    """Upload a file, as the form of an address sends it."""
    prefix = "image-chooser-upload-" if address == CHOOSE else ""
    field = "files[]" if address == SEVERAL else f"{prefix}file"
    return client.post(
        address,
        {f"{prefix}title": "A scanner", field: SimpleUploadedFile(name, content)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


# What is kept -------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [ADD, CHOOSE, SEVERAL])
def test_an_upload_keeps_no_metadata_and_stands_upright(roles: None, address: str) -> None:
    send(browser_of(person(AUTHOR)), address, "IMG_1.jpg", taken())
    image = Image.objects.get()
    with Pixels.open(image.file.path) as kept:
        assert kept.getexif() == {}
        assert kept.size == (image.width, image.height) == (40, 60)
    assert b"Jane Doe" not in Path(image.file.path).read_bytes()
    assert image.file_size == Path(image.file.path).stat().st_size


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("a.HEIC", "HEIF", ".jpg"),
        ("a.webp", "WEBP", ".jpg"),
        ("a.avif", "AVIF", ".jpg"),
        ("a.png", "PNG", ".png"),
    ],
)
def test_what_phones_and_programs_write_is_read(
    roles: None, name: str, kind: str, kept: str
) -> None:
    send(browser_of(person(AUTHOR)), ADD, name, taken(kind))
    image = Image.objects.get()
    assert Path(image.file.name).suffix == kept
    assert b"Jane Doe" not in Path(image.file.path).read_bytes()


@pytest.mark.parametrize("name", ["a.png", "a.webp"])
def test_what_is_transparent_becomes_a_photo(roles: None, name: str) -> None:
    file = io.BytesIO()
    Pixels.new("RGBA", (9, 9), (0, 0, 0, 0)).save(file, name[2:].upper())
    send(browser_of(person(AUTHOR)), ADD, name, file.getvalue())
    assert Image.objects.get().get_rendition("format-jpeg|width-480").width == 9


def test_a_file_that_another_way_brings_in_is_cleaned_too(db: None) -> None:
    image = photo()
    image.file.close()
    with Pixels.open(image.file.path) as kept:
        assert kept.getexif() == {}


def test_an_upload_that_needs_another_title_is_cleaned_when_it_gets_one(roles: None) -> None:
    client = browser_of(person(AUTHOR))
    file = SimpleUploadedFile("a.jpg", taken())
    held = client.post(
        SEVERAL,
        {"title": "x" * 300, "files[]": file},
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()
    number = held["uploaded_file_id"]
    client.post(
        f"/cms/images/multiple/create_from_uploaded_image/{number}/",
        {f"uploaded-image-{number}-title": "A scanner"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    image = Image.objects.get()
    assert b"Jane Doe" not in Path(image.file.path).read_bytes()


def test_a_large_photo_is_kept_no_larger_than_it_is_shown(roles: None) -> None:
    send(browser_of(person(AUTHOR)), ADD, "a.jpg", taken(size=(4000, 3000)))
    image = Image.objects.get()
    assert max(image.width, image.height) == 2880


# What is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("a.gif", b"GIF89a" + bytes(50)),
        ("a.pdf", b"%PDF-1.7"),
        ("a.jpg", b"<script>alert(1)</script>"),
        ("a.heic", b"no photo"),
        ("a.jpg", taken("PNG")),
        ("a.jpg", taken()[:400]),
        ("a.jpg", b""),
    ],
    ids=["svg", "gif", "pdf", "script", "no heic", "png as jpg", "torn", "empty"],
)
def test_what_is_no_photo_is_refused_with_advice(
    roles: None, library: Path, name: str, content: bytes
) -> None:
    client = browser_of(person(AUTHOR))
    page = read(send(client, ADD, name, content))
    assert send(client, CHOOSE, name, content).status_code == 200
    assert send(client, SEVERAL, name, content).status_code == 200
    problems = " ".join(words(one) for one in page.select(".w-field__errors"))
    assert problems.strip()
    if content:
        assert "JPEG or PNG" in problems
    assert not Image.objects.exists()
    assert [one for one in library.rglob("*") if one.is_file()] == []


def test_a_file_is_limited_in_bytes_and_in_pixels(roles: None, settings: Any) -> None:
    client = browser_of(person(AUTHOR))
    content = taken()
    wide = Pixels.new("1", (10_000, 6_000))
    file = io.BytesIO()
    wide.save(file, "PNG")
    send(client, ADD, "a.png", file.getvalue())
    too_large = content + bytes(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    send(client, ADD, "a.jpg", too_large)
    assert not Image.objects.exists()


# Who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "adds"),
    [(AUTHOR, True), (REVIEWER, True), (ADMIN, True), (FAQ, False), (TRANSLATOR, False)],
)
def test_every_role_chooses_and_clinicians_add(roles: None, role: str, adds: bool) -> None:
    client = browser_of(person(role))
    send(client, CHOOSE, "a.jpg", taken())
    assert Image.objects.exists() is adds
    image = photo()
    chooser = client.get("/cms/images/chooser/").json()["html"]
    assert image.title in chooser


# A signed text ------------------------------------------------------------------------------------


def test_the_file_of_a_photo_is_never_replaced(roles: None) -> None:
    client = browser_of(person(ADMIN))
    image = photo()
    before = Path(image.file.path).read_bytes()
    address = f"/cms/images/{image.pk}/"
    assert not visit(address, client).select("input[type=file]")
    client.post(address, {"title": "Another title", "tags": ""})
    image.refresh_from_db()
    assert image.title == "Another title"
    file = SimpleUploadedFile("b.jpg", taken(size=(9, 9)))
    assert client.post(address, {"title": "x", "file": file, "tags": ""}).status_code == 400
    assert Path(image.file.path).read_bytes() == before


def test_a_photo_that_a_text_shows_is_not_deleted(guide: Guide, roles: None) -> None:
    image = photo()
    page = guide.article(bodies.section("Scans", shown(image)))
    with pytest.raises(ProtectedError), transaction.atomic():
        image.delete()
    client = browser_of(person(ADMIN))
    answer = client.post(f"/cms/images/{image.pk}/delete/", follow=True)
    assert page.title in words(read(answer))
    assert Image.objects.exists()


def test_the_reference_index_knows_which_texts_show_a_photo(guide: Guide) -> None:
    image = photo()
    page = guide.article(bodies.section("Scans", shown(image)))
    found = ReferenceIndex.get_references_to(image)
    assert {one.object_id for one in found} == {str(page.pk)}


# What readers see ---------------------------------------------------------------------------------


def test_a_page_shows_a_photo_in_three_formats_and_says_how_large_it_is(guide: Guide) -> None:
    page = guide.article(shown(photo(), caption="A room for scans.", credit="City Hospital"))
    figure = visit(page.url).select_one("figure.photo")
    assert figure is not None
    kinds = [one["type"] for one in figure.select("picture > source")]
    assert kinds == ["image/avif", "image/webp"]
    image = figure.img
    assert image is not None
    assert image["alt"] == "A ring-shaped scanner."
    assert (image["width"], image["height"], image["loading"]) == ("40", "60", "lazy")
    assert words(figure.figcaption) == "A room for scans. Photo: City Hospital"
    for address in (image["src"], image["srcset"].split()[0]):
        answer = Client().get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        assert "script-src" in answer["Content-Security-Policy"]


def test_what_is_not_a_size_of_a_photo_is_served_to_nobody(db: None) -> None:
    image = photo()
    for path in (image.file.url, "/media/", "/media/images/", "/media/images/x.svg"):
        assert Client().get(path).status_code == 404
    inside = image.file.name
    assert Client().get(f"/media/images/../{inside}").status_code == 400


def test_the_sizes_are_made_when_a_text_is_published(
    guide: Guide, django_capture_on_commit_callbacks: Any
) -> None:
    page = guide.article(bodies.section("Scans", shown(photo())))
    Rendition.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert Rendition.objects.count() == 9
    before = set(Rendition.objects.values_list("pk", flat=True))
    visit(page.url)
    assert set(Rendition.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("number", [1, 4])
def test_each_photo_more_costs_no_query(
    guide: Guide, number: int, django_assert_max_num_queries: Any
) -> None:
    page = guide.article(*[bodies.section(f"Part {n}", shown(photo())) for n in range(number)])
    visit(page.url)
    with django_assert_max_num_queries(45) as counted:
        visit(page.url)
    asked = [one["sql"] for one in counted.captured_queries if "wagtailimages" in one["sql"]]
    assert len(asked) == 3


def test_search_finds_the_caption_and_the_alternative_text(guide: Guide) -> None:
    page = guide.article(shown(photo(), caption="A room for scans."))
    told = [line.words for line in stream_lines(page.body)]
    assert "A ring-shaped scanner." in told
    assert "A room for scans." in told


def test_paper_shows_a_photo(guide: Guide) -> None:
    page = guide.article(shown(photo()))
    printed = visit(f"/booklet/print/?p={page.url.strip('/')}")
    image = printed.select_one("figure.photo > img")
    assert image is not None
    assert image["alt"] == "A ring-shaped scanner."


def test_a_pdf_holds_the_photo_and_fetches_nothing_else(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any) -> None:
        raise AssertionError("It asked the network.")

    monkeypatch.setattr("socket.socket.connect", refuse)
    page = guide.article(bodies.text("Without a photo."))
    without = Client().get(f"/booklet/booklet.pdf?p={page.url.strip('/')}").content
    page = guide.article(bodies.text("With a photo."), shown(photo()))
    made = Client().get(f"/booklet/booklet.pdf?p={page.url.strip('/')}")
    assert made.status_code == 200
    assert b"/Subtype /Image" not in without
    assert b"/Image" in made.content
