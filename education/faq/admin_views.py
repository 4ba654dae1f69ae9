"""The admin list of questions: filters, export and order."""

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
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Locale
from wagtail.snippets.views import snippets

from education.content.snippet_lists import ListingView, TopicFilter
from education.faq.importexport.csv_files import COLUMNS as COLUMNS_OF_SHEETS
from education.faq.importexport.resource import Guide
from education.faq.importexport.views import may_import
from education.faq.models import FAQCategory, FAQItem
from education.review.tables import ReviewColumn, ReviewFilter, add_reviews
from portal.web.filters import ModelRadioFilter

_SOME_KEY = 999999  # The script replaces it with the key of the question.
COLUMNS = [
    "question",
    Column("category", label=gettext_lazy("Category"), sort_key="category__sort_order"),
    Column("place", label=gettext_lazy("Place"), accessor="sort_order"),
    ReviewColumn(),
    LiveStatusTagColumn(),
    UpdatedAtColumn(),
]


class QuestionFilterSet(WagtailFilterSet):
    """Filters of questions: category, topic, publication and state of review."""

    category = ModelRadioFilter(label=gettext_lazy("Category"), queryset=FAQCategory.objects.all())
    topics = TopicFilter()
    review = ReviewFilter()

    class Meta:
        model = FAQItem
        fields = ["category", "live"]


class QuestionListing(ListingView):
    """The list of questions by category and place; within a category, editors can sort."""

    list_export = COLUMNS_OF_SHEETS
    export_filename = "questions"

    def get_base_queryset(self) -> QuerySet[Any]:
        """Add the category of each question."""
        return super().get_base_queryset().select_related("category")

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Put the older of two questions with the same place first, as readers see them."""
        queryset = super().order_queryset(queryset)
        return queryset.order_by("sort_order", "pk") if self.show_ordering_column else queryset

    def complete(self, rows: list[Any]) -> None:
        """Add the state of review. One query."""
        add_reviews(rows)

    @cached_property
    def guide(self) -> Guide:
        """Return everything that answers refer to, fetched once for an export."""
        return Guide.of_locale(Locale.get_default().pk)

    def to_row_dict(self, item: FAQItem) -> dict[str, str]:
        """Return the newest version, even a draft, since an import compares with that one."""
        return self.guide.cells(item.get_latest_revision_as_object())

    def get_heading(self, queryset: QuerySet[Any], field: str) -> str:
        """Return the name that an import knows, which is the same in every language."""
        return field

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        """Yield the byte order mark first, by which spreadsheets recognize UTF-8."""
        yield BOM_UTF8
        yield from super().stream_csv(queryset)

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Add a button to the import, for users who may import."""
        buttons = super().header_buttons
        if may_import(self.request.user):
            url = reverse("wagtailsnippets_faq_faqitem:import")
            buttons.append(HeaderButton(_("Import"), url=url, icon_name="upload"))
        return buttons

    @cached_property
    def chosen_category(self) -> str:
        """Return the primary key of the category that the list shows whole, or an empty string.

        Its order can be changed only then.
        """
        if self.is_searching or not self.is_filtering:
            return ""
        chosen = self.filters.form.changed_data == ["category"]
        return str(self.filters.form.cleaned_data["category"].pk) if chosen else ""

    def get_valid_orderings(self) -> list[str]:
        """Allow the order by hand only within one category, since places are counted in each."""
        by_columns = [one for one in super().get_valid_orderings() if one != self.sort_order_field]
        return [*by_columns, self.sort_order_field] if self.chosen_category else by_columns

    def get_reorder_url(self) -> str | None:
        """Return the address for users with the permission that `QuestionOrder` requires."""
        if not self.user_has_permission("change"):
            return None
        return reverse(self.reorder_url_name, args=[_SOME_KEY])

    @cached_property
    def reorder_button(self) -> None:
        """Return None, since each category has a button of its own."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add a button to the order of each category."""
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
    """A view that moves a question to another place in its category."""

    permission_required = "change"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Move the question, and number the category again, so that no two share a place."""
        with transaction.atomic():
            moved = get_object_or_404(FAQItem, pk=kwargs["pk"])
            FAQItem.objects.move(moved, request.GET.get("position", ""))
        return JsonResponse({"success": True})
