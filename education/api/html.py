"""Plain HTML of a text, as other systems can show it: no styles, scripts or forms; whole links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from django.utils.translation import gettext as _

_LEFT_OUT = {"script", "style", "form", "button", "nav"}
_UNWRAPPED = {
    "div", "section", "aside", "header", "figure", "figcaption", "picture", "span", "cite",
}  # fmt: skip
_KEPT_ANYWHERE = {"lang"}
_KEPT = {
    "a": {"href", "data-cite", "lang"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    **{f"h{level}": {"id", "lang"} for level in range(2, 7)},
}
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BLOCKS = (*_HEADINGS, "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "blockquote")
_LINES = (*_HEADINGS, "p", "li", "dt", "dd", "caption", "tr")
_CLOSED = "closed"  # begins the anchors of parts that readers choose to open
_WORD_JOINER = "\u2060"
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)  # the longest part of many a text
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Section:
    """Part of a text under one main heading; the first part may have none."""

    anchor: str
    heading: str
    nodes: tuple[PageElement, ...]

    @cached_property
    def html(self) -> str:
        """Return the HTML below the heading."""
        return "".join(str(one) for one in self.nodes).strip()

    def as_soup(self) -> BeautifulSoup:
        """Return the elements below the heading as a document of their own."""
        soup = BeautifulSoup("", "html.parser")
        soup.extend(self.nodes)
        return soup

    @property
    def lines(self) -> list[str]:
        """Return headings, paragraphs, items and rows as plain text without citation marks."""
        return [line for one in self.nodes for line in get_lines(one)]


def read_sections(html: str, url: str) -> list[Section]:
    """Return the sections of a text from its HTML for paper. Links become absolute to `url`."""
    soup = BeautifulSoup(_DRAWING.sub("", html), "html.parser")
    _simplify(soup, url)
    sections, nodes = [], list[PageElement]()
    anchor = heading = ""
    for node in [*soup.children]:
        if isinstance(node, Tag) and node.name == "h2":
            sections.append(Section(anchor, heading, tuple(nodes)))
            anchor, heading, nodes = str(node.get("id", "")), get_words(node), []
        else:
            nodes.append(node)
    sections.append(Section(anchor, heading, tuple(nodes)))
    return [one for one in sections if one.heading or one.html]


def get_lines(node: PageElement) -> Iterable[str]:
    """Yield the lines of plain text in an element, each once, a row of a table as one line."""
    if not isinstance(node, Tag):
        words = str(node).strip()
        return [words] if words else []
    found = [node] if node.name in _LINES else node.find_all(_LINES)
    lines = (get_words(one) for one in found if not _has_line_around(one, node))
    return [line for line in lines if line]


def get_words(node: Tag) -> str:
    """Return the plain text of an element without citation marks, in one line."""
    marks = {id(one) for one in node.find_all("a", attrs={"data-cite": True})}
    words = [
        str(text)
        for text in node.find_all(string=True)
        if not marks & {id(parent) for parent in text.parents}
    ]
    between = " " if node.name in ("tr", "li") else ""
    return " ".join(between.join(words).split())


def is_closed_part(node: Tag) -> bool:
    """Return whether an element only links to a part that readers choose to open."""
    link = node.find("a", href=re.compile(f"#{_CLOSED}"))
    return link is not None and link.get_text() == node.get_text().strip()


def _has_line_around(node: Tag, top: Tag) -> bool:
    """Return whether a line is part of another: a paragraph of an item, or a nested list."""
    around = node.parent
    while node is not top and around is not None:
        if around.name in ("p", "li", "dt", "dd", "tr"):
            return True
        if around is top:
            return False
        around = around.parent
    return False


def _simplify(soup: BeautifulSoup, url: str) -> None:
    closed = 0
    for node in soup.find_all(_is_left_out):
        node.extract()
    for node in soup.find_all(True):
        classes = node.get("class") or ()
        if "reveal-print" in classes:
            closed += 1
            anchor = f"#{_CLOSED}" if closed == 1 else f"#{_CLOSED}-{closed}"
            _replace_closed_part(node, urljoin(url, anchor))
        if "cite" in classes:
            node["data-cite"] = ""
        _keep_attributes(node, url)
        if node.name in _UNWRAPPED:
            node.unwrap()
    soup.smooth()
    for text in soup.find_all(string=True):
        words = _SPACES.sub(" ", text.replace(_WORD_JOINER, ""))
        if words != text:
            text.replace_with(NavigableString(words))
    _wrap_loose_words(soup)


def _is_left_out(node: Tag) -> bool:
    is_hidden = "hidden" in node.attrs or "write-line" in (node.get("class") or ())
    return is_hidden or node.name in _LEFT_OUT


def _replace_closed_part(node: Tag, url: str) -> None:
    """Leave of a part that readers choose to open a link to it."""
    link = Tag(name="a", attrs={"href": url})
    link.string = _("This part opens on the page, when a reader chooses.")
    node.clear()
    node.append(link)


def _keep_attributes(node: Tag, url: str) -> None:
    kept = _KEPT.get(node.name, _KEPT_ANYWHERE)
    node.attrs = {name: value for name, value in node.attrs.items() if name in kept}
    for name in ("href", "src"):
        if name in node.attrs:
            node[name] = urljoin(url, str(node[name]))


def _wrap_loose_words(soup: BeautifulSoup) -> None:
    """Put words and links that stand beside paragraphs into paragraphs of their own."""
    loose: list[PageElement] = []
    for node in [*soup.children, None]:
        if node is not None and not (isinstance(node, Tag) and node.name in _BLOCKS):
            loose.append(node)
            continue
        if any(isinstance(one, Tag) or str(one).strip() for one in loose):
            paragraph = soup.new_tag("p")
            loose[0].insert_before(paragraph)
            for one in loose:
                paragraph.append(one.extract())
        loose = []
