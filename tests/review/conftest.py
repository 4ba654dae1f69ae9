from __future__ import annotations

from typing import Any

import pytest

from tests.factories import Guide
from tests.review.people import AUTHOR, REVIEWER, person, sound


@pytest.fixture
def author(roles: None) -> Any:
    return person(AUTHOR, first_name="Bea", last_name="Author")


@pytest.fixture
def reviewer(roles: None) -> Any:
    return person(REVIEWER, first_name="Ada", last_name="Nurse")


@pytest.fixture(params=["page", "question", "word"])
def text(request: pytest.FixtureRequest, guide: Guide, roles: None) -> Any:
    """A text that can be signed off: a page, a question, a word."""
    return sound(request.param, guide)
