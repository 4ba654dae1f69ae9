"""Report of the content standard for the panel beside the editor of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from education.standard.results import Finding, Level
from education.standard.rules.reading import HIGHEST_GRADE
from education.standard.text_findings import judge


@dataclass(frozen=True)
class Figure:
    """Reading grade: with glossary terms masked (`counted`), and as the text is (`raw`)."""

    label: str
    counted: float
    raw: float

    @property
    def is_reached(self) -> bool:
        """Return whether the grade is at most HIGHEST_GRADE."""
        return self.counted <= HIGHEST_GRADE


@dataclass(frozen=True)
class StandardReport:
    """Findings that block a sign-off, findings that do not, and the reading grades."""

    stops: list[Finding]
    looks: list[Finding]
    figures: list[Figure]
    is_begun: bool = True
    goal: float = HIGHEST_GRADE

    @classmethod
    def of(cls, text: Any) -> StandardReport:
        """Return the report of a page, question or term. Two queries."""
        draft, found, grades = judge(text)
        if not draft.is_begun:
            return cls([], [], [], is_begun=False)
        figures = [
            Figure(draft.fields.summary.label, grades.summary, grades.summary_raw),
            Figure(draft.fields.text.label, grades.body, grades.body_raw),
        ]
        return cls(
            stops=[one for one in found if one.level is Level.BLOCKS],
            looks=[one for one in found if one.level is Level.WARNS],
            figures=[one for one in figures if one.raw],
        )

    @property
    def summary(self) -> str:
        """Return the number of findings of each level, in one line."""
        if not self.is_begun:
            return _("The checks begin with your first sentence.")
        looks = ngettext(
            "%(number)s suggestion.",
            "%(number)s suggestions.",
            len(self.looks),
        ) % {"number": len(self.looks)}
        if not self.stops:
            return " ".join([_("Nothing blocks sign-off."), *([looks] if self.looks else [])])
        stops = ngettext(
            "%(number)s issue blocks sign-off.",
            "%(number)s issues block sign-off.",
            len(self.stops),
        ) % {"number": len(self.stops)}
        return " ".join([stops, *([looks] if self.looks else [])])


def address_for(text: Any, request: HttpRequest) -> str:
    """Return the URL to which the form of this text is sent for a check."""
    kind = [text._meta.app_label, text._meta.model_name]
    if not isinstance(text, Page):
        key = [text.pk] if text.pk else []
        return reverse("content_standard:check_snippet", args=[*kind, *key])
    if text.pk:
        return reverse("content_standard:check_page", args=[text.pk])
    match = request.resolver_match
    parent = match.kwargs["parent_page_id"] if match else None
    return reverse("content_standard:check_new_page", args=[*kind, parent])
