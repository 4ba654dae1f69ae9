"""MFA forms for app codes, recovery codes and passkeys. Each code works once."""

from __future__ import annotations

import base64
import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hmac import compare_digest
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.accounts.mfa.session import Kind

logger = logging.getLogger(__name__)

# Errors that the library raises for a malformed passkey or a wrong signature.
_NO_PASSKEY = (
    AttributeError, InvalidSignature, LookupError, TypeError, UnsupportedAlgorithm, ValueError,
)  # fmt: skip


class CodeForm(AuthenticateForm):
    """Form for a code that records the used codes in the database.

    django-allauth's own form records them in the cache, which may be local to a process.
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
            return _claim_step(factor, _step_of(factor, code))
        return bool(factor.wrap().validate_code(code))
    except InvalidToken:
        logger.exception("A second factor was kept with another SECRET_KEY: it must be reset")
        return False


def _step_of(app: Authenticator, code: str) -> int | None:
    """Return the oldest time step, of those accepted now, in which the app shows this code."""
    secret = base64.b32decode(get_adapter().decrypt(app.data["secret"]))
    shown = HOTP(secret, settings.MFA_TOTP_DIGITS, SHA1())  # noqa: S303 - what every app speaks
    typed = re.sub(r"[\s-]", "", code).encode()
    now, leeway = int(time.time()) // settings.MFA_TOTP_PERIOD, settings.MFA_TOTP_TOLERANCE
    steps = range(now - leeway, now + leeway + 1)
    return next((one for one in steps if compare_digest(shown.generate(one), typed)), None)


def _claim_step(app: Authenticator, step: int | None) -> bool:
    """Store the step of a code. Return False unless it is newer than that of the last used code."""
    added = int(app.created_at.timestamp()) // settings.MFA_TOTP_PERIOD  # Its code was used then.
    if step is None or step <= app.data.get("used", added):
        return False
    app.data["used"] = step
    app.save(update_fields=["data"])
    return True
