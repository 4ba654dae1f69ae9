"""Signal handlers that log each sign-in: time and name, never a password or an address."""

from __future__ import annotations

import json
import logging
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.mfa.session import completed, is_complete
from portal.accounts.mfa.throttling import whose_code
from portal.accounts.models import User
from portal.web.ratelimit import client_id

logger = logging.getLogger("portal.sign_in")


@receiver(user_logged_in)
def log_sign_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Log a sign-in, or an accepted password if MFA is still to come."""
    event = "signed in" if is_complete(request, user) else "password right"
    _note(logging.INFO, event, user.get_username(), request)


@receiver(completed)
def log_sign_in_with_mfa(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Log a sign-in that MFA has completed."""
    _note(logging.INFO, "signed in", user.get_username(), request)


@receiver(user_logged_out)
def log_sign_out(request: HttpRequest, user: AbstractBaseUser | None, **kwargs: Any) -> None:
    """Log a sign-out, unless the session had ended before."""
    if user is not None:  # None if the session had ended before.
        _note(logging.INFO, "signed out", user.get_username(), request)


@receiver(user_login_failed)
def log_failure(request: HttpRequest, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Log a wrong password, code or name, and every attempt during a lock."""
    locked = getattr(request, "axes_locked_out", False)  # Set by axes, whose handler runs first.
    name = whose_code(credentials)
    if name is None:
        event, name = "locked out" if locked else "failed", credentials["username"]
    else:
        event = "second factor locked" if locked else "second factor wrong"
    _note(logging.WARNING, event, name, request)


@receiver(authenticator_used)
def log_mfa_success(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Log an accepted code, passkey or recovery code."""
    kind = str(authenticator.type)
    _note(logging.INFO, "second factor right", user.get_username(), request, kind=kind)


@receiver(authenticator_added)
def log_factor_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Log that a user has added a second factor."""
    _note_change("second factor added", request, user, authenticator)


@receiver(authenticator_removed)
def log_factor_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Log that a user has removed a second factor."""
    _note_change("second factor removed", request, user, authenticator)


@receiver(authenticator_reset)
def log_recovery_codes_reset(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Log new recovery codes, which make the earlier codes invalid."""
    _note_change("second factor made anew", request, user, authenticator)


def log_factors_reset(user: User) -> None:
    """Log that an operator has removed all second factors of a user."""
    _note(logging.WARNING, "second factor reset", user.get_username(), None)


def _note_change(event: str, request: HttpRequest, user: User, factor: Authenticator) -> None:
    _note(logging.WARNING, event, user.get_username(), request, kind=str(factor.type))


def _note(level: int, event: str, name: str, request: HttpRequest | None, **more: str) -> None:
    """Write JSON, so that a name cannot begin a log line of its own."""
    at = timezone.now().isoformat(timespec="seconds")
    where = client_id(request) if request else "the server itself"
    line = {"at": at, "event": event, "name": name, "client": where, **more}
    logger.log(level, json.dumps(line))
