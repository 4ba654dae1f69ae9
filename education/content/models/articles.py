"""Page types of background articles."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from education.content.models.base import IndexPage, LeafPage


class ArticleIndexPage(IndexPage):
    """The list of background articles."""

    page_description = _("The landing page of the background articles.")
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.ArticlePage"]
    max_count_per_parent = 1
    fixed_slug = "understanding"

    class Meta:
        verbose_name = _("understanding (landing page)")


class ArticlePage(LeafPage):
    """A background article: one question, answered at length."""

    page_description = _("A background article: one question, answered at length.")
    parent_page_types = ["content.ArticleIndexPage"]
    subpage_types: list[str] = []
    standard_kind = "article"

    class Meta:
        verbose_name = _("article")
