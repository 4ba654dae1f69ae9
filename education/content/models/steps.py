"""Page types of the five steps of spread, which are not the stages of a cancer."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from education.content.enums import Step
from education.content.models.base import ContentPage, IndexPage
from education.standard.parts import Field


class StepIndexPage(IndexPage):
    """The list of the five steps of spread."""

    page_description = _("The five steps of spread, in order, with the picture of the journey.")
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.StepPage"]
    max_count_per_parent = 1
    fixed_slug = "how-cancer-spreads"

    class Meta:
        verbose_name = _("steps of spread (landing page)")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the first step as the next page, `after`."""
        context = super().get_context(request, *args, **kwargs)
        context["after"] = next(iter(context["renderer"].steps), None)
        return context


class StepPage(ContentPage):
    """A page about one of the five steps of spread."""

    page_description = _("One of the five steps of spread.")
    parent_page_types = ["content.StepIndexPage"]
    subpage_types: list[str] = []
    collects_feedback = True
    standard_kind = "step"

    step = models.PositiveSmallIntegerField(
        _("position in the journey"),
        choices=Step,
        null=True,  # A draft may lack it.
        help_text=_("Which of the five steps this page is about. Each step has one page."),
    )

    content_panels = [
        *ContentPage.opening_panels,
        FieldPanel("step"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("step of spread")

    @property
    def mark(self) -> str:
        """Return the name of the icon of this step in `static/img/icons`."""
        return f"step-{self.step}"

    def standard_fields(self) -> dict[str, Any]:
        """Add the position, which a draft may lack, or have in common with a published page."""
        step = Field.of(self, "step")
        same = StepPage.objects.live().filter(step=self.step, locale_id=self.locale_id)
        taken = same.exclude(pk=self.pk).first() if self.step else None
        return {
            **super().standard_fields(),
            "required": {step: self.step},
            "taken": {step: _("“%s” is the page of this step.") % taken.title} if taken else {},
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add all steps in order as `journey`, and the neighbors as `before` and `after`."""
        context = super().get_context(request, *args, **kwargs)
        context["journey"] = journey = context["renderer"].steps
        here = self.step or 0  # A draft may have none.
        context["before"] = next((p for p in reversed(journey) if p.step < here), None)
        context["after"] = next((p for p in journey if p.step > here), None)
        return context
