"""Documents in, pages out: once, whole or not at all, and editors have the last word."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from education.content.markdown.errors import SeedError
from education.content.models import HomePage, Source, TreatmentPage
from education.seeding.importer import seed
from tests.guide.tables import contents
from tests.seeding.seeds import Seed

pytestmark = pytest.mark.django_db

NEW = {
    "alarm:call-now", "source:S1", "source:S2", "topic:newly-told", "category:spread",
    "category:treatment",
    "picture:journey", "synonyms:tumor", "term:tumor", "question:what", "page:/", "page:/faq/",
    "page:/understanding/", "page:/understanding/why/", "page:/treatments/",
    "page:/treatments/surgery/", "role:Authors", "role:Reviewers",
    "workflow:Clinical sign-off",
}  # fmt: skip


# All of it ----------------------------------------------------------------------------------------


def test_everything_of_the_seed_is_created(small_seed: Seed) -> None:
    plan = seed(small_seed.root)
    assert {*plan.new} == NEW
    assert str(plan).startswith("New: 1 × alarm, 2 × category, 6 × page, ")
    assert TreatmentPage.objects.get().url == "/treatments/surgery/"


def test_the_welcome_page_of_wagtail_makes_room(small_seed: Seed) -> None:
    assert Page.objects.filter(title__startswith="Welcome").exists()
    seed(small_seed.root)
    assert not Page.objects.filter(title__startswith="Welcome").exists()
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


# Not at all ---------------------------------------------------------------------------------------


def test_a_dry_run_tells_what_would_be_new_and_writes_nothing(small_seed: Seed) -> None:
    before = contents()
    plan = seed(small_seed.root, dry_run=True)
    assert {*plan.new} == NEW
    assert contents() == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("documents/understanding/why.md", "[[tumor|tumor]]", "[[humor|humor]]"),
        ("documents/understanding/why.md", "page:surgery)", "page:nowhere)"),
        ("documents/faq/what.md", "category: spread", "category: spred"),
        ("documents/home.md", "summary:", "sumary:"),
        ("glossary.yaml", "see_also: []", "see_also: [lesion]"),
        ("sources.yaml", "kind: guide", "knd: guide"),
        ("roles.yaml", "[add, change]}", "[add, chnge]}"),
        ("roles.yaml", "reviews:", "reveiws:"),
        ("facts.yaml", "care: plain", "mood: plain"),
    ],
)
def test_one_broken_file_is_named_with_its_line_and_nothing_is_loaded(
    small_seed: Seed, file: str, old: str, new: str
) -> None:
    small_seed.change(file, old, new)
    before = contents()
    with pytest.raises(SeedError) as raised:
        seed(small_seed.root)
    assert f"{file}:" in str(raised.value)
    assert contents() == before


def test_what_fails_at_the_very_end_leaves_nothing_behind(small_seed: Seed) -> None:
    small_seed.write("images/journey.svg", "<svg/>")
    before = contents()
    with pytest.raises((SeedError, ValidationError)):
        seed(small_seed.root)
    assert contents() == before


# The command --------------------------------------------------------------------------------------


def run(folder: Path, settings: object, *options: str) -> str:
    """Return what `manage.py seed_content` says."""
    settings.FIXTURES_DIR = folder
    out = StringIO()
    call_command("seed_content", *options, stdout=out)
    return out.getvalue()


def test_the_command_says_what_is_new(small_seed: Seed, settings: object) -> None:
    assert "6 × page" in run(small_seed.root, settings)
    assert run(small_seed.root, settings) == "Nothing new.\n"


def test_the_command_prints_the_plan(small_seed: Seed, settings: object) -> None:
    printed = run(small_seed.root, settings, "--dry-run")
    assert {f"would create {key}" for key in NEW} <= {*printed.splitlines()}
    assert not Source.objects.exists()


def test_the_command_says_what_is_wrong_and_where(small_seed: Seed, settings: object) -> None:
    small_seed.change("documents/home.md", "summary:", "sumary:")
    with pytest.raises(CommandError, match=r"documents/home\.md:"):
        run(small_seed.root, settings)
