"""Views of a user's own account, and of the link by which a user sets a password."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from portal.accounts.models import User


class OwnAccountView(AccountView):
    """Wagtail's account view without the avatar, as the portal accepts no pictures."""

    def get_panels(self) -> list[Any]:
        """Return the panels without that of the avatar."""
        return [one for one in super().get_panels() if not isinstance(one, AvatarSettingsPanel)]


def may_make_link(maker: Any, user: User) -> bool:
    """Return whether somebody may make a link by which a user sets a password."""
    may_change: bool = maker.has_perm("accounts.change_user")
    return may_change and user.is_active and (maker.is_superuser or not user.is_superuser)


class PasswordLinkView(WagtailAdminTemplateMixin, TemplateView):
    """Make a link by which a user sets a password, and show it once.

    The link works once, for three days. Whoever has it could sign in as that user, so Wagtail's log
    names who made it, as it does for every other change of an account.
    """

    template_name = "accounts/password_link.html"
    page_title = _("Password link")
    header_icon = "key"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied unless the user may change this account."""
        self.user = get_object_or_404(User, pk=kwargs["pk"])
        if not may_make_link(request.user, self.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Return the name of the user."""
        return self.user.get_full_name() or self.user.get_username()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Add the list of users and this screen."""
        users = {"url": reverse_lazy("wagtailusers_users:index"), "label": _("Users")}
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, users, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the user."""
        return super().get_context_data(**kwargs, person=self.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show a new link."""
        log(self.user, "wagtail.edit", user=request.user)
        until = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        link = request.build_absolute_uri(_path_for(self.user))
        return self.render_to_response(self.get_context_data(link=link, until=until))


def _path_for(user: User) -> str:
    number = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return reverse("wagtailadmin_password_reset_confirm", args=[number, token])
