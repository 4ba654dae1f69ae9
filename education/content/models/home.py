"""Page type of the home page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from education.content.models.base import ContentPage


class HomePage(ContentPage):
    """The first page: links into the guide, the steps, the treatments, common questions."""

    page_description = _("The first page of the guide. There is one.")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "content.StepIndexPage",
        "content.TreatmentIndexPage",
        "content.ArticleIndexPage",
        "faq.FAQIndexPage",
        "glossary.GlossaryIndexPage",
        "content.TopicIndexPage",
        "content.AboutIndexPage",
    ]
    max_count = 1
    standard_kind = "home"

    class Meta:
        verbose_name = _("home page")

    @property
    def is_deletable(self) -> bool:
        """Return that the home page cannot be deleted."""
        return False

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the page that the first link into the guide leads to, as `start`."""
        context = super().get_context(request, *args, **kwargs)
        blocks = self.body.blocks_by_name("link_cards")
        pages = (link["page"] for block in blocks for link in block.value["links"])
        context["start"] = next(filter(context["renderer"].is_public, pages), None)
        return context
