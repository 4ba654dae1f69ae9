from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from education.content.models import Picture
from education.content.svg import check_svg, read_drawing
from tests import bodies
from tests.factories import DRAWING, Guide, PictureFactory
from tests.html import read, visit, words

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside: str, attributes: str = "") -> str:
    """A drawing that holds something."""
    namespace = 'xmlns="http://www.w3.org/2000/svg"'
    return f'<svg {namespace} {XLINK} viewBox="0 0 2 1" {attributes}>{inside}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        '<circle r="1"/>',
        '<g fill="currentColor"><path class="cell" d="M0 0"/></g>',
        '<title>What it shows</title><text x="1">words</text>',
        '<symbol id="a"><path d="M0 0"/></symbol><use href="#a"/><use xlink:href="#a"/>',
        '<linearGradient id="b"/><rect fill="url(#b)"/>',
    ],
)
def test_a_drawing_is_welcome(inside: str) -> None:
    check_svg(drawing(inside))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        '<script href="https://example.org/x.js"/>',
        '<circle onload="x()"/>',
        '<circle OnClick="x()"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<image href="https://example.org/x.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<use href="https://example.org/x.svg#a"/>',
        '<use xlink:href="other.svg#a"/>',
        '<a href="javascript:x()"><text>x</text></a>',
        '<a href="#here"><text>x</text></a>',
        '<rect fill="url(https://example.org/x.svg#b)"/>',
        '<rect fill="url( https://example.org/x.svg#b )"/>',
        '<rect fill="url(#b), url(https://example.org/x)"/>',
        '<rect fill="URL(https://example.org/x)"/>',
        '<rect style="background: url(https://example.org/x)"/>',
        "<style>@import 'https://example.org/x.css'</style>",
        '<animate attributeName="href" to="javascript:x()"/>',
        '<set attributeName="onload" to="x()"/>',
        '<animateTransform attributeName="transform" onbegin="x()"/>',
        '<iframe src="https://example.org/"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">x()</h:script>',
        '<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="https://example.org/x.png"/>',
        '<rect fill="u\\72l(https://example.org/x)"/>',
        "<!-- a remark -->",
        "<!--><img src=x onerror=x()>-->",
        "<desc><![CDATA[><img src=x onerror=x()>]]></desc>",
        "<?x ><img src=x onerror=x()>?>",
        "<img src='x' onerror='x()'/>",
        "<p>out of the drawing</p>",
        '<filter id="f"><feImage href="https://example.org/x.png"/></filter>',
    ],
)
def test_what_could_run_load_or_lead_elsewhere_is_refused(inside: str) -> None:
    with pytest.raises(ValidationError):
        check_svg(drawing(inside))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not a drawing",
        "<svg",
        '<svg viewBox="0 0 1 1"/>',  # no namespace
        '<svg xmlns="http://www.w3.org/2000/svg"/>',  # no shape
        "<html><body/></html>",
        '<!DOCTYPE svg [<!ENTITY x "y">]>' + DRAWING,
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + drawing("&x;"),
        drawing("", 'onload="x()"'),
        DRAWING + DRAWING,
        DRAWING + "<script>x()</script>",
        "<script>x()</script>" + DRAWING,
        "x" + DRAWING,
    ],
)
def test_what_is_no_single_drawing_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        check_svg(text)


@given(st.text())
def test_any_text_is_either_refused_or_fine(text: str) -> None:
    with pytest.raises(ValidationError):
        check_svg(text)


@pytest.mark.parametrize("field", ["svg", "svg_narrow"])
def test_a_picture_checks_both_of_its_drawings(db: None, field: str) -> None:
    picture = PictureFactory()
    setattr(picture, field, drawing("<script>x()</script>"))
    with pytest.raises(ValidationError) as raised:
        picture.full_clean()
    assert [*raised.value.message_dict] == [field]


SHIPPED = sorted(Path(settings.FIXTURES_DIR, "images").glob("*.svg"))
COLOR = re.compile(r'<[^>]*(?:fill|stroke)="#[^>]*>')


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_ground_of_a_shipped_drawing_is_dark_in_the_dark(file: Path) -> None:
    bare = [shape for shape in COLOR.findall(file.read_text()) if 'class="' not in shape]
    assert not [shape for shape in bare if "#f8eee1" in shape or "#fbf7f0" in shape]


@pytest.mark.django_db
def test_a_page_has_the_dark_colors_of_its_drawings(guide: Guide) -> None:
    classes = PictureFactory(svg=drawing('<path class="f-ground" d="M0 0"/>'))
    for body, has_dark in ((bodies.text("None."), False), (bodies.figure(classes), True)):
        page = guide.article(body)
        style = visit(page.url).select_one("style").get_text()
        assert (".f-ground" in style) is has_dark


# What editor programs write -----------------------------------------------------------------

INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape -->
<svg width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="base" inkscape:zoom="0.7"/>
  <metadata id="m"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
  <defs><linearGradient id="a"><stop style="stop-color:#f00" offset="0"/></linearGradient></defs>
  <g inkscape:label="Layer 1" style="display:inline">
    <path style="fill:url(#a);stroke-width:2;-inkscape-font-specification:Sans" d="M0 0h9"/>
    <use xlink:href="#a"/>
  </g>
</svg>"""
ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27 -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" xmlns="http://www.w3.org/2000/svg" width="60px" height="40px"
  style="enable-background:new 0 0 60 40;" xml:space="preserve">
<style type="text/css"> .st0{fill:#FF0000;} .st1,.st2{stroke:#000;} </style>
<rect class="st0 st2" width="9" height="9"/>
</svg>"""


def test_what_inkscape_adds_is_removed() -> None:
    svg = read_drawing(INKSCAPE)
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    for note in ("inkscape", "sodipodi", "metadata", "style", "mm", "<!", "<?", "xlink"):
        assert note not in svg
    for kept in ('fill="url(#a)"', 'stroke-width="2"', 'stop-color="#f00"', 'href="#a"'):
        assert kept in svg
    assert read_drawing(svg) == svg


def test_the_styles_of_illustrator_become_attributes() -> None:
    svg = read_drawing(ILLUSTRATOR)
    assert 'viewBox="0 0 60 40"' in svg
    assert 'fill="#FF0000"' in svg
    assert 'stroke="#000"' in svg
    assert "<style" not in svg
    assert "DOCTYPE" not in svg


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_drawing_is_kept_as_it_is(file: Path) -> None:
    assert read_drawing(file.read_text()) == file.read_text().strip()


def test_a_cleaned_drawing_is_what_is_saved(db: None) -> None:
    picture = PictureFactory(svg=INKSCAPE)
    picture.full_clean()
    assert "inkscape" not in picture.svg


BOMB = drawing(
    '<g id="a"><path/></g>'
    + "".join(f'<g id="{b}">{f"""<use href="#{a}"/>""" * 10}</g>' for a, b in pairwise("abcdefgh"))
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
        drawing("<g/>" * 20_000),
        drawing("<g>" * 3_000 + "</g>" * 3_000),
        drawing("".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(3_000))),
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + drawing("&b;"),
        drawing(f'<path d="{"M0 0" * 200_000}"/>'),
        "x" * 1_000_000,
    ],
    ids=["use", "circle", "many", "deep", "chain", "entities", "long", "no drawing"],
)
def test_what_would_hang_a_browser_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValidationError) as raised:
        read_drawing(text)
    assert raised.value.messages[0].endswith((".", ")"))


@pytest.mark.parametrize("box", ["", "0 0 0 0", "0 0 10", "a b c d", "0 0 -5 5", "0 0 nan 5"])
def test_a_drawing_without_a_shape_is_refused(box: str) -> None:
    svg = drawing("<path/>").replace('viewBox="0 0 2 1"', f'viewBox="{box}"')
    with pytest.raises(ValidationError, match="viewBox"):
        read_drawing(svg)


@pytest.mark.parametrize("text", ["journey.png", "\x89PNG", "Figure 1"])
def test_what_is_no_drawing_is_told_where_to_go(text: str) -> None:
    with pytest.raises(ValidationError, match=r"paste all of its text.*Images"):
        read_drawing(text)


# Several drawings on one page -------------------------------------------------------------------

