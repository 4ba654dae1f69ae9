"""MFA forms for app codes, recovery codes and passkeys. Each code works once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.fernet import InvalidToken
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.mfa.session import Kind

logger = logging.getLogger(__name__)

# Errors that the library raises for a malformed passkey or a wrong signature.
_NO_PASSKEY = (
    AttributeError, InvalidSignature, LookupError, TypeError, UnsupportedAlgorithm, ValueError,
)  # fmt: skip


class CodeForm(AuthenticateForm):
    """Form for a code that records the used codes in the database.

    django-allauth's own form records them in the cache, which may be local to a process or
    unavailable.
    """

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Return the code and set its factor. Raise ValidationError if it fits none."""
        code: str = self.cleaned_data["code"]
        for factor in Authenticator.objects.filter(user=self.user).exclude(type=Kind.WEBAUTHN):
            if _fits(factor, code):
                self.authenticator = factor
                return code
        raise get_adapter().validation_error("incorrect_code")


class PasskeyForm(AuthenticateWebAuthnForm):
    """Form for signing in with a passkey."""

    def clean_credential(self) -> Authenticator:
        """Return the factor of the passkey. Raise ValidationError for malformed input."""
        with _wrong_rather_than_broken():
            return super().clean_credential()


class AddPasskeyForm(AddWebAuthnForm):
    """Form for adding a passkey."""

    name = forms.CharField(label=_("Name"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """Raise ValidationError if the browser sent a malformed credential."""
        with _wrong_rather_than_broken():
            return super().clean()


@contextmanager
def _wrong_rather_than_broken() -> Iterator[None]:
    try:
        yield
    except _NO_PASSKEY as error:
        raise get_adapter().validation_error("incorrect_code") from error


def _fits(factor: Authenticator, code: str) -> bool:
    try:
        if factor.type == Kind.TOTP:
            return _fits_now(factor, code)
        return bool(factor.wrap().validate_code(code))
    except InvalidToken:
        logger.exception("A second factor was kept with another SECRET_KEY: it must be reset")
        return False


def _fits_now(factor: Authenticator, code: str) -> bool:
    """Return whether the app shows this code now and it is newer than the last used code."""
    secret = decrypt(factor.data["secret"])
    steps = yield_hotp_counters_from_time()
    step = next(
        (
            one
            for one in steps
            if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, one)))
        ),
        None,
    )
    if step is None or step <= factor.data.get("used", _step_of(factor)):
        return False
    factor.data["used"] = step
    factor.save(update_fields=["data"])
    return True


def _step_of(factor: Authenticator) -> int:
    """Return the time step in which the app was added: its code has been used for that."""
    return int(factor.created_at.timestamp()) // app_settings.TOTP_PERIOD
