"""Many saves at once, the indexes afterwards: seeding takes half the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.core.management import call_command
from django.db import transaction
from django.db.models.signals import post_save
from modelsearch import index, signal_handlers
from wagtail.signal_handlers import disable_reference_index_auto_update

from education.search.indexing import paused, rebuild
from education.seeding.plan import Plan
from portal.static_pages.invalidation import invalidate_all, muted


@contextmanager
def indexes_afterwards(plan: Plan) -> Iterator[None]:
    """No index follows a save. All catch up at its end, if there is anything new."""
    handler = signal_handlers.post_save_signal_handler
    followed = [
        model for model in index.get_indexed_models() if post_save.disconnect(handler, model)
    ]
    try:
        with ExitStack() as quiet:
            quiet.enter_context(disable_reference_index_auto_update())
            quiet.enter_context(paused())
            quiet.enter_context(muted())
            yield
    finally:
        for model in followed:
            post_save.connect(handler, sender=model)
    if plan.new:
        call_command("update_index", verbosity=0)
        call_command("rebuild_references_index", verbosity=0)
        rebuild(anew=True)
        with transaction.atomic():
            invalidate_all()
