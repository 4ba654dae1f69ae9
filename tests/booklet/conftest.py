from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from education.content.models import ArticlePage, SiteSettings
from tests import bodies
from tests.factories import Guide, SourceFactory, TermFactory

SAYS = bodies.steps("“My name is …”", "“What should I do now?”")


@pytest.fixture
def source(db: None) -> Any:
    return SourceFactory(code="N1")


@pytest.fixture
def help_page(guide: Guide, source: Any) -> ArticlePage:
    """A page about when to call, named in the settings."""
    TermFactory(slug="sepsis", term="Sepsis")
    breath = bodies.section(
        "I am short of breath",
        bodies.level(
            "now",
            "Call {{ emergency_number }} now for",
            "((breath)) <b>Breathing:</b> sudden trouble breathing [N1]",
            "a sign without a picture",
            on_sheet=True,
        ),
        bodies.level("soon", "Call your care team now", "((fever)) 100.4 °F [N1]", on_sheet=True),
        bodies.level("soon", "Call your care team now", "((back)) on the page alone"),
    )
    wait = bodies.section(
        "What can wait?",
        bodies.subsection(
            "At the visit",
            bodies.level("later", "Keep it", "((tired)) feeling [[sepsis|tired]]", on_sheet=True),
        ),
        SAYS,
    )
    page = guide.article(
        slug="when-to-call",
        title="When to call",
        body=[breath, wait],
        last_published_at=dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC),
    )
    SiteSettings.objects.create(site=guide.site, help_page=page)
    return page


def change(**fields: Any) -> None:
    """Change the settings of the site."""
    settings = SiteSettings.objects.get()
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()


def help_line(**fields: str) -> tuple[str, dict[str, str]]:
    """A help line as a stream field takes it."""
    empty = dict.fromkeys(("name", "number", "hours", "language", "for_whom", "url"), "")
    return ("line", {**empty, **fields})
