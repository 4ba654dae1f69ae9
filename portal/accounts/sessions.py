"""Sessions that end with the browser, and some hours after the sign-in at the latest.

Django counts the age of a session from its last change, so a session in use would never end.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest

_SIGNED_IN = "signed_in_at"


class SessionStore(DatabaseSessionStore):
    """Session whose age counts from the sign-in."""

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """Return the sign-in time plus SESSION_COOKIE_AGE, however the session is used."""
        signed_in = self.get(_SIGNED_IN)
        if signed_in is None:
            return super().get_expiry_date(**kwargs)
        return datetime.fromtimestamp(signed_in, UTC) + timedelta(
            seconds=settings.SESSION_COOKIE_AGE
        )


@receiver(user_logged_in)
def record_sign_in(request: HttpRequest, **kwargs: Any) -> None:
    """Store the time of the sign-in in the session."""
    request.session[_SIGNED_IN] = time.time()


def get_sign_in_time(request: HttpRequest) -> float:
    """Return the time of the sign-in in seconds since the epoch, 0 if it is not stored."""
    return float(request.session.get(_SIGNED_IN, 0))


def end_all(user: AbstractBaseUser) -> None:
    """Delete every session of a user, in all browsers."""
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
