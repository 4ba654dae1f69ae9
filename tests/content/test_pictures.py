from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from education.content.models.pictures import check_svg
from tests import bodies
from tests.factories import DRAWING, Guide, PictureFactory
from tests.html import visit

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
