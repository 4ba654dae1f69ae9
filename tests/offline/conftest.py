"""A guide whose pages are stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from portal.static_pages import invalidation
from tests.factories import Guide, QuestionFactory, TermFactory
from tests.static_pages.checking import drain


@pytest.fixture
def stored_guide(guide: Guide, tmp_path: Path, settings: Any) -> Guide:
    """A guide with an article, a question and a term, of which every page is stored."""
    settings.STATIC_PAGES_ROOT = tmp_path / "store"
    guide.article(slug="here")
    guide.faq, guide.glossary  # noqa: B018 - makes them
    QuestionFactory(slug="why")
    TermFactory(slug="word")
    invalidation.lock()
    drain()
    return guide
