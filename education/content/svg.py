"""SVG drawings: cleaned of what an editor program adds, checked, shown with ids of their own."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException, EntitiesForbidden
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
# Namespaces in which Inkscape, Illustrator and their like note what only they read.
_NOTES = re.compile(
    r"\{(?!http://www\.w3\.org/(?:2000/svg|1999/x(?:link|html)|XML/1998/namespace)\})[^}]*\}"
)
_NOT_DRAWN = {"metadata", "style"}
WELCOME = frozenset(
    [
        "circle",
        "clipPath",
        "defs",
        "desc",
        "ellipse",
        "g",
        "line",
        "linearGradient",
        "marker",
        "mask",
        "path",
        "pattern",
        "polygon",
        "polyline",
        "radialGradient",
        "rect",
        "stop",
        "svg",
        "symbol",
        "text",
        "title",
        "tspan",
        "use",
    ]
)
_MOST_ELEMENTS = 10_000  # drawn, with those that <use> repeats
_LARGEST = 500_000  # letters; a drawing is part of each page that shows it
# Properties of a style that SVG also knows as attributes.
_PROPERTIES = {
    "clip-path", "clip-rule", "color", "display", "dominant-baseline", "fill", "fill-opacity",
    "fill-rule", "font-family", "font-size", "font-style", "font-weight", "letter-spacing",
    "marker-end", "marker-mid", "marker-start", "mask", "opacity", "paint-order", "stop-color",
    "stop-opacity", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor",
    "transform", "vector-effect", "visibility",
}  # fmt: skip
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Comments, CDATA and the like: a browser may end them elsewhere than an XML parser does.
_UNSEEN = re.compile(r"<[!?]")
_LOADS = re.compile(r"url\s*\((?!\s*[\"']?#)|\\", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px)?\s*")
_IDS = re.compile(
    r"""(\s(?:xml:)?id\s*=\s*["']|href\s*=\s*["']\#|url\(\s*(?:["']|&quot;|&apos;)?\#)"""
)
_LABELS = re.compile(r"""(\saria-(?:labelledby|describedby)\s*=\s*)("[^"]*"|'[^']*')""")


def read_drawing(text: str) -> str:
    """Return a drawing cleaned and checked. Raise ValidationError, with what to do about it."""
    try:
        cleaned = clean_svg(text)
        check_svg(cleaned)
    except RecursionError as error:
        raise ValidationError(_("This drawing is nested too deeply. Simplify it.")) from error
    return cleaned


def clean_svg(text: str) -> str:
    """Return a drawing without what an editor program adds: notes, styles, sizes on paper.

    A drawing that has none of it is returned unchanged. Raise ValidationError for what is not SVG.
    """
    text = text.strip()
    root = _parse(text)
    before = tostring(root)
    _move_styles(root)
    _drop_notes(root)
    _keep_shape(root)
    if tostring(root) == before and not _UNSEEN.search(text):
        return text
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
        for name in [*element.attrib]:
            plain = name.replace(_XLINK, "").replace(_XML, "xml:")
            element.attrib[plain] = element.attrib.pop(name)
    return tostring(root, encoding="unicode").replace(
        "<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1
    )


def check_svg(text: str) -> None:
    """Raise ValidationError if a drawing could run code, load a file, link elsewhere or hang.

    The message names the element or attribute.
    """
    root = _parse(text)
    if _UNSEEN.search(text):
        raise ValidationError(_("A drawing holds no comments: nothing that begins with <! or <?"))
    _check_shape(root)
    for element in root.iter():
        if element.tag.removeprefix(SVG) not in WELCOME:
            name = element.tag.rpartition("}")[2]
            raise ValidationError(
                _("A drawing cannot contain <%s>. Convert it to paths, or remove it.") % name
            )
        for attribute, value in element.attrib.items():
            _check_attribute(attribute.rpartition("}")[2], value)
    if _drawn(root) > _MOST_ELEMENTS:
        raise ValidationError(
            _("This drawing has too many parts: at most %(most)s can be shown. Simplify it.")
            % {"most": f"{_MOST_ELEMENTS:,}"}
        )


