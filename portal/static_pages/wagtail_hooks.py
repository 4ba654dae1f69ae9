"""What editors see of the store: nothing, until something is wrong with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from portal.static_pages.worker import find_problem


class ProblemPanel(Component):
    """Says on the first screen that a page waits, or was not what it should be."""

    name = "page_store"
    template_name = "static_pages/trouble.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """What is wrong, in words; nothing as a rule."""
        return {"trouble": find_problem()}


@hooks.register("construct_homepage_panels")
def add_problem_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For everybody: a clinician wants to know whether readers have what was signed."""
    panels.append(ProblemPanel())
