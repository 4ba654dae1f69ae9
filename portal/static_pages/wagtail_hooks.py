"""Panel of the admin home that appears when static pages have a problem."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from portal.static_pages.worker import find_problem

_PATIENCE = timedelta(minutes=5)  # A start and a big change take a while, and mend themselves.


class ProblemPanel(Component):
    """Panel of site admins that lists pages which wait for minutes, or differed from their file."""

    name = "static_pages"
    template_name = "static_pages/problems.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the problems as texts, none as a rule."""
        return {"problems": find_problem(patience=_PATIENCE)}


@hooks.register("construct_homepage_panels")
def add_problem_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel for those who manage the site: nobody else can do anything about it."""
    if request.user.has_perm("accounts.change_user"):
        panels.append(ProblemPanel())
