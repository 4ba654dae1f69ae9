"""Register MFA with the account page of the admin, and protect the accounts of superusers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from portal.accounts.models import User


@hooks.register("register_account_menu_item")
def second_factor(request: HttpRequest) -> dict[str, str]:
    """Add a link to the user's second factors to the account page."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("Your app, passkeys and recovery codes for signing in."),
    }


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
