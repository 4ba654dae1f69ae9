"""Forms of django-allauth for passkeys, which take what a stranger may send for a wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.utils.translation import gettext_lazy as _

# What the library raises at what is no passkey, or has a signature that is not right.
_NO_PASSKEY = (
    AttributeError, InvalidSignature, LookupError, TypeError, UnsupportedAlgorithm, ValueError,
)  # fmt: skip


class PasskeyForm(AuthenticateWebAuthnForm):
    """Takes a passkey to sign in with."""

    def clean_credential(self) -> Authenticator:
        """Finds whose it is."""
        with _wrong_rather_than_broken():
            return super().clean_credential()


class AddPasskeyForm(AddWebAuthnForm):
    """Takes a new passkey."""

    name = forms.CharField(label=_("Name"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """Checks what the browser made."""
        with _wrong_rather_than_broken():
            return super().clean()


@contextmanager
def _wrong_rather_than_broken() -> Iterator[None]:
    try:
        yield
    except _NO_PASSKEY as error:
        raise get_adapter().validation_error("incorrect_code") from error
