"""Long lists in parts, with Django's paginator."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 200  # rows of every long list: questions, terms, pages and topics share it


def paginate(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """Return the part of a list that the parameter `page` names; else the first one."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def paginate_together(request: HttpRequest, lists: dict[str, QuerySet[Any]]) -> dict[str, Any]:
    """Return the same part of several lists by name, and that of the longest as `page_obj`.

    A list that is shorter is empty there.
    """
    paginators = {name: Paginator(rows, PAGE_SIZE) for name, rows in lists.items()}
    longest = max(paginators.values(), key=lambda one: one.num_pages)
    page = longest.get_page(request.GET.get("page"))
    parts = {
        name: one.page(page.number).object_list if page.number <= one.num_pages else []
        for name, one in paginators.items()
    }
    return {**parts, "page_obj": page}
