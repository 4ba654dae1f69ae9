"""Register MFA with the account page of the admin, and protect the accounts of superusers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from portal.accounts.models import User
from portal.accounts.views import may_make_link


@hooks.register("register_account_menu_item")
def second_factor(request: HttpRequest) -> dict[str, str]:
    """Add a link to the user's second factors to the account page."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("Your app, passkeys and recovery codes for signing in."),
    }


@hooks.register("after_create_user")
def offer_password_link(request: HttpRequest, user: User) -> HttpResponse | None:
    """Redirect to the screen of the link by which a new user sets a password."""
    if not may_make_link(request.user, user):
        return None
    return redirect("wagtailusers_users:password_link", user.pk)


@hooks.register("register_user_listing_buttons")
def add_password_link(user: User, request_user: Any) -> Iterator[Button]:
    """Add a button that makes such a link to the list of users."""
    if may_make_link(request_user, user):
        address = reverse("wagtailusers_users:password_link", args=[user.pk])
        yield Button(_("Password link"), address, icon_name="key", priority=25)


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def protect_superuser(request: HttpRequest, user: User) -> None:
    """Raise PermissionDenied when somebody else than a superuser opens a superuser's account."""
    _protect(request, [user])


@hooks.register("before_bulk_action")
def protect_superusers(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> None:
    """Raise PermissionDenied when somebody else than a superuser chose a superuser's account."""
    _protect(request, [one for one in objects if isinstance(one, User)])


def _protect(request: HttpRequest, people: Iterable[User]) -> None:
    if not request.user.is_superuser and any(one.is_superuser for one in people):
        raise PermissionDenied
