"""Pages, questions and words as the standard sees them, with what it must know beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from wagtail.models import Locale

from education.content.models import (
    AboutIndexPage,
    AboutPage,
    ArticleIndexPage,
    ArticlePage,
    HomePage,
    Source,
    StageIndexPage,
    StagePage,
    TopicIndexPage,
    TreatmentIndexPage,
    TreatmentPage,
)
from education.faq.models import FAQIndexPage, FAQItem
from education.glossary.models import GlossaryIndexPage, GlossaryTerm
from education.standard import plagiarism
from education.standard.document import Draft, Kind
from education.standard.registry import check
from education.standard.results import Finding, Known
from education.standard.rules.reading import Grades, grades

_KINDS: Mapping[type, Kind] = {
    HomePage: "home",
    StageIndexPage: "index",
    StagePage: "stage",
    TreatmentIndexPage: "index",
    TreatmentPage: "treatment",
    ArticleIndexPage: "index",
    ArticlePage: "article",
    AboutIndexPage: "about",
    AboutPage: "about",
    FAQIndexPage: "list",
    GlossaryIndexPage: "list",
    TopicIndexPage: "list",
    FAQItem: "faq",
    GlossaryTerm: "term",
}


def draft_of(text: Any) -> Draft:
    """A page, question or word, saved or not, as the standard sees it."""
    if isinstance(text, FAQItem):
        return Draft.from_blocks(
            kind="faq",
            title=text.question,
            summary=text.short_answer,
            blocks=text.body.raw_data,
        )
    if isinstance(text, GlossaryTerm):
        sources = tuple(source.code for source in text.sources.all())
        return Draft("term", text.term, text.definition, sources=sources)
    is_treatment = isinstance(text, TreatmentPage)
    return Draft.from_blocks(
        kind=_KINDS[type(text)],
        title=text.title,
        summary=text.summary,
        search_description=text.search_description,
        blocks=text.body.raw_data,
        **(_answers(text) if is_treatment else {}),
    )


class Judgment(NamedTuple):
    """What the standard says about one text."""

    findings: list[Finding]
    grades: Grades


def is_judged(model: type) -> bool:
    """Whether the standard holds for this kind of page or snippet."""
    return model in _KINDS


def judge(text: Any) -> Judgment:
    """The findings and the reading grades of a page, question or word. Two queries."""
    locale = text.locale_id or Locale.get_default().pk
    words = GlossaryTerm.objects.shown().filter(locale_id=locale)
    sources = Source.objects.shown().filter(locale_id=locale)
    draft, terms = draft_of(text), dict(words.values_list("slug", "term"))
    codes = {*sources.values_list("code", flat=True)}
    found = check(draft, terms=terms, sources=codes, fingerprints=_fingerprints())
    return Judgment(found, grades(draft, Known(terms)))


def findings(text: Any) -> list[Finding]:
    """All that the standard finds in a page, question or word. Two queries."""
    return judge(text).findings


def _answers(page: TreatmentPage) -> dict[str, Any]:
    """What only a treatment has: its opening, two lines at a glance, and six answers."""
    return {
        "opening": page.opening.raw_data,
        "glance": {"How it is given": page.how_given, "What it is for": page.what_for},
        "slots": {slot.name: slot.content.raw_data for slot in page.slots},
    }


@cache
def _fingerprints() -> frozenset[str]:
    return plagiarism.load(settings.FIXTURES_DIR / "source-runs.txt")
