"""Seeds the guide: everything that is new, in one transaction, or nothing at all."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from education.seeding.alarms import lay_out_alarms
from education.seeding.library import load_library
from education.seeding.pages import Desk
from education.seeding.plan import Plan
from education.seeding.quiet import indexes_afterwards
from education.seeding.register import read_facts
from education.seeding.roles import assign_roles
from education.seeding.shelving import shelve


def seed(root: Path | None = None, *, dry_run: bool = False) -> Plan:
    """Brings in what is new from the fixtures. Raises SeedError, before any write, for broken ones.

    A second run changes nothing, and what editors have changed or removed stays so. With
    `dry_run` everything is tried out and undone, so the plan is what would really happen.
    """
    root = root or Path(settings.FIXTURES_DIR)
    library, facts = load_library(root), read_facts(root / "facts.yaml")
    with transaction.atomic():
        plan = Plan.of_ledger()
        with indexes_afterwards(plan):
            locale = _locale()
            shelve(library, plan, locale, root / "images")
            Desk(library, plan, locale, facts).lay_out()
            lay_out_alarms(library, plan, locale)
            assign_roles(root / "roles.yaml", plan)
            plan.enter()
        if dry_run:
            transaction.set_rollback(True)
    return plan


def _locale() -> Locale:
    locale, _created = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    return locale
