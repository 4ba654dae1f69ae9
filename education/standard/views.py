"""Views of the content standard: the guide, and checks while a text is written.

Nothing is saved.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page

from education.standard.author_guide import CARE, ROWS, VOICE
from education.standard.forms import IncompleteFormError, instance_from_form
from education.standard.panels import StandardReport
from education.standard.text_findings import is_judged


def show_guide(request: HttpRequest) -> TemplateResponse:
    """Return the guide: all rows with examples, the wording that needs care, and style."""
    context = {"page_title": _("Content standard"), "rows": ROWS, "care": CARE, "voice": VOICE}
    context["header_title"], context["header_icon"] = context["page_title"], "glasses"
    return TemplateResponse(request, "standard/guide.html", context)


@require_POST
def check_page(request: HttpRequest, page_id: int) -> JsonResponse:
    """Return the findings in the form of a page as JSON.

    Raise PermissionDenied if the user may not edit the page, Http404 if it is not checked.
    """
    found = get_object_or_404(Page, pk=page_id)
    if not is_judged(found.specific_class):
        raise Http404
    page = found.get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return _judged(request, page)


@require_POST
def check_new_page(
    request: HttpRequest, app_label: str, model_name: str, parent_page_id: int
) -> JsonResponse:
    """Return the findings in the form of a new page as JSON.

    Raise PermissionDenied if the user may not add such a page there.
    """
    parent = get_object_or_404(Page, pk=parent_page_id).specific
    model = _model(app_label, model_name)
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    if model not in type(parent).creatable_subpage_models():
        raise PermissionDenied
    return _judged(request, model(locale=parent.locale))


@require_POST
def check_snippet(
    request: HttpRequest, app_label: str, model_name: str, pk: int | None = None
) -> JsonResponse:
    """Return the findings in the form of a question or term as JSON.

    Raise PermissionDenied if the user may not edit or add it.
    """
    model = _model(app_label, model_name)
    if issubclass(model, Page):
        raise Http404
    rights = model.snippet_viewset.permission_policy
    if not rights.user_has_permission(request.user, "add" if pk is None else "change"):
        raise PermissionDenied
    if pk is None:
        return _judged(request, model())
    return _judged(request, get_object_or_404(model, pk=pk).get_latest_revision_as_object())


def _model(app_label: str, name: str) -> Any:
    """Return a model that the standard checks. Raise Http404 if there is none of that name."""
    try:
        model = apps.get_model(app_label, name)
    except LookupError as error:
        raise Http404 from error
    if not is_judged(model):
        raise Http404
    return model


def _judged(request: HttpRequest, text: Any) -> JsonResponse:
    is_page = isinstance(text, Page)
    panels = text.get_edit_handler() if is_page else get_edit_handler(type(text))
    form = panels.get_form_class()(request.POST, instance=text, for_user=request.user)
    try:
        report = StandardReport.of(instance_from_form(form))
    except IncompleteFormError:
        summary = _(
            "Your text cannot be checked right now. Keep writing: the checks will run again."
        )
        return JsonResponse({"summary": summary}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    html = render_to_string("standard/findings.html", {"report": report})
    return JsonResponse({"summary": report.summary, "html": html})
