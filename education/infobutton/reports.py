"""Report of all codes by which record systems get texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from education.content.codes import Code, CodeSystem, read_codes
from education.glossary.models import GlossaryTerm
from education.review.registry import edit_url, kind_of, reviewables
from portal.web.computed_listings import ComputedRowsMixin
from portal.web.filters import RadioFilter


@dataclass(frozen=True)
class CodeRow:
    """Code of a text."""

    read: Code
    text: Any

    @property
    def code(self) -> str:
        """Return the code as an editor writes it."""
        return str(self.read)

    @property
    def system(self) -> str | Promise:
        """Return the name of the code system."""
        return self.read.system.label

    @property
    def title(self) -> str:
        """Return the title of the text, in the version that readers see if there is one."""
        return str(self.text)

    @property
    def kind(self) -> str | Promise:
        """Return the label of the kind of the text."""
        return kind_of(self.text).label

    @property
    def language(self) -> str:
        """Return the name of the language of the text."""
        return str(self.text.locale)

    @property
    def is_public(self) -> str | Promise:
        """Return "Yes" or "No": whether readers see the text, and record systems get it."""
        return _("Yes") if self.text.live else _("No")

    @property
    def url(self) -> str:
        """Return the URL at which editors change the text."""
        return edit_url(self.text)


class CodeFilterSet(WagtailFilterSet):
    """Filter by code system."""

    system = RadioFilter(label=_("System"), choices=CodeSystem)

    class Meta:
        model = GlossaryTerm  # Required by the library; the rows come from the report.
        fields: list[str] = []

    def filter_queryset(self, rows: list[CodeRow]) -> list[CodeRow]:
        """Return the rows of the system that is chosen, or all."""
        wanted = self.form.cleaned_data["system"]
        return [row for row in rows if not wanted or row.read.system == wanted]


class CodeReport(ComputedRowsMixin, ReportView):
    """Report of the codes of the texts that the user may edit."""

    page_title = _("Codes of record systems")
    header_icon = "tag"
    filterset_class = CodeFilterSet
    index_url_name = "infobutton_admin:report"
    index_results_url_name = "infobutton_admin:report_results"
    is_searchable = False
    columns = [
        TitleColumn("code", label=_("Code"), get_url=lambda row: row.url, sort_key="code"),
        Column("system", label=_("System"), sort_key="system"),
        Column("title", label=_("Text"), sort_key="title"),
        Column("kind", label=_("Kind"), sort_key="kind"),
        Column("language", label=_("Language"), sort_key="language"),
        Column("is_public", label=_("Live"), sort_key="is_public"),
    ]
    list_export = ["code", "system", "title", "kind", "language", "is_public"]
    export_headings = {
        "code": _("Code"),
        "system": _("System"),
        "title": _("Text"),
        "kind": _("Kind"),
        "language": _("Language"),
        "is_public": _("Live"),
    }

    def get_base_queryset(self) -> list[CodeRow]:
        """Return the rows by system and code."""
        return sorted(self._rows(), key=lambda row: (row.read.system.label, row.code, row.title))

    def _rows(self) -> Iterator[CodeRow]:
        for one in reviewables():
            if hasattr(one.model, "codes"):
                texts = one.without_bodies(one.editable_by(self.request.user))
                for text in texts.exclude(codes="").select_related("locale"):
                    yield from (CodeRow(code, text) for code in read_codes(text.codes))
