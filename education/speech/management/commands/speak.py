"""Command that records the public texts as speech."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import CommandError, CommandParser
from django.utils.module_loading import import_string

from education.speech.engine import Engine
from education.speech.recorder import record
from portal.web.commands import DatabaseCommand

_MISSING = (
    "{name} is not installed, so nothing was recorded. Pages offer the voice of the reader's "
    "device. Run `make speech`; on a server see docs/operations.md."
)


class Command(DatabaseCommand):
    """Command for a scheduler, which does nothing when every text is recorded."""

    help = "Record each public English text that has no recording, and delete old recordings."

    def add_arguments(self, parser: CommandParser) -> None:
        """Accept the addresses of single texts."""
        parser.add_argument("urls", nargs="*", help="Only these texts, such as /treatments/")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was recorded. Raise CommandError if the libraries are not installed."""
        done = 0.0
        for public, recording in record(_make_engine(), options["urls"] or None):
            self.stdout.write(f"{recording.seconds:6.1f} s  {public.url}")
            done += recording.seconds
        self.stdout.write(f"{done / 60:.1f} minutes were recorded.")


def _make_engine() -> Engine:
    try:
        make: type[Engine] = import_string(settings.SPEECH_ENGINE)
    except ModuleNotFoundError as error:
        raise CommandError(_MISSING.format(name=error.name)) from error
    return make()
