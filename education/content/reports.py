"""Base classes of the reports of later apps."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from education.content.dates import months_of
from portal.web.filters import RadioFilter


class MonthFilter(RadioFilter):
    """A filter for the rows of a model by the month in which they were counted."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__(
            field_name="month",
            label=_("Month"),
            choices=lambda: months_of(model),
        )


class ReportMenuItem(MenuItem):
    """A menu item of a report, for users who may see the report."""

    def __init__(self, report: type[ReportView], order: int) -> None:
        self.policy = report.permission_policy
        address = reverse(report.index_url_name)
        super().__init__(report.page_title, address, icon_name=report.header_icon, order=order)

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may view the report."""
        return self.policy.user_has_permission(request.user, "view")
