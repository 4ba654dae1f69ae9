"""What Wagtail's own screens say about sign-ins."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_account_menu_item")
def second_factor(request: HttpRequest) -> dict[str, str]:
    """The way from one's account to one's second factors."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("Your app, passkeys and recovery codes for signing in."),
    }
