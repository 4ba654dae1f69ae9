"""What the templates of the editors' side need."""

from __future__ import annotations

from typing import Any

from django import template

from education.standard.adapters import is_judged
from education.standard.panels import StandardReport, address_for

register = template.Library()


@register.inclusion_tag("standard/standard.html", takes_context=True)
def content_standard(context: dict[str, Any]) -> dict[str, Any]:
    """The findings in the text of this editor; nothing where the standard does not hold."""
    text = context["object"]
    if not is_judged(type(text)):
        return {}
    return {"standing": StandardReport.of(text), "address": address_for(text, context["request"])}
