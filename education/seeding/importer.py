"""Import of everything that is new in the fixtures, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.db.models.signals import post_save
from modelsearch import index, signal_handlers
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from education.api.changes import record_all
from education.search.indexing import rebuild, suspend_indexing
from education.seeding.loader import load_fixtures
from education.seeding.page_importer import PageImporter
from education.seeding.plan import Plan
from education.seeding.roles import import_roles
from education.seeding.snippet_importer import import_alarms, import_snippets
from portal.static_pages.invalidation import invalidate_all, suspend_invalidation


def seed(root: Path | None = None, *, dry_run: bool = False) -> Plan:
    """Create what is new in the fixtures, and return the plan with the keys of new objects.

    A second run changes nothing, and what editors have changed or removed stays so. With `dry_run`,
    everything is created and rolled back, so the plan is exact. Raise SeedError for broken fixtures
    and for links to something that an editor has removed; then nothing is written.
    """
    root = root or Path(settings.FIXTURES_DIR)
    fixtures = load_fixtures(root)
    with transaction.atomic():
        plan = Plan.from_records()
        with indexes_afterwards(plan):
            locale = _locale()
            import_snippets(fixtures, plan, locale, root / "images")
            PageImporter(fixtures, plan, locale).run()
            import_alarms(fixtures, plan, locale)
            import_roles(root / "roles.yaml", plan)
            plan.enter()
        if dry_run:
            transaction.set_rollback(True)
    return plan


def _locale() -> Locale:
    locale, _created = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    return locale


@contextmanager
def indexes_afterwards(plan: Plan) -> Iterator[None]:
    """Suspend index updates and invalidation; at the end, rebuild if the plan has new keys."""
    handler = signal_handlers.post_save_signal_handler
    followed = [
        model for model in index.get_indexed_models() if post_save.disconnect(handler, model)
    ]
    try:
        with ExitStack() as quiet:
            quiet.enter_context(disable_reference_index_auto_update())
            quiet.enter_context(suspend_indexing())
            quiet.enter_context(suspend_invalidation())
            yield
    finally:
        for model in followed:
            post_save.connect(handler, sender=model)
    if plan.new:
        call_command("update_index", verbosity=0)
        call_command("rebuild_references_index", verbosity=0)
        rebuild()
        with transaction.atomic():
            record_all()
            invalidate_all()
