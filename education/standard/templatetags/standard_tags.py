"""Template tag of the content standard for the admin."""

from __future__ import annotations

from typing import Any

from django import template

from education.standard.panels import StandardReport, address_for
from education.standard.text_findings import is_judged

register = template.Library()


@register.inclusion_tag("standard/standard.html", takes_context=True)
def content_standard(context: dict[str, Any]) -> dict[str, Any]:
    """Return the report of the text in this editor, or an empty dict if it is not checked."""
    text = context["object"]
    if not is_judged(type(text)):
        return {}
    return {"report": StandardReport.of(text), "address": address_for(text, context["request"])}
