"""One line in the log for each sign-in: who and when, never a password, never an address."""

from __future__ import annotations

import json
import logging
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from portal.limits import client

logger = logging.getLogger("portal.sign_in")


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> None:
    """Somebody came in."""
    _note(logging.INFO, "signed in", user.get_username(), request)


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: AbstractBaseUser | None, **kwargs: Any) -> None:
    """Somebody left."""
    if user is not None:  # The session had ended before they asked.
        _note(logging.INFO, "signed out", user.get_username(), request)


@receiver(user_login_failed)
def failed(request: HttpRequest, credentials: dict[str, Any], **kwargs: Any) -> None:
    """A wrong password or a name that does not exist; or one too many, while a lock lasts too."""
    locked = getattr(request, "axes_locked_out", False)  # Axes stands first, and has counted it.
    event = "locked out" if locked else "failed"
    _note(logging.WARNING, event, credentials["username"], request)


def _note(level: int, event: str, name: str, request: HttpRequest) -> None:
    """Writes JSON, so that no name can begin a line of its own."""
    at = timezone.now().isoformat(timespec="seconds")
    line = {"at": at, "event": event, "name": name, "client": client(request)}
    logger.log(level, json.dumps(line))