GRADIENT = drawing(
    '<linearGradient id="main"><stop/></linearGradient><title id="t">x</title>'
    '<rect fill="url(#main)"/><use xlink:href="#main"/>',
    'role="img" aria-labelledby="t main"',
)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["{url}", "/booklet/print/?p={key}"])
def test_each_drawing_on_a_page_has_ids_of_its_own(guide: Guide, address: str) -> None:
    first = PictureFactory(svg=GRADIENT, svg_narrow=GRADIENT)
    second = PictureFactory(svg=GRADIENT.replace("url(#main)", "url('#main')"))
    page = guide.article(bodies.figure(first), bodies.figure(second), bodies.figure(first))
    shown = visit(address.format(url=page.url, key=page.url.strip("/")))
    ids = [one["id"] for one in shown.select("[id]")]
    assert len(ids) == len({*ids})
    drawings = shown.select("figure svg")
    assert len(drawings) >= 3
    for one in drawings:
        own = {part["id"] for part in one.select("[id]")}
        assert re.findall(r"""url\('?#([^)']+)""", str(one.rect))[0] in own
        assert one.use["xlink:href"].removeprefix("#") in own
        assert {*one["aria-labelledby"].split()} == own


# In words -----------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("own", "told"), [("", "All of it."), ("On this page.", "On this page.")])
def test_a_page_tells_the_words_of_the_library_unless_it_has_its_own(
    guide: Guide, own: str, told: str
) -> None:
    figure = bodies.figure(PictureFactory(words="All of it."), words=own)
    page = guide.article(figure)
    assert words(visit(page.url).select_one("figcaption details p")) == told


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/cms/snippets/content/picture/", "/cms/snippets/choose/content/picture/"]
)
def test_the_list_and_the_chooser_show_the_drawings(admin_client: Client, address: str) -> None:
    for _time in range(2):
        PictureFactory(svg=GRADIENT)
    response = admin_client.get(address)
    html = response.json()["html"] if "choose" in address else response.content
    drawings = BeautifulSoup(html, "html.parser").select("td .picture-thumbnail svg")
    assert len(drawings) == 2
    ids = [part["id"] for one in drawings for part in one.select("[id]")]
    assert len(ids) == len({*ids})


# A drawing as a file ------------------------------------------------------------------------------

NEW = "/cms/snippets/content/picture/add/"
UPLOADED = drawing("<metadata>mine</metadata><circle r='1' style='fill:red'/>")


def upload(client: Client, content: str | bytes, **changes: str) -> HttpResponse:
    """Send the form of a new picture with a file."""
    data = content.encode() if isinstance(content, str) else content
    files = {"svg_file": SimpleUploadedFile("drawing.svg", data)}
    fields = {"title": "A cell", "slug": "a-cell", "words": "A cell.", "svg": "", **changes}
    return client.post(NEW, {**fields, **files, "action-publish": "1"})


def test_a_drawing_is_uploaded_and_cleaned(admin_client: Client) -> None:
    assert (
        upload(admin_client, f"\ufeff<?xml version='1.0' encoding='UTF-8'?>{UPLOADED}").status_code
        == 302
    )
    picture = Picture.objects.get()
    assert picture.live
    assert 'fill="red"' in picture.svg
    assert not {"metadata", "style=", "<?xml"} & {
        *re.findall(r"metadata|style=|<.xml", picture.svg)
    }


def test_a_file_takes_the_place_of_the_text(admin_client: Client) -> None:
    upload(admin_client, DRAWING, svg=drawing("<rect/>"))
    assert "<rect" not in Picture.objects.get().svg


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xfe<\0s\0", drawing("<script>x()</script>"), "no drawing"],
)
def test_a_bad_file_is_told_and_loses_nothing(admin_client: Client, content: str | bytes) -> None:
    pasted = drawing("<rect/>")
    response = upload(admin_client, content, svg=pasted)
    assert response.status_code == 200
    assert not Picture.objects.exists()
    page = read(response)
    assert page.select(".error-message")
    assert page.select_one("[name=words]").text.strip() == "A cell."
    kept = page.select_one("[name=svg]").text.strip()
    assert kept == (content if isinstance(content, str) else pasted)


def test_the_preview_takes_the_file_too(admin_client: Client) -> None:
    file = SimpleUploadedFile("drawing.svg", DRAWING.encode())
    fields = {"title": "A cell", "slug": "a-cell", "words": "A cell.", "svg": ""}
    answer = admin_client.post(
        "/cms/snippets/content/picture/preview/", {**fields, "svg_file": file}
    )
    assert answer.json()["is_valid"]
