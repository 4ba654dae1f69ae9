"""What django-allauth asks us: how secrets are kept, and what may be removed."""

from __future__ import annotations

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from portal.accounts.mfa.session import MAIN
from portal.accounts.models import User

_SALT = "portal.accounts.mfa"


class Adapter(DefaultMFAAdapter):
    """Our answers."""

    def encrypt(self, text: str) -> str:
        """What the database and its backups hold is of no use without the secret key."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Where a second factor is required, the last one stays."""
        return not settings.SECOND_FACTOR_REQUIRED or _has_another(authenticator)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - as the library calls it
        """What a passkey is called whose owner gives it no name."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}

    def _get_site_name(self) -> str:
        """What a phone calls the place that a passkey opens."""
        return settings.WAGTAIL_SITE_NAME


def _has_another(factor: Authenticator) -> bool:
    others = Authenticator.objects.filter(user=factor.user, type__in=MAIN).exclude(pk=factor.pk)
    return others.exists()


def _box() -> MultiFernet:
    """The newest key writes, the older ones still read."""
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(salted_hmac(_SALT, "", key, algorithm="sha256").digest()))
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )
