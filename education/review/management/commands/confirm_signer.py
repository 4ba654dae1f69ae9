"""Command that confirms a signer with the authority of the server."""

from __future__ import annotations

from typing import Any

from django.core.management import CommandError, CommandParser

from education.review.models import SignerConfirmation
from education.review.signers import get_signers, is_complete
from portal.web.commands import DatabaseCommand


class Command(DatabaseCommand):
    """Command for the first signer of a site, whom nobody else can confirm."""

    help = "Confirm that a person is who readers are told when that person signs off a text."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the name by which the person signs in."""
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        """Confirm the person. Raise CommandError if nobody of this name signs."""
        signer = get_signers().filter(username=username).first()
        if signer is None:
            raise CommandError(f"“{username}” is not among those who sign texts.")
        if not is_complete(signer):
            raise CommandError(f"“{username}” lacks a name, a professional title or credentials.")
        SignerConfirmation.create(signer, confirmed_by=None)
        self.stdout.write(f"{signer.signature} ({signer.professional_title}) can sign texts now.")
