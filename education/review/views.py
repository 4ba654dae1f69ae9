"""The screens on which clinicians sign a text off, send it back, or take it away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from education.review.context import ReviewContext
from education.review.forms import ReasonForm, SignOffForm
from education.review.registry import Text, clinical_text
from education.review.services import SignOffError, may_withdraw, sign_off, withdraw


def may_read(text: Text, user: Any) -> bool:
    """Whether this person may see drafts of this text."""
    if isinstance(text, Page):
        may_edit = text.permissions_for_user(user).can_edit()
    else:
        may_edit = user.has_perm(f"{text._meta.app_label}.change_{text._meta.model_name}")
    return bool(may_edit or may_withdraw(text, user))


class _TextView(WagtailAdminTemplateMixin, FormView):
    """A form beside a text that this person may see."""

    not_done = gettext_lazy("Nothing has happened yet.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Finds the text."""
        super().setup(request, *args, **kwargs)
        self.review = self.read()

    def read(self) -> ReviewContext:
        """The text as it is now."""
        text = clinical_text(self.kwargs["kind"], int(self.kwargs["pk"]))
        if text is None:
            raise Http404
        return ReviewContext(text, self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuses those who may not."""
        if not self.is_allowed(self.review.live, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self, text: Text, user: Any) -> bool:
        """Whether this person may use this screen."""
        return may_withdraw(text, user)

    def get_page_subtitle(self) -> str:
        """Which text it is about."""
        return str(self.review.text)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the text."""
        return [
            *self.breadcrumbs_items,
            {"url": self.review.edit_url, "label": str(self.review.text)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Places the text and what may be done with it."""
        return {
            **super().get_context_data(**kwargs),
            "review": self.review,
            "may_withdraw": may_withdraw(self.review.live, self.request.user),
        }

    def form_invalid(self, form: Any) -> HttpResponse:
        """Says first what is to be mended: it stands far below what is seen first."""
        wrong = next(iter(form.errors.values()))
        messages.error(self.request, f"{self.not_done} {wrong[0]}")
        return super().form_invalid(form)


class SignOffView(_TextView):
    """What changed, what the standard finds, who says what, which sources; then the signature."""

    page_title = gettext_lazy("Clinical review")
    header_icon = "clipboard-list"
    template_name = "review/sign_off.html"
    not_done = gettext_lazy("Nothing was signed.")
    form_class = SignOffForm

    def is_allowed(self, text: Text, user: Any) -> bool:
        """Authors may look, too."""
        return may_read(text, user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offers a small edit only where one can be signed."""
        kwargs = {**super().get_form_kwargs(), "can_be_minor": self.review.can_be_minor}
        kwargs["initial"] = {**kwargs["initial"], "seen": self.review.seen}
        return kwargs

    def form_valid(self, form: SignOffForm) -> HttpResponse:
        """Signs, or says why not; what was typed stays."""
        try:
            sign_off(self.review.live, self.request.user, form.attestation)
        except SignOffError as reason:
            messages.error(self.request, str(reason))
            self.review = self.read()
            typed = self.request.POST.dict()
            form.data = {**typed, "seen": self.review.seen, "attest": ""}
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(self.request, _("Signed off: “%s”.") % self.review.text)
        return redirect(self.review.url)


class WithdrawView(_TextView):
    """Takes a text away from readers at once."""

    page_title = gettext_lazy("Withdraw")
    header_icon = "warning"
    template_name = "review/withdraw.html"
    form_class = ReasonForm

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        """Withdraws, and leads to the review."""
        withdraw(self.review.live, self.request.user, form.cleaned_data["reason"])
        messages.success(self.request, _("Readers no longer see “%s”.") % self.review.text)
        return redirect(self.review.url)


class SendBackView(_TextView):
    """Asks the author for changes."""

    page_title = gettext_lazy("Ask for changes")
    header_icon = "edit"
    template_name = "review/send_back.html"
    form_class = ReasonForm

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        """Tells the author by the workflow."""
        state = self.review.live.current_workflow_task_state
        if state is None:
            messages.warning(self.request, _("Nobody has submitted this text for review."))
        else:
            reason = form.cleaned_data["reason"]
            state.task.specific.on_action(state, self.request.user, "reject", comment=reason)
            messages.success(self.request, _("The author has been asked for changes."))
        return redirect(self.review.url)
