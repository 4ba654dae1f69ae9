"""The list of questions: what they are about, how they fare, and in which order they stand."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, NumberColumn, UpdatedAtColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Locale
from wagtail.snippets.views import snippets

from education.content.enums import AskedAbout
from education.content.listing import ListingView, TopicFilter
from education.faq.importexport.csv import COLUMNS as COLUMNS_OF_SHEETS
from education.faq.importexport.resource import Guide
from education.faq.importexport.views import may_import
from education.faq.models import FAQCategory, FAQItem
from education.faq.registry import extensions
from education.review.tables import (
    FeedbackColumn,
    ReviewColumn,
    ReviewFilter,
    add_reviews,
    with_feedback,
)

_SOME_KEY = 999999  # The script puts the question's own in its place.
COLUMNS = [
    "question",
    Column("category", label=gettext_lazy("Category"), sort_key="category__sort_order"),
    Column("place", label=gettext_lazy("Place"), accessor="sort_order"),
    ReviewColumn(),
    FeedbackColumn(),
    NumberColumn("searches", label=gettext_lazy("Its words searched")),
    LiveStatusTagColumn(),
    UpdatedAtColumn(),
]


class QuestionFilterSet(WagtailFilterSet):
    """Questions of a category, about a topic, published or not, in a state of review."""

    topics = TopicFilter()
    review = ReviewFilter()

    class Meta:
        model = FAQItem
        fields = ["category", "live"]


class QuestionListing(ListingView):
    """Questions, by category and place; those of one category can be put in order."""

    guarded = {"feedback": "feedback.view_feedback", "searches": "search.view_searchtally"}
    list_export = COLUMNS_OF_SHEETS
    export_filename = "questions"

    def get_base_queryset(self) -> QuerySet[Any]:
        """Questions with their category and what readers answered."""
        questions = super().get_base_queryset().select_related("category")
        return with_feedback(questions, AskedAbout.QUESTION)

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Where two questions have one number, the older one stands first, as for readers."""
        queryset = super().order_queryset(queryset)
        return queryset.order_by("sort_order", "pk") if self.show_ordering_column else queryset

    def complete(self, rows: list[Any]) -> None:
        """Review and searches. Two queries."""
        add_reviews(rows)
        for extension in extensions:
            extension.complete_rows(rows, {column.name for column in self.columns})

    @cached_property
    def guide(self) -> Guide:
        """What answers refer to, asked once for an export."""
        return Guide.of_locale(Locale.get_default().pk)

    def to_row_dict(self, item: FAQItem) -> dict[str, str]:
        """The newest version, be it a draft: what an import compares with."""
        return self.guide.cells(item.get_latest_revision_as_object())

    def get_heading(self, queryset: QuerySet[Any], field: str) -> str:
        """The names that an import knows, in every language."""
        return field

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        """With the mark by which spreadsheets know UTF-8."""
        yield BOM_UTF8
        yield from super().stream_csv(queryset)

    @cached_property
    def header_buttons(self) -> list[Button]:
        """The way to an import, too."""
        buttons = super().header_buttons
        if may_import(self.request.user):
            url = reverse("wagtailsnippets_faq_faqitem:import")
            buttons.append(HeaderButton(_("Import"), url=url, icon_name="upload"))
        return buttons

    @cached_property
    def chosen_category(self) -> str:
        """The category that is shown, and shown whole: only then can its order be changed."""
        if self.is_searching or not self.is_filtering:
            return ""
        chosen = self.filters.form.changed_data == ["category"]
        return str(self.filters.form.cleaned_data["category"].pk) if chosen else ""

    def get_valid_orderings(self) -> list[str]:
        """By hand only within one category: a place counts the questions of one."""
        by_columns = [one for one in super().get_valid_orderings() if one != self.sort_order_field]
        return [*by_columns, self.sort_order_field] if self.chosen_category else by_columns

    def get_reorder_url(self) -> str | None:
        """Who may change questions may order them; nobody publishes any."""
        if not self.user_has_permission("change"):
            return None
        return reverse(self.reorder_url_name, args=[_SOME_KEY])

    @cached_property
    def reorder_button(self) -> None:
        """None for all questions at once: each category has its own."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """The way to the order of each category."""
        buttons = super().header_more_buttons
        if not self.get_reorder_url():
            return buttons
        return [*buttons, *(self._order_button(one) for one in FAQCategory.objects.all())]

    def _order_button(self, category: FAQCategory) -> Button:
        query = urlencode({"category": category.pk, "ordering": self.sort_order_field})
        return Button(
            _("Order: %(category)s") % {"category": category},
            url=f"{self.index_url}?{query}",
            icon_name="order",
            priority=200 + category.sort_order,
        )


class QuestionOrder(snippets.ReorderView):
    """Moves a question to another place of its category."""

    permission_required = "change"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Counts the places anew, so that no two questions share one."""
        with transaction.atomic():
            moved = get_object_or_404(FAQItem, pk=kwargs["pk"])
            FAQItem.objects.move(moved, request.GET.get("position", ""))
        return JsonResponse({"success": True})