def with_own_ids(svg: str, prefix: str) -> str:
    """Return a drawing with a prefix on its ids, so that no other part of the page has them."""
    svg = _IDS.sub(rf"\g<1>{prefix}", svg)
    return _LABELS.sub(
        lambda label: label[1] + re.sub(r"([\w.:-]+)", rf"{prefix}\1", label[2]), svg
    )


def _parse(text: str) -> Element:
    if len(text) > _LARGEST:
        raise ValidationError(
            _("This drawing is too large: at most %(most)s characters. Simplify it.")
            % {"most": f"{_LARGEST:,}"}
        )
    try:
        root = fromstring(text)
    except EntitiesForbidden as error:
        raise ValidationError(
            _("This drawing defines entities. Export it as plain SVG (SVG 1.1), without them.")
        ) from error
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ValidationError(
            _(
                "This is not an SVG drawing. Open the .svg file in a text editor and paste all of "
                "its text here; it begins with <svg. Photos (JPEG, PNG) belong in Images. (%s)"
            )
            % error
        ) from error
    if root.tag != f"{SVG}svg":
        raise ValidationError(_('A drawing begins with <svg xmlns="http://www.w3.org/2000/svg">.'))
    return root


def _move_styles(root: Element) -> None:
    """Write styles as attributes, those of classes first, which a style attribute overrides."""
    of_class: dict[str, dict[str, str]] = {}
    for sheet in root.iter(f"{SVG}style"):
        for selectors, declarations in _RULE.findall(_CSS_COMMENT.sub("", sheet.text or "")):
            for selector in selectors.split(","):
                if found := _CLASS.fullmatch(selector.strip()):
                    of_class.setdefault(found[1], {}).update(_properties(declarations))
    for element in root.iter():
        for name in element.get("class", "").split():
            element.attrib.update(of_class.get(name, {}))
        element.attrib.update(_properties(element.attrib.pop("style", "")))


def _properties(declarations: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in declarations.split(";"))
    told = ((name.strip().lower(), value.strip()) for name, _colon, value in pairs)
    return {name: value for name, value in told if name in _PROPERTIES and value}


def _drop_notes(root: Element) -> None:
    for parent in [*root.iter()]:
        for child in [*parent]:
            if child.tag.removeprefix(SVG) in _NOT_DRAWN or _NOTES.match(child.tag):
                parent.remove(child)
        for name in [*parent.attrib]:
            if _NOTES.match(name) or name in {"enable-background", f"{_XML}space"}:
                del parent.attrib[name]


def _keep_shape(root: Element) -> None:
    """Give the drawing a viewBox if its size is told in pixels, and drop a size on paper."""
    sizes = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if all(sizes):
        if "viewBox" not in root.attrib:
            root.set("viewBox", " ".join(["0 0", *(size[1] for size in sizes if size)]))
        return
    for name in ("width", "height"):
        root.attrib.pop(name, None)


def _check_shape(root: Element) -> None:
    try:
        _x, _y, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    except ValueError:
        width = height = 0
    if not (0 < width < float("inf") and 0 < height < float("inf")):
        raise ValidationError(
            _('The drawing needs a viewBox with width and height, such as viewBox="0 0 600 400".')
        )


def _check_attribute(name: str, value: str) -> None:
    leads_out = name == "href" and not value.startswith("#")
    runs = name.lower().startswith("on") or name == "style"
    if runs or leads_out or _LOADS.search(value):
        raise ValidationError(
            _("A drawing cannot contain “%s”. Remove it.") % f'{name}="{value[:40]}"'
        )


def _drawn(root: Element) -> int:
    """Return how many elements are drawn, up to a little more than are allowed.

    Raise ValidationError for an element that repeats itself.
    """
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    known: dict[Element, int] = {}
    open_now: set[Element] = set()

    def count(element: Element) -> int:
        if element in open_now:
            raise ValidationError(_("In this drawing an element with <use> repeats itself."))
        if element not in known:
            open_now.add(element)
            total = 1 + sum(count(child) for child in element)
            if element.tag == f"{SVG}use":
                named = element.get("href") or element.get(f"{_XLINK}href") or "#"
                repeated = by_id.get(named[1:])
                total += count(repeated) if repeated is not None else 0
            open_now.discard(element)
            known[element] = min(total, _MOST_ELEMENTS + 1)
        return known[element]

    return count(root)
