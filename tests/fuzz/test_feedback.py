"""Whatever is sent as an answer to "Did this help?", the portal does not break."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.factories import Guide

pytestmark = pytest.mark.django_db


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60))
@given(st.text(max_size=60) | st.from_regex(r"(page|question|word)-[0-9]+"), st.text(max_size=20))
@example("page-1", "yes")
def test_any_text_is_no_error(guide: Guide, about: str, answer: str) -> None:
    data = {
        name: value.encode("utf-8", "surrogatepass")
        for name, value in (("about", about), ("answer", answer))
    }
    assert Client().post("/feedback/", data).status_code in {200, 400, 404}
