"""Health checks for load balancers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from portal.web.decorators import read_only
from portal.web.migration_state import unapplied_migrations

Answer = str | list[str]


class _Check(NamedTuple):
    answer: Callable[[], Answer]
    unknown: str


_checks: dict[str, _Check] = {}


def add_check(fact: str, check: Callable[[], Answer], *, unknown: str = "") -> None:
    """Add a fact to the readiness check: `check` returns "ok", or what is wrong.

    `unknown` is reported while the database is not ready; without it, the fact is left out then.
    """
    _checks[fact] = _Check(check, unknown)


@read_only
def live(request: HttpRequest) -> JsonResponse:
    """Return 200 while the process runs, without a request to any other service."""
    return JsonResponse({"status": "ok"})


@read_only
def ready(request: HttpRequest) -> JsonResponse:
    """Return the state of database, migrations and added checks; 503 without the first two.

    Readers get every page without the others, so the server stays in use.
    """
    facts = _of_database()
    if facts["database"] != "ok" or facts["migrations"] != "ok":
        return JsonResponse({"status": "no", **facts}, status=503)
    status = "ok" if {str(fact) for fact in facts.values()} == {"ok"} else "degraded"
    return JsonResponse({"status": status, **facts})


def _of_database() -> dict[str, Any]:
    unknown = {fact: check.unknown for fact, check in _checks.items() if check.unknown}
    try:
        if missing := unapplied_migrations():
            return {"database": "ok", "migrations": missing, **unknown}
        answers = {fact: check.answer() for fact, check in _checks.items()}
    except DatabaseError:
        return {"database": "no answer", "migrations": "not known", **unknown}
    return {"database": "ok", "migrations": "ok", **answers}
