"""Answers for load balancers."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from portal.pagestore.running import trouble


def live(request: HttpRequest) -> JsonResponse:
    """The process runs. Asks nothing of anybody else."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and has every migration; 503 when not. And what the page store lacks."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "no", "database": "no answer"}, status=503)
    if missing:
        return JsonResponse({"status": "no", "migrations": len(missing)}, status=503)
    # Readers get every page all the same, so that this server stays in use.
    return JsonResponse({"status": "ok", "store": trouble() or "ok"})
