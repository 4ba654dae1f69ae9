"""Admin view set of the glossary."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from education.content.viewsets import GuideViewSet
from education.glossary import admin_views
from education.glossary.models import GlossaryTerm
from education.review.mixins import SignOffPermissionPolicy


class GlossaryTermViewSet(GuideViewSet):
    """Admin screens of the terms of the glossary."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Terms")
    menu_order = 30
    permission_policy = SignOffPermissionPolicy(GlossaryTerm)
    copy_view_enabled = False  # A copy would lose who wrote its words.
    list_display = admin_views.COLUMNS
    list_per_page = 50
    filterset_class = admin_views.TermFilterSet
    index_view_class = admin_views.TermListing
