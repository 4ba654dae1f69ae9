"""What a reader gets at every public address, a line each: `python -m tests.deploy.answers`."""

from __future__ import annotations

import hashlib
import sys

import django

django.setup()

from django.test import Client  # noqa: E402 - apps come first

from education.content.public_urls import get_public_urls  # noqa: E402

_OTHERS = ["/faq/?page=2", "/glossary/?letter=m", "/robots.txt", "/search/?q=pain", "/sitemap.xml"]


def main() -> None:
    """Asks as a visitor would."""
    client = Client(SERVER_NAME="127.0.0.1")
    for address in [*sorted(get_public_urls()), *_OTHERS]:
        response = client.get(address)
        content = hashlib.sha256(response.getvalue()).hexdigest()
        sys.stdout.write(f"{response.status_code} {content} {address}\n")


if __name__ == "__main__":
    main()
