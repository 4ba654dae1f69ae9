"""The admin screen on which a table of questions is uploaded, checked and imported."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from education.faq.importexport.csv_files import (
    COLUMNS,
    LARGEST,
    MOST_ROWS,
    PROBLEM,
    SheetError,
    decoded,
    read_sheet,
    write_sheet,
)
from education.faq.importexport.importer import PlannedRow, RowState, carry_out, plan
from education.faq.models import FAQItem

_LIST = reverse_lazy("wagtailsnippets_faq_faqitem:list")


def may_import(user: Any) -> bool:
    """Return whether a user may add questions and change them, as an import does both."""
    return user.has_perms(["faq.add_faqitem", "faq.change_faqitem"])


class SheetForm(forms.Form):
    """A form with a file to upload, or with the text of a file that was checked before."""

    file = forms.FileField(label=gettext_lazy("CSV file"), required=False)
    text = forms.CharField(
        required=False, strip=False, max_length=LARGEST, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        """Read the table into `rows`; a problem of the whole table is an error of the form."""
        given = super().clean() or {}
        try:
            if upload := given.get("file"):
                given["text"] = decoded(upload.read(LARGEST + 1))
            given["rows"] = read_sheet(given.get("text", ""))
        except SheetError as error:
            raise forms.ValidationError(str(error)) from error
        return given


class ImportView(WagtailAdminTemplateMixin, FormView):
    """A screen that shows what an import would do, imports, or returns the rows to fix."""

    form_class = SheetForm
    template_name = "faq/import.html"
    page_title = gettext_lazy("Import questions")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied if the user may not import questions."""
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Add the list of questions and this screen."""
        listed = {"url": _LIST, "label": FAQItem._meta.verbose_name_plural}
        return [*self.breadcrumbs_items, listed, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the names of the columns, the size of the largest file in MB and the most rows."""
        limits = {"largest_file": LARGEST // 1_000_000, "most_rows": MOST_ROWS}
        return super().get_context_data(**kwargs, columns=COLUMNS, **limits)

    def form_valid(self, form: SheetForm) -> HttpResponse:
        """Show the plan, import the rows, or return the bad rows as a file."""
        rows = plan(form.cleaned_data["rows"], self.request.user)
        match self.request.POST.get("do"):
            case "import":
                return self._import(rows, form)
            case "problems":
                return _download_problems(rows)
        return self._show_plan(rows, form)

    def _show_plan(self, rows: list[PlannedRow], form: SheetForm) -> HttpResponse:
        counts = Counter(row.state for row in rows)
        found = {
            "rows": sorted(rows, key=lambda row: (row.state is not RowState.BAD, row.row.line)),
            "counts": [(state.label, state.value, counts[state]) for state in RowState],
            "drafts": counts[RowState.NEW] + counts[RowState.CHANGED],
            "bad": counts[RowState.BAD],
            "kept": SheetForm(initial={"text": form.cleaned_data["text"]})["text"],
        }
        return self.render_to_response(self.get_context_data(form=SheetForm(), **found))

    def _import(self, rows: list[PlannedRow], form: SheetForm) -> HttpResponse:
        saved = carry_out(rows, self.request.user)
        text = ngettext("%(count)d draft saved.", "%(count)d drafts saved.", len(saved))
        messages.success(self.request, text % {"count": len(saved)})
        if not any(row.state is RowState.BAD for row in rows):
            return redirect(_LIST)
        messages.warning(
            self.request,
            _("The rows below were not imported. Download and fix them, then import them again."),
        )
        return self._show_plan([row for row in rows if row.problems], form)


def _download_problems(rows: list[PlannedRow]) -> HttpResponse:
    named = {name for row in rows for name in row.row.cells}
    columns = [*(name for name in COLUMNS if name in named), PROBLEM]
    sheet = write_sheet(
        columns, [row.cells_with_problems for row in rows if row.state is RowState.BAD]
    )
    headers = {"Content-Disposition": 'attachment; filename="questions-to-fix.csv"'}
    return HttpResponse(sheet, content_type="text/csv; charset=utf-8", headers=headers)
