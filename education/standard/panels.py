"""What the content standard says about a text, as the panel beside its editor shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from education.standard.adapters import judge
from education.standard.results import Finding
from education.standard.rules.reading import HIGHEST_GRADE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Figure:
    """One reading grade: as it counts, and as the text stands."""

    label: StrOrPromise
    counted: float
    raw: float

    @property
    def is_reached(self) -> bool:
        """Whether it is as low as it must be."""
        return self.counted <= HIGHEST_GRADE


@dataclass(frozen=True)
class StandardReport:
    """The findings that stop a sign-off, those that do not, and the reading grades."""

    stops: list[Finding]
    looks: list[Finding]
    figures: list[Figure]
    goal: float = HIGHEST_GRADE

    @classmethod
    def of(cls, text: Any) -> StandardReport:
        """Where a page, question or word stands. Two queries."""
        found, grades = judge(text)
        figures = [
            Figure(_("Summary"), grades.summary, grades.summary_raw),
            Figure(_("Body"), grades.body, grades.body_raw),
        ]
        return cls(
            stops=[one for one in found if one.level == "G"],
            looks=[one for one in found if one.level == "W"],
            figures=[one for one in figures if one.raw],
        )

    @property
    def summary(self) -> str:
        """How many things there are to do, in one line."""
        looks = ngettext(
            "%(number)s thing is worth another look.",
            "%(number)s things are worth another look.",
            len(self.looks),
        ) % {"number": len(self.looks)}
        if not self.stops:
            return " ".join([_("Nothing stops a sign-off."), *([looks] if self.looks else [])])
        stops = ngettext(
            "%(number)s thing stops a sign-off.",
            "%(number)s things stop a sign-off.",
            len(self.stops),
        ) % {"number": len(self.stops)}
        return " ".join([stops, *([looks] if self.looks else [])])


def address_for(text: Any, request: HttpRequest) -> str:
    """Where the form of this text is sent to be judged."""
    kind = [text._meta.app_label, text._meta.model_name]
    if not isinstance(text, Page):
        return reverse("standard_of_snippet", args=[*kind, *([text.pk] if text.pk else [])])
    if text.pk:
        return reverse("standard_of_page", args=[text.pk])
    match = request.resolver_match
    parent = match.kwargs["parent_page_id"] if match else None
    return reverse("standard_of_new_page", args=[*kind, parent])
