"""Admin view sets of questions and their categories."""

from __future__ import annotations

from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn

from education.content.viewsets import ChooserViewSet, GuideViewSet
from education.faq import admin_views
from education.faq.forms import QuestionCreate, QuestionEdit
from education.faq.importexport.views import ImportView
from education.faq.models import FAQCategory, FAQItem
from education.faq.registry import extensions
from education.review.mixins import SignOffPermissionPolicy


class FAQItemViewSet(GuideViewSet):
    """Admin screens of questions, listed by category and place."""

    model = FAQItem
    icon = "help"
    menu_label = _("Questions")
    menu_order = 10
    permission_policy = SignOffPermissionPolicy(FAQItem)
    copy_view_enabled = False  # A copy would lose who wrote its words.
    list_display = admin_views.COLUMNS
    list_per_page = 50
    filterset_class = admin_views.QuestionFilterSet
    ordering = ["category__sort_order", "category_id", "sort_order", "pk"]
    sort_order_field = "sort_order"
    index_view_class = admin_views.QuestionListing
    reorder_view_class = admin_views.QuestionOrder
    add_view_class = QuestionCreate
    edit_view_class = QuestionEdit

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the import, and the views of other apps."""
        return [
            *super().get_urlpatterns(),
            path("import/", ImportView.as_view(), name="import"),
            *(url for one in extensions for url in one.get_urlpatterns()),
        ]


class FAQCategoryViewSet(GuideViewSet):
    """Admin screens of the categories of questions."""

    model = FAQCategory
    icon = "folder-open-inverse"
    chooser_viewset_class = ChooserViewSet
    menu_label = _("FAQ categories")
    menu_order = 20
    list_display = ["name", "sort_order", LiveStatusTagColumn(), UpdatedAtColumn()]
