"""Command that serves the whole guide on this machine, for trials and for development."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from wagtail.models import Site

from portal.accounts.demo import ensure_demo_accounts
from portal.settings import environment
from portal.web.commands import require_connection


class Command(BaseCommand):
    """Command that migrates, seeds, creates demo accounts, prints addresses, and serves."""

    help = "Serves the guide on this machine. HOST, PORT and DATA_DIR say where."

    def add_arguments(self, parser: CommandParser) -> None:
        """Accept a server alone, for tests that edit often."""
        parser.add_argument(
            "--no-worker",
            action="store_true",
            help="Do not build static pages: each request renders its page.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare what is missing, then serve; a second start changes nothing."""
        if os.environ["DJANGO_SETTINGS_MODULE"] != "portal.settings.development":
            raise CommandError("serve is for development. docs/ says how a server runs the portal.")
        host, port = environment.text("HOST", "127.0.0.1"), environment.number("PORT", 8000)
        self._refuse_taken_port(host, port)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        require_connection()
        self._say("Bringing the database up to date …")
        call_command("migrate", verbosity=0)
        self._protect_database()
        call_command("static_pages", "claim", stdout=StringIO())  # It may be of another database.
        self._say("Bringing in the content that is not there yet (the first time takes a while) …")
        call_command("seed_content", stdout=self.stdout)
        accounts = Path(settings.DATA_DIR, "accounts.txt")
        if ensure_demo_accounts(accounts):
            call_command("confirm_signer", "reviewer", stdout=StringIO())
        self._name_site(host, port)
        self._say(
            f"\nThe guide:        http://{host}:{port}/\n"
            f"Editors sign in:  http://{host}:{port}/cms/\n"
            f"Their passwords:  {accounts}\n"
            "Stop it with Ctrl+C.\n"
        )
        os.environ["BASE_URL"] = f"http://{host}:{port}"
        if not options["no_worker"]:
            self._write_pages()
        self._serve(host, port)

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def _refuse_taken_port(self, host: str, port: int) -> None:
        try:
            with socket.create_server((host, port)):
                return
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Nothing can listen on {host}:{port} ({error}). "
                f"Choose another place: make run PORT={port + 1 if 0 < port < 65535 else 8001}"
            ) from error

    def _protect_database(self) -> None:
        """Let only the owner read an SQLite file, which holds sessions and hashes of passwords."""
        if connection.vendor == "sqlite":
            Path(connection.settings_dict["NAME"]).chmod(0o600)

    def _name_site(self, host: str, port: int) -> None:
        """Set host and port of the default site, so that links in the admin lead to this server."""
        site = Site.objects.filter(is_default_site=True, hostname__in=["localhost", host]).first()
        if site and (site.hostname, site.port) != (host, port):
            site.hostname, site.port = host, port
            with transaction.atomic():
                site.save()

    def _write_pages(self) -> None:
        """Start the worker beside the server; it ends when this process does."""
        command = [sys.executable, "manage.py", "static_pages", "run", "--beside", str(os.getpid())]
        subprocess.Popen(command, cwd=settings.BASE_DIR)  # noqa: S603 - our own command

    def _serve(self, host: str, port: int) -> None:
        """Replace this process by gunicorn, so that signals reach it."""
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--workers", "2"]
        command += ["--bind", f"{host}:{port}", "--log-level", "warning"]
        command += ["--timeout", "120"]  # seconds: a booklet of 20 pages, on a slow machine
        os.execv(sys.executable, command)  # noqa: S606 - no shell is wanted
