"""After all that the tests before have broken: no error, and the logs say no more than that."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.deploy.hand import Hand
from tests.deploy.stack import Stack, client, eventually

pytestmark = [pytest.mark.stack, pytest.mark.once]

# What is said while something is away or killed, each with the beginning of what it says.
EXPECTED = {
    "portal": ("The database does not answer",),
    "portal.static_pages": ("The database does not answer",),
    "django.request": ("Service Unavailable",),
    "django.security.DisallowedHost": ("A request was refused",),
    "gunicorn.error": ("Worker (pid:",),
}
KNOWN = {"at", "level", "logger", "message", "request_id", "error"}


def lines(stack: Stack) -> list[dict[str, Any]]:
    """All that apps and worker have written, each line by itself."""
    logs = [stack.folder / f"{name}.log" for name in ("app1", "app2", "pages")]
    return [json.loads(line) for log in logs for line in log.read_text().splitlines()]


def is_expected(line: dict[str, Any]) -> bool:
    return str(line["message"]).startswith(EXPECTED.get(line["logger"], ("nothing",)))


def test_everything_answers_as_before(stack: Stack, hand: Hand) -> None:
    def is_well() -> bool:
        return bool(json.loads(stack.ask("/health/ready/")[1])["status"] == "ok")

    eventually(is_well, "all is well")
    addresses = [
        *stack.addresses(),
        "/search/?q=pain",
        "/sitemap.xml",
        "/cms/login/",
        "/robots.txt",
    ]
    assert len(addresses) > 150
    for number, address in enumerate(addresses):
        assert stack.status(address, client=client(number)) == 200, address
    assert hand("wrong") == []


def test_the_logs_hold_nothing_unexpected_and_no_trace_of_readers(stack: Stack) -> None:
    written = lines(stack)
    assert written
    assert [line for line in written if not is_expected(line)] == []
    assert {name for line in written for name in line} <= KNOWN
    told = json.dumps(written)
    for secret in ("127.1.", "q=", "a+secret+worry", "evil.example", "sessionid"):
        assert secret not in told, secret
