"""Page type of the home page."""

from __future__ import annotations

from typing import Any

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
    def first_door(self) -> Any:
        """Return the page that the first link into the guide leads to, or None."""
        blocks = self.body.blocks_by_name("doors")
        pages = (door["page"] for block in blocks for door in block.value["doors"])
        return next((page for page in pages if page), None)
