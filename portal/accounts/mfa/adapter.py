"""Adapter for django-allauth: encryption of MFA secrets, and removal of second factors."""

from __future__ import annotations

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from portal.accounts.mfa.session import may_remove_factor
from portal.accounts.models import User

_SALT = "portal.accounts.mfa"


class Adapter(DefaultMFAAdapter):
    """Adapter that encrypts MFA secrets and keeps the last required factor."""

    def encrypt(self, text: str) -> str:
        """Return a secret encrypted: without the secret key the database reveals nothing."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret decrypted, also with the older keys."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether a factor may be deleted: not the last one where MFA is required."""
        return may_remove_factor(authenticator.user)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - as the library calls it
        """Return the default name of a passkey, with a number."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return the host of the portal, and the name that a phone shows beside the passkey."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.WAGTAIL_SITE_NAME}


def _box() -> MultiFernet:
    """Return the cipher: the newest key encrypts, older keys still decrypt."""
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(salted_hmac(_SALT, "", key, algorithm="sha256").digest()))
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )
