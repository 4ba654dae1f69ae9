from __future__ import annotations

import pytest
from django.test import Client

from tests.faq.people import FAQ, signed_in


@pytest.fixture
def faq_admin(roles: None) -> Client:
    """The browser of somebody who looks after the questions."""
    return signed_in(FAQ)
