"""Views in which clinicians sign off, send back or withdraw a text."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from education.review.forms import CommentForm, ReasonForm, SignOffForm
from education.review.models import ReviewComment
from education.review.registry import Text, clinical_text, review_url
from education.review.review_context import ReviewContext
from education.review.sign_off import SignOffError, may_withdraw, sign_off, withdraw


def may_read(text: Text, user: Any) -> bool:
    """Return whether the user may see drafts of this text."""
    if isinstance(text, Page):
        may_edit = text.permissions_for_user(user).can_edit()
    else:
        may_edit = user.has_perm(f"{text._meta.app_label}.change_{text._meta.model_name}")
    return bool(may_edit or may_withdraw(text, user))


class _TextView(WagtailAdminTemplateMixin, FormView):
    """View with a form about a text that the user may see."""

    not_done = gettext_lazy("Not saved.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.review = self.read()

    def read(self) -> ReviewContext:
        """Return the text as it is now. Raise Http404 if there is none."""
        text = clinical_text(self.kwargs["kind"], int(self.kwargs["pk"]))
        if text is None:
            raise Http404
        return ReviewContext(text, self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.is_allowed(self.review.live, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self, text: Text, user: Any) -> bool:
        """Return whether the user may use this view."""
        return may_withdraw(text, user)

    def get_page_subtitle(self) -> str:
        return str(self.review.text)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.review.edit_url, "label": str(self.review.text)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "review": self.review,
            "may_withdraw": may_withdraw(self.review.live, self.request.user),
            "comment_form": CommentForm(),
        }

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the first error as a message, too: the field is far below the top of the page."""
        wrong = next(iter(form.errors.values()))
        messages.error(self.request, f"{self.not_done} {wrong[0]}")
        return super().form_invalid(form)


class SignOffView(_TextView):
    """Review of a text: changes, findings, comments and sources, then the sign-off form."""

    page_title = gettext_lazy("Clinical review")
    header_icon = "clipboard-list"
    template_name = "review/sign_off.html"
    not_done = gettext_lazy("Not signed.")
    form_class = SignOffForm

    def is_allowed(self, text: Text, user: Any) -> bool:
        """Return whether the user may see drafts: authors may look, too."""
        return may_read(text, user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add whether a small edit may be signed off, and the id of the version."""
        kwargs = {**super().get_form_kwargs(), "can_be_minor": self.review.can_be_minor}
        kwargs["initial"] = {**kwargs["initial"], "seen": self.review.seen}
        return kwargs

    def form_valid(self, form: SignOffForm) -> HttpResponse:
        """Sign off the text, or show why that is not possible and keep the input."""
        try:
            sign_off(self.review.live, self.request.user, form.attestation)
        except SignOffError as reason:
            messages.error(self.request, str(reason))
            self.review = self.read()
            typed = self.request.POST.dict()
            form.data = {**typed, "seen": self.review.seen, "attest": ""}
            return self.render_to_response(self.get_context_data(form=form))
        self.review = self.read()
        messages.success(self.request, self._signed_message(), buttons=self._ways_on())
        return redirect(self.review.url)

    def _signed_message(self) -> str:
        if planned := self.review.planned_for:
            day = date_format(timezone.localtime(planned), "DATETIME_FORMAT")
            said = {"text": self.review.text, "day": day, "zone": get_current_timezone_name()}
            return _("Signed off: “%(text)s”. It goes live on %(day)s (%(zone)s).") % said
        return _("Signed off: “%s”.") % self.review.text

    def _ways_on(self) -> list[str]:
        """Return buttons that lead to the text as readers see it, and to the next text."""
        buttons = []
        if self.review.public_url:
            buttons.append(messages.button(self.review.public_url, _("See it as readers do")))
        if following := self.review.next_text:
            label = _("Next: “%s”") % following
            buttons.append(messages.button(review_url(following), label))
        return buttons


class CommentView(_TextView):
    """View that takes a comment on a text, or resolves one. It makes no version of the text."""

    http_method_names = ["post", "options"]
    form_class = CommentForm

    def is_allowed(self, text: Text, user: Any) -> bool:
        """Return whether the user may see drafts: authors may answer."""
        return may_read(text, user)

    def form_valid(self, form: CommentForm) -> HttpResponse:
        """Save the comment and redirect to the review."""
        user: Any = self.request.user
        ReviewComment.objects.create(
            content_object=self.review.live, user=user, text=form.cleaned_data["text"]
        )
        messages.success(self.request, _("Comment saved."))
        return redirect(self.review.url)

    def form_invalid(self, form: CommentForm) -> HttpResponse:
        """Resolve the comment that the button names; without one, say that the text is missing."""
        resolved = self.request.POST.get("resolve", "")
        if resolved.isdecimal() and len(resolved) < 10:
            rows = ReviewComment.open_of(self.review.live).filter(pk=int(resolved))
            rows.update(resolved_at=timezone.now())
            messages.success(self.request, _("Comment resolved."))
        else:
            messages.error(self.request, _("Not saved. Write a comment first."))
        return redirect(self.review.url)


class WithdrawView(_TextView):
    """View that withdraws a text from readers at once."""

    page_title = gettext_lazy("Withdraw")
    header_icon = "warning"
    template_name = "review/withdraw.html"
    form_class = ReasonForm

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        """Withdraw the text and redirect to its review."""
        try:
            withdraw(self.review.live, self.request.user, form.cleaned_data["reason"])
        except SignOffError as reason:
            messages.warning(self.request, str(reason))
        else:
            messages.success(self.request, _("Withdrawn: “%s”.") % self.review.text)
        return redirect(self.review.url)


class SendBackView(_TextView):
    """View that asks the author of a text for changes."""

    page_title = gettext_lazy("Request changes")
    header_icon = "edit"
    template_name = "review/send_back.html"
    form_class = ReasonForm

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        """Reject the task of the workflow, which tells the author."""
        state = self.review.live.current_workflow_task_state
        if state is None:
            messages.warning(self.request, _("Nobody has submitted this text for review."))
        else:
            reason = form.cleaned_data["reason"]
            state.task.specific.on_action(state, self.request.user, "reject", comment=reason)
            messages.success(self.request, _("Changes requested."))
        return redirect(self.review.url)
