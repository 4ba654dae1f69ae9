"""Panel of the admin home that appears when static pages have a problem."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from portal.static_pages.worker import find_problem


class ProblemPanel(Component):
    """Panel that lists pages which wait too long or differed from their file."""

    name = "static_pages"
    template_name = "static_pages/problems.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the problems as texts, none as a rule."""
        return {"problems": find_problem()}


@hooks.register("construct_homepage_panels")
def add_problem_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel for every user: clinicians want to know whether readers see what was signed."""
    panels.append(ProblemPanel())
