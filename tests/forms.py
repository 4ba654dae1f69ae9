"""Forms of the editors' side, filled in as a browser would send them back."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.http import HttpResponse
from django.test import Client

_CHOICES = re.compile(r'(data-block=")[^"]*')


def filled(address: str, client: Client) -> dict[str, Any]:
    """Return what the form at an address would send unchanged; its streams are empty."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    # What an editor of a stream could hold is long, and no part of what it sends.
    html = _CHOICES.sub(r"\1", response.content.decode())
    page = BeautifulSoup(html, "html.parser")
    form = page.select_one("form[data-edit-form]") or page.select_one("main form[method=POST]")
    assert form, address
    streams = [div["id"] for div in form.select("[data-block]")]
    values = dict[str, Any]()
    for field in form.select("[name]"):
        for name, value in _sent(field):
            is_box = field.get("type") == "checkbox"
            values[name] = [*values.get(name, []), value] if is_box else value
    return {
        **values,
        **{f"{name}-count": "0" for name in streams},
    }


def _sent(field: Tag) -> list[tuple[str, Any]]:
    name, kind = str(field["name"]), field.get("type", "")
    if field.name == "select":
        chosen = [option["value"] for option in field.select("option[selected]")]
        return [(name, chosen if field.has_attr("multiple") else "".join(chosen[:1]))]
    if field.name == "textarea":
        return [(name, field.get_text().removeprefix("\n"))]
    if kind in {"checkbox", "radio"}:
        return [(name, field.get("value", "on"))] if field.has_attr("checked") else []
    return [] if field.name == "button" else [(name, field.get("value", ""))]


def save(address: str, client: Client, *, publish: bool = True, **changes: Any) -> HttpResponse:
    """Changes what the form at an address says, and sends it."""
    action = {"action-publish": "action-publish"} if publish else {}
    return client.post(address, {**filled(address, client), **changes, **action})


def complaints(response: HttpResponse) -> str:
    """Return what a form that came back complains about."""
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(
        one.get_text(" ", strip=True) for one in page.select(".error-message, .messages")
    )
