"""Command for users who have lost their phone and recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from portal.accounts import sessions, signal_handlers
from portal.accounts.mfa import throttling
from portal.accounts.models import User
from portal.web.commands import DatabaseCommand


class Command(DatabaseCommand):
    """Command that removes every second factor of a user; the next sign-in asks for a new one."""

    help = "Removes every second factor of a person and ends their sessions."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the user name."""
        parser.add_argument("name", help="the name with which they sign in")

    @transaction.atomic
    def handle(self, *, name: str, **options: Any) -> None:
        """Remove the factors, end the sessions and lift a lock of the user."""
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Nobody signs in as “{name}”.")
        Authenticator.objects.filter(user=user).delete()
        sessions.end_all(user)
        throttling.reset_failures(user)
        transaction.on_commit(lambda: signal_handlers.log_factors_reset(user))
        self.stdout.write(
            f"{name} has no second factor now. Change the password too if somebody may know it, "
            "and let them sign in soon: whoever has the password adds the next factor."
        )
