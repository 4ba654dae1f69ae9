"""Readability of each published text: a row of measures for each, and a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import fmean, median, pstdev
from typing import NamedTuple

from django.apps import apps

from education.standard import readability
from education.standard.document import Checkable, Document
from education.standard.results import RuleContext
from education.standard.rules.reading import (
    LONG,
    choppy_runs,
    flow_lengths,
    flow_text,
    grades,
    sentence_lengths,
)


class Measure(NamedTuple):
    """Measures of one text. Its flow is the running text: no lists, tables, cards or questions."""

    address: str
    words: int
    grade: float  # of the whole text, glossary terms masked
    raw_grade: float
    flow_grade: float  # of the running text, terms not masked
    mean: float  # words in a sentence of the running text
    spread: float  # standard deviation of the same
    longest: int
    over_long: float  # share of sentences over twenty words
    runs: int  # of three or more short sentences

    def __str__(self) -> str:
        return (
            f"| {self.address} | {self.words} | {self.grade:.1f} | {self.raw_grade:.1f} "
            f"| {self.flow_grade:.1f} | {self.mean:.1f} ({self.spread:.1f}) | {self.longest} "
            f"| {self.over_long:.0%} | {self.runs} |"
        )


def measured() -> list[Measure]:
    """Return the measures of all published pages and answers that have a text."""
    terms = apps.get_model("glossary", "GlossaryTerm").objects.public()
    context = RuleContext(dict(terms.values_list("slug", "term")))
    drafts = ((address, text.get_standard_document()) for address, text in _texts())
    return [_measure(address, draft, context) for address, draft in drafts if draft.kind != "list"]


def table(measures: Iterable[Measure]) -> str:
    """Return the measures as a table in Markdown, with the medians in its last row."""
    rows = [*measures]
    middle = Measure("median", *(median(column) for column in list(zip(*rows, strict=True))[1:]))
    return "\n".join([_HEAD, *map(str, [*rows, middle])])


_COLUMNS = (
    "Address",
    "Words",
    "Grade, terms masked",
    "Grade, raw",
    "Grade of the running text",
    "Words a sentence (SD)",
    "Longest",
    "Over 20 words",
    "Short runs",
)
_HEAD = f"| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}"


def _texts() -> Iterator[tuple[str, Checkable]]:
    pages = apps.get_model("content", "ContentPage").objects.public().order_by("path")
    for page in pages.specific():
        yield page.get_url() or page.url_path, page
    items = apps.get_model("faq", "FAQItem").objects.public()
    for item in items.order_by("category__sort_order", "sort_order"):
        yield item.get_absolute_url(), item


def _measure(address: str, draft: Document, context: RuleContext) -> Measure:
    lengths, flow = sentence_lengths(draft), flow_lengths(draft)
    graded = grades(draft, context)
    return Measure(
        address=address,
        words=len(readability.words(draft.plain_text())),
        grade=graded.body,
        raw_grade=graded.body_raw,
        flow_grade=readability.grade(flow_text(draft)),
        mean=fmean(flow),
        spread=pstdev(flow),
        longest=max(lengths),
        over_long=sum(length > LONG for length in lengths) / len(lengths),
        runs=len(choppy_runs(draft)),
    )
