"""The front cover."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from education.models.base import ContentPage


class HomePage(ContentPage):
    """The first page: ways in, the journey, the treatments, what people ask."""

    page_description = _("The first page of the guide. There is one.")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "education.StageIndexPage",
        "education.TreatmentIndexPage",
        "education.ArticleIndexPage",
        "education.FAQIndexPage",
        "education.GlossaryIndexPage",
        "education.TopicIndexPage",
        "education.AboutIndexPage",
    ]
    max_count = 1

    class Meta:
        verbose_name = _("home page")

    @property
    def first_door(self) -> Any:
        """Return the page that the first way in leads to, or None without one."""
        doors = (door for block in self.body.blocks_by_name("doors") for door in block.value["doors"])
        return next((door["page"] for door in doors if door["page"]), None)
