"""Forms for signing in, for a new password, and for editing users."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from portal.accounts.models import User
from portal.web.ratelimit import is_allowed

_PROFESSION = {"professional_title", "credentials"}
_MAILS, _WINDOW = 5, 60 * 60  # Enough for a mistyped address, too few to flood a mailbox.


class SignInForm(LoginForm):
    """Login form without "remember me": a session ends when the browser closes."""

    remember = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Phones would write a capital letter, and the name would be another one.
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class PasswordResetForm(WagtailPasswordResetForm):
    """Password reset form that limits the number of e-mails per client and hour."""

    def save(self, *, request: HttpRequest, **options: Any) -> None:
        """Send the e-mail unless the limit is reached; the answer does not tell which."""
        if is_allowed("password-reset", request, _MAILS, _WINDOW):
            super().save(request=request, **options)


class PersonEditForm(UserEditForm):
    """Form for editing a user, with professional title and credentials."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | _PROFESSION


class PersonCreationForm(UserCreationForm):
    """Form for adding a user, with professional title and credentials."""

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | _PROFESSION

    def save(self, commit: bool = True) -> User:
        """Save the user without a password: a link lets them set one."""
        self.instance.set_unusable_password()
        user: User = super().save(commit)
        return user
