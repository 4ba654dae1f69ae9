"""Pages, questions and words as the standard sees them, with what it must know beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from wagtail.models import Locale

from education import models
from education.content_standard import overlap
from education.content_standard.draft import Draft, Kind
from education.content_standard.findings import Finding, Known
from education.content_standard.rows.reading import Grades, grades
from education.content_standard.standard import check

_KINDS: Mapping[type, Kind] = {
    models.HomePage: "home",
    models.StageIndexPage: "index",
    models.StagePage: "stage",
    models.TreatmentIndexPage: "index",
    models.TreatmentPage: "treatment",
    models.ArticleIndexPage: "index",
    models.ArticlePage: "article",
    models.AboutIndexPage: "about",
    models.AboutPage: "about",
    models.FAQIndexPage: "list",
    models.GlossaryIndexPage: "list",
    models.TopicIndexPage: "list",
    models.FAQItem: "faq",
    models.GlossaryTerm: "term",
}


def draft_of(text: Any) -> Draft:
    """A page, question or word, saved or not, as the standard sees it."""
    if isinstance(text, models.FAQItem):
        return Draft.from_blocks(
            kind="faq",
            title=text.question,
            summary=text.short_answer,
            blocks=text.body.raw_data,
        )
    if isinstance(text, models.GlossaryTerm):
        sources = tuple(source.code for source in text.sources.all())
        return Draft("term", text.term, text.definition, sources=sources)
    is_treatment = isinstance(text, models.TreatmentPage)
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
    words = models.GlossaryTerm.objects.shown().filter(locale_id=locale)
    sources = models.Source.objects.shown().filter(locale_id=locale)
    draft, terms = draft_of(text), dict(words.values_list("slug", "term"))
    codes = {*sources.values_list("code", flat=True)}
    found = check(draft, terms=terms, sources=codes, fingerprints=_fingerprints())
    return Judgment(found, grades(draft, Known(terms)))


def findings(text: Any) -> list[Finding]:
    """All that the standard finds in a page, question or word. Two queries."""
    return judge(text).findings


def _answers(page: models.TreatmentPage) -> dict[str, Any]:
    """What only a treatment has: its opening, two lines at a glance, and six answers."""
    return {
        "opening": page.opening.raw_data,
        "glance": {"How it is given": page.how_given, "What it is for": page.what_for},
        "slots": {slot.name: slot.content.raw_data for slot in page.slots},
    }


@cache
def _fingerprints() -> frozenset[str]:
    return overlap.load(settings.FIXTURES_DIR / "source-runs.txt")
