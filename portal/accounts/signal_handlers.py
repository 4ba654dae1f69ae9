"""One line in the log for each sign-in: who and when, never a password, never an address."""

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
    """Somebody came in, or half of the way."""
    event = "signed in" if is_complete(request, user) else "password right"
    _note(logging.INFO, event, user.get_username(), request)


@receiver(completed)
def log_sign_in_with_mfa(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Somebody came in all the way."""
    _note(logging.INFO, "signed in", user.get_username(), request)


@receiver(user_logged_out)
def log_sign_out(request: HttpRequest, user: AbstractBaseUser | None, **kwargs: Any) -> None:
    """Somebody left."""
    if user is not None:  # The session had ended before they asked.
        _note(logging.INFO, "signed out", user.get_username(), request)


@receiver(user_login_failed)
def log_failure(request: HttpRequest, credentials: dict[str, Any], **kwargs: Any) -> None:
    """A wrong password, code or name; or one too many, while a lock lasts too."""
    locked = getattr(request, "axes_locked_out", False)  # Axes stands first, and has counted it.
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
    """A code, passkey or recovery code was right."""
    kind = str(authenticator.type)
    _note(logging.INFO, "second factor right", user.get_username(), request, kind=kind)


@receiver(authenticator_added)
def log_factor_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Somebody has one more."""
    _note_change("second factor added", request, user, authenticator)


@receiver(authenticator_removed)
def log_factor_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Somebody has one less."""
    _note_change("second factor removed", request, user, authenticator)


@receiver(authenticator_reset)
def log_recovery_codes_reset(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """The recovery codes of before are worth nothing now."""
    _note_change("second factor made anew", request, user, authenticator)


def log_factors_reset(user: User) -> None:
    """Whoever runs the server took all factors of somebody away."""
    _note(logging.WARNING, "second factor reset", user.get_username(), None)


def _note_change(event: str, request: HttpRequest, user: User, factor: Authenticator) -> None:
    _note(logging.WARNING, event, user.get_username(), request, kind=str(factor.type))


def _note(level: int, event: str, name: str, request: HttpRequest | None, **more: str) -> None:
    """Writes JSON, so that no name can begin a line of its own."""
    at = timezone.now().isoformat(timespec="seconds")
    where = client_id(request) if request else "the server itself"
    line = {"at": at, "event": event, "name": name, "client": where, **more}
    logger.log(level, json.dumps(line))
