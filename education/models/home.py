"""The front cover."""

from __future__ import annotations

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
