"""Checks of pages, questions and terms, with glossary and sources from the database."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from wagtail.models import Locale

from education.standard import plagiarism
from education.standard.document import Checkable, Document
from education.standard.registry import check
from education.standard.results import Finding, RuleContext
from education.standard.rules.reading import Grades, grades


class StandardResult(NamedTuple):
    """Text as the standard reads it, with its findings and its reading grades."""

    draft: Document
    findings: list[Finding]
    grades: Grades


def is_judged(model: type[Any] | None) -> bool:
    """Return whether the standard applies to a model of pages or snippets."""
    return hasattr(model, "standard_kind")


def judge(text: Checkable) -> StandardResult:
    """Return what the standard says of a page, question or term. At most three queries."""
    locale = text.locale_id or Locale.get_default().pk
    words = apps.get_model("glossary", "GlossaryTerm").objects.public().filter(locale_id=locale)
    sources = apps.get_model("content", "Source").objects.public().filter(locale_id=locale)
    draft, terms = text.get_standard_document(), dict(words.values_list("slug", "term"))
    codes = {*sources.values_list("code", flat=True)}
    found = check(draft, terms=terms, sources=codes, fingerprints=_fingerprints())
    return StandardResult(draft, found, grades(draft, RuleContext(terms)))


def findings(text: Checkable) -> list[Finding]:
    """Return the findings of the standard in a page, question or term. Two queries."""
    return judge(text).findings


@cache
def _fingerprints() -> frozenset[str]:
    return plagiarism.load(settings.FIXTURES_DIR / "source-runs.txt")
