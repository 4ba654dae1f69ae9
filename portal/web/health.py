"""Answers for load balancers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from portal.static_pages.worker import trouble

_checks: dict[str, Callable[[], str]] = {}


def add_check(fact: str, check: Callable[[], str]) -> None:
    """Let an app add a fact to the readiness check: "ok", or what is missing."""
    _checks[fact] = check


def live(request: HttpRequest) -> JsonResponse:
    """The process runs. Asks nothing of anybody else."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """Database, migrations, cache, page store and more, each by itself; 503 without the first two.

    Without the others readers get every page all the same, so that this server stays in use.
    """
    facts = {**_of_database(), "cache": _cache()}
    if facts["database"] != "ok" or facts["migrations"] != "ok":
        return JsonResponse({"status": "no", **facts}, status=503)
    facts |= {fact: check() for fact, check in _checks.items()}
    status = "ok" if {str(fact) for fact in facts.values()} == {"ok"} else "degraded"
    return JsonResponse({"status": status, **facts})


def _of_database() -> dict[str, Any]:
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        store = "not known" if missing else trouble() or "ok"
    except DatabaseError:
        return {"database": "no answer", "migrations": "not known", "store": "not known"}
    return {"database": "ok", "migrations": len(missing) or "ok", "store": store}


def _cache() -> str:
    """Only one that is shared can be away."""
    return "no answer" if getattr(cache, "is_away", False) else "ok"
