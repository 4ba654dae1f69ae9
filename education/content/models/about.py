"""Pages about the guide itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from education.content.models.base import ContentPage, IndexPage


class AboutIndexPage(IndexPage):
    """The first of the pages about the guide."""

    shows_care_card = False
    page_description = _("What this guide is and who it is for.")
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.AboutPage"]
    max_count_per_parent = 1
    fixed_slug = "about"
    schema_type = "AboutPage"
    standard_kind = "about"

    class Meta:
        verbose_name = _("about (landing page)")


class AboutPage(ContentPage):
    """A page about the guide, such as how it is written, privacy or accessibility."""

    shows_care_card = False
    page_description = _("A page about the guide: how it is written, privacy, accessibility.")
    parent_page_types = ["content.AboutIndexPage"]
    subpage_types: list[str] = []
    collects_feedback = True
    schema_type = "AboutPage"
    standard_kind = "about"

    class Meta:
        verbose_name = _("about page")
