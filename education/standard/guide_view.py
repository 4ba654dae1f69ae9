"""The content standard as a page of the editors' side."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from education.standard.guide import CARE, ROWS, VOICE


def show_guide(request: HttpRequest) -> TemplateResponse:
    """All rows with examples, the wording that needs care, and the voice."""
    context = {"page_title": _("Content standard"), "rows": ROWS, "care": CARE, "voice": VOICE}
    context["header_title"], context["header_icon"] = context["page_title"], "glasses"
    return TemplateResponse(request, "standard/guide.html", context)
