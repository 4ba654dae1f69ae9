"""The one domain app: what patients read."""

from __future__ import annotations

from django.apps import AppConfig


class EducationConfig(AppConfig):
    """Pages, questions, words, and what stands around them."""

    name = "education"
    verbose_name = "Patient education"

    def ready(self) -> None:
        """Connects what must follow a change: the search index, system and readiness checks."""
        from education import checks, freshness, signals  # noqa: F401, PLC0415 - models must be ready first
        from portal import health  # noqa: PLC0415

        health.add_check("settings", checks.readiness_of_settings)
