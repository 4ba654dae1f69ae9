"""The forms in which people sign in, and those in which a site admin writes them down."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from portal.web.ratelimit import is_allowed

_PROFESSION = {"professional_title", "credentials"}
_MAILS, _WINDOW = 5, 60 * 60  # Somebody may mistype an address, and nobody's mailbox is flooded.


class SignInForm(LoginForm):
    """Signs in until the browser closes: to remember somebody for longer is not offered."""

    remember = None


class PasswordResetForm(WagtailPasswordResetForm):
    """Sends the way to a new password, so many times an hour to each who asks."""

    def save(self, *, request: HttpRequest, **options: Any) -> None:
        """Sends it, or beyond the limit does not. The answer is the same: it tells nobody."""
        if is_allowed("password-reset", request, _MAILS, _WINDOW):
            super().save(request=request, **options)


class PersonEditForm(UserEditForm):
    """Changes a person."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | _PROFESSION


class PersonCreationForm(UserCreationForm):
    """Adds a person."""

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | _PROFESSION
