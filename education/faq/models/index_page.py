"""The page that lists the questions, and shows each answer below its own address."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from education.content.models.snippet_index import SnippetIndexPage
from education.content.pagination import paginate
from education.content.rendering import ContentRenderer
from education.faq.models.questions import INDEX_SLUG, FAQItem

_BY_CATEGORY = ("category__sort_order", "category__name", "category_id")


class FAQIndexPage(SnippetIndexPage):
    """The list of questions by category, and the page of each answer."""

    page_description = _("The questions by category. Each answer has an address of its own.")
    fixed_slug = INDEX_SLUG
    snippet_model = FAQItem
    sitemap_section = "questions"
    schema_type = "FAQPage"

    class Meta:
        verbose_name = _("questions (landing page)")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the categories that have questions, each with its questions in order."""
        context = super().get_context(request, *args, **kwargs)
        items = FAQItem.objects.public().filter(locale_id=self.locale_id)
        items = items.select_related("category").defer("body")
        page = paginate(request, items.order_by(*_BY_CATEGORY, "sort_order", "pk"))
        context["page_obj"], context["items"] = page, [*page.object_list]
        groups = groupby(context["items"], key=attrgetter("category"))
        context["groups"] = [(category, [*questions]) for category, questions in groups]
        return context

    @path("<slug:slug>/")
    def answer(self, request: HttpRequest, slug: str) -> TemplateResponse:
        """Show a question and its answer. Raise Http404 if there is no such question."""
        items = FAQItem.objects.public().select_related("category")
        item = get_object_or_404(items, slug=slug, locale_id=self.locale_id)
        context = {"page": self, "item": item, "renderer": ContentRenderer(item, request)}
        return TemplateResponse(request, "faq/faq_item.html", context)
