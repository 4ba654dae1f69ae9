"""Changes to the HTML of chapters: ids, source numbers, headings and tables of a booklet."""

from __future__ import annotations

import re

from education.content.models.sources import Source

_NAMES = re.compile(r' (id|aria-labelledby|aria-describedby)="([^"]+)"')
# The sources are listed once, at the end of the booklet: links to them keep their targets.
_JUMPS = re.compile(r' href="#(?!source-)|url\(#')
# The mark of a citation: its number is in the link target, in the label and in the text.
_MARK = re.compile(
    r'((?:&#8288;)?<a class="cite"[^>]*? href="#source-)(\d+)'
    r'("[^>]*? aria-label="\D*)\d+("[^>]*>\[?)'
    r"\d+(\]?</a>)"
)
_MARKS = re.compile(f"(?:{_MARK.pattern})+")
# A table of four columns is too wide for a column of text: it becomes a list, row by row, in which
# each cell begins with the heading of its column.
# WeasyPrint 70 loses what follows a block that spans columns and does not fit on its page.
_WIDE_TABLES = re.compile(
    r'<table class="table wide">\s*<caption>(.*?)</caption>.*?<tbody>(.*?)</tbody>\s*</table>',
    re.DOTALL,
)
_ROWS = re.compile(r"<th scope=\"row\">(.*?)</th>(.*?)</tr>", re.DOTALL)
_CELLS = re.compile(r"<td data-label=\"([^\"]*)\">\s*<div>(.*?)</div>\s*</td>", re.DOTALL)
_HEADINGS = re.compile(r"(?<=<h|/h)[1-5](?=[ >])")
# Chapters repeat the headings of their parts, and two regions of a page must not share a name.
_REGIONS = re.compile(r"(<(?:section|aside|div)\b[^>]*?) aria-label(?:ledby)?=\"[^\"]*\"")


def with_prefix(html: str, prefix: str) -> str:
    """Return HTML with a prefix on each id and each reference to an id, except to sources."""

    def named(match: re.Match[str]) -> str:
        names = " ".join(prefix + name for name in match.group(2).split())
        return f' {match.group(1)}="{names}"'

    return _JUMPS.sub(lambda jump: jump.group() + prefix, _NAMES.sub(named, html))


def with_source_numbers(html: str, cited: list[Source], numbers: dict[str, int]) -> str:
    """Return the HTML of a chapter with the source numbers of the whole booklet.

    `cited` are the sources in the order of the chapter; `numbers` are the new ones by code.
    """

    def in_order(marks: re.Match[str]) -> str:
        found = []
        for mark in _MARK.finditer(marks[0]):
            number = numbers[cited[int(mark[2]) - 1].code]
            found.append((number, f"{mark[1]}{number}{mark[3]}{number}{mark[4]}{number}{mark[5]}"))
        return "".join(mark for _number, mark in sorted(found))

    return _MARKS.sub(in_order, html)


def as_chapter(html: str) -> str:
    """Return the HTML of a page as one of several chapters.

    Headings are one level lower, regions have no names, wide tables are lists.
    """
    html = _HEADINGS.sub(lambda level: str(int(level.group()) + 1), html)
    return _WIDE_TABLES.sub(_narrowed, _REGIONS.sub(r"\1", html))


def _narrowed(table: re.Match[str]) -> str:
    """Return a table of four columns as a list: the name of each row, then its cells."""
    rows = "".join(_narrowed_row(name, cells) for name, cells in _ROWS.findall(table[2]))
    return f'<div class="narrowed wide"><p class="caption">{table[1]}</p><dl>{rows}</dl></div>'


def _narrowed_row(name: str, cells: str) -> str:
    told = "".join(
        f"<dd><b>{heading}:</b> {words}</dd>" for heading, words in _CELLS.findall(cells) if words
    )
    return f"<div><dt>{name}</dt>{told}</div>"
