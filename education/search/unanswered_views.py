"""Report of the searches that found nothing, and what an editor can do about one of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, NumberColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from education.content.reports import ReportMenuItem
from education.search.models import SearchQueryCount, SynonymGroup
from education.search.unanswered import Unanswered, unanswered
from education.search.viewsets import words_to_add
from portal.web.computed_listings import ComputedRowsMixin
from portal.web.filters import RadioFilter

_REPORT = reverse_lazy("search_admin:unanswered")
_GROUPS = "wagtailsnippets_search_synonymgroup"


def may_answer(user: Any) -> bool:
    """Return whether a user may see the counts of searches and add questions."""
    return user.has_perms(["search.view_searchquerycount", "faq.add_faqitem"])


def may_add_synonyms(user: Any) -> bool:
    """Return whether a user may also change groups of synonyms and make new ones."""
    groups = ["search.add_synonymgroup", "search.change_synonymgroup"]
    return may_answer(user) and user.has_perms(groups)


class UnansweredFilterSet(WagtailFilterSet):
    """The filter that shows the dismissed searches instead of the others."""

    show = RadioFilter(
        label=gettext_lazy("Show"),
        choices=[("dismissed", gettext_lazy("Dismissed"))],
        empty_label=gettext_lazy("Not dismissed"),
    )

    class Meta:
        model = SearchQueryCount  # Required by the library; the rows come from the report.
        fields: list[str] = []

    def filter_queryset(self, rows: list[Unanswered]) -> list[Unanswered]:
        """Return the dismissed rows if the filter asks for them."""
        return unanswered(dismissed=True) if self.form.cleaned_data["show"] else rows


class DismissColumn(BaseColumn):
    """A column with a button that dismisses a search, or brings it back."""

    cell_template_name = "search/dismiss_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add the token of the form."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(context["request"])}


class UnansweredReport(ComputedRowsMixin, ReportView):
    """The report of searches that found nothing and have no answer yet."""

    page_title = gettext_lazy("Searches with no results")
    header_icon = "help"
    filterset_class = UnansweredFilterSet
    index_url_name = "search_admin:unanswered"
    index_results_url_name = "search_admin:unanswered_results"
    no_results_message = gettext_lazy(
        "Every search so far has found something. Searches are added every few minutes."
    )
    list_export = ["words", "other_ways", "without", "when"]
    export_headings = {
        "words": gettext_lazy("Searched for"),
        "other_ways": gettext_lazy("Variants"),
        "without": gettext_lazy("Searches without results"),
        "when": gettext_lazy("When"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied for users who may not answer searches."""
        if not may_answer(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Return the columns; that of synonyms for users who may add some."""
        synonyms = [_SYNONYMS] if may_add_synonyms(self.request.user) else []
        return [*_COLUMNS, *synonyms, DismissColumn("dismiss", label="")]

    def get_base_queryset(self) -> list[Unanswered]:
        """Return a list with a row for each group of searches."""
        return unanswered()


_COLUMNS = [
    Column("words", label=gettext_lazy("Searched for"), sort_key="words"),
    Column("other_ways", label=gettext_lazy("Variants")),
    NumberColumn("without", label=gettext_lazy("Searches without results"), sort_key="without"),
    Column("when", label=gettext_lazy("When"), sort_key="latest"),
    TitleColumn("next_step", label=gettext_lazy("What to do"), get_url=lambda one: one.next_url),
]
_SYNONYMS = TitleColumn(
    "synonym",
    label=gettext_lazy("Or"),
    accessor=lambda one: _("Add as synonyms"),
    get_url=lambda one: one.synonym_url,
)


class UnansweredMenuItem(ReportMenuItem):
    """The menu item of the report of unanswered searches."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may answer searches."""
        return may_answer(request.user)


@require_POST
def dismiss(request: HttpRequest) -> HttpResponse:
    """Take a search off the list, or put it back, and redirect to the list."""
    if not may_answer(request.user):
        raise PermissionDenied
    words = [one.replace("\0", "") for one in request.POST.getlist("words")]
    dismissed = "bring_back" not in request.POST
    SearchQueryCount.dismiss(words, dismissed=dismissed)
    if dismissed:
        button = messages.button(f"{_REPORT}?show=dismissed", _("Show dismissed searches"))
        messages.success(request, _("The search was dismissed."), buttons=[button])
        return redirect(_REPORT)
    messages.success(request, _("The search is on the list again."))
    return redirect(f"{_REPORT}?show=dismissed")


class AddSynonymsForm(forms.Form):
    """A form to choose the group of synonyms that gets the words of a search."""

    group = forms.ModelChoiceField(
        SynonymGroup.objects.none(),
        label=gettext_lazy("Group of synonyms"),
        required=False,
        empty_label=gettext_lazy("A new group"),
        help_text=gettext_lazy("You see the group with the added words before anything is saved."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["group"]
        choice.queryset = SynonymGroup.objects.all()


class AddSynonymsView(WagtailAdminTemplateMixin, FormView):
    """A screen that asks which group of synonyms gets the words of a search, and opens it."""

    form_class = AddSynonymsForm
    template_name = "search/add_synonyms.html"
    page_title = gettext_lazy("Add as synonyms")
    header_icon = "search"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied for users who may not change groups of synonyms."""
        if not may_add_synonyms(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Add the report and this screen."""
        report = {"url": _REPORT, "label": UnansweredReport.page_title}
        return [*self.breadcrumbs_items, report, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words and the address of the report."""
        words = words_to_add(self.request).splitlines()
        return super().get_context_data(**kwargs, words=words, report_url=_REPORT)

    def form_valid(self, form: AddSynonymsForm) -> HttpResponse:
        """Redirect to the editor of the chosen group, or of a new one, with the words."""
        group = form.cleaned_data["group"]
        address = (
            reverse(f"{_GROUPS}:edit", args=[group.pk]) if group else reverse(f"{_GROUPS}:add")
        )
        return redirect(f"{address}?{urlencode({'words': words_to_add(self.request)})}")
