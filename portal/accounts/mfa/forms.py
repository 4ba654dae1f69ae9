"""Take the codes of an app, recovery codes and passkeys. Each code works once."""

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

# What the library raises at what is no passkey, or has a signature that is not right.
_NO_PASSKEY = (
    AttributeError, InvalidSignature, LookupError, TypeError, UnsupportedAlgorithm, ValueError,
)  # fmt: skip


class CodeForm(AuthenticateForm):
    """Takes a code, and remembers in the database that it was used.

    django-allauth's own form remembers that in the cache, which may be one process's or away.
    """

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Finds what the code belongs to."""
        code: str = self.cleaned_data["code"]
        for factor in Authenticator.objects.filter(user=self.user).exclude(type=Kind.WEBAUTHN):
            if _fits(factor, code):
                self.authenticator = factor
                return code
        raise get_adapter().validation_error("incorrect_code")


class PasskeyForm(AuthenticateWebAuthnForm):
    """Take a passkey to sign in with."""

    def clean_credential(self) -> Authenticator:
        """Find whose it is."""
        with _wrong_rather_than_broken():
            return super().clean_credential()


class AddPasskeyForm(AddWebAuthnForm):
    """Take a new passkey."""

    name = forms.CharField(label=_("Name"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """Check what the browser made."""
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
    """Whether the app shows this code now and it is newer than the last one that was used."""
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
    """The code of the moment in which the app was added has been used for that."""
    return int(factor.created_at.timestamp()) // app_settings.TOTP_PERIOD
