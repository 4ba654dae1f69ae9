"""Views in which people confirm who signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from education.review.models import SignerConfirmation, get_identity
from education.review.signers import get_confirmation_blocker, get_signers, is_signer


def may_see_signers(user: Any) -> bool:
    """Return whether a user may see the list, or signs texts without a role that may."""
    return bool(user.has_perm("review.view_signerconfirmation") or is_signer(user))


@dataclass(frozen=True)
class SignerRow:
    """Signer with the confirmation that is valid now, and why the user cannot give one."""

    signer: Any
    confirmation: SignerConfirmation | None
    why_not: str

    @property
    def seen(self) -> str:
        """Return what the form sends back, so that only what was seen is confirmed."""
        return _seen(self.signer)


class SignersView(WagtailAdminTemplateMixin, TemplateView):
    """List of the people who sign, in which a second person confirms them."""

    page_title = gettext_lazy("Signers")
    header_icon = "user"
    template_name = "review/signers.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied for users who neither sign nor manage people."""
        if not may_see_signers(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a row for each signer."""
        user = self.request.user
        rows = [
            SignerRow(one, SignerConfirmation.of(one), get_confirmation_blocker(one, user))
            for one in get_signers()
        ]
        return {**super().get_context_data(**kwargs), "rows": rows}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Add the list itself."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Confirm the chosen signer, or say why that is not possible."""
        chosen = request.POST.get("signer", "")
        signer = get_object_or_404(get_signers(), pk=int(chosen) if chosen.isdecimal() else 0)
        if reason := get_confirmation_blocker(signer, request.user):
            messages.error(request, reason)
        elif request.POST.get("seen") != _seen(signer):
            messages.error(request, _("The account was changed meanwhile. Please look again."))
        else:
            SignerConfirmation.create(signer, confirmed_by=request.user)
            log(signer, "review.confirm_signer", user=request.user)
            messages.success(request, _("%s can sign texts now.") % signer.signature)
        return redirect("review:signers")


def _seen(signer: Any) -> str:
    return "\n".join(get_identity(signer).values())
