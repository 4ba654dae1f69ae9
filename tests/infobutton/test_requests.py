"""Test requests that record systems really send, against the shipped guide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.infobutton.reading import PAGE, SERVICE, ask, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_guide")]

REQUESTS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "requests.yaml").read_text()
)["requests"]
WORDS = "Not yet reviewed by a clinician. "


def _answer(request: dict[str, Any]) -> Any:
    return ask(request["query"].strip(), PAGE if request.get("at") == "page" else SERVICE)


@pytest.mark.parametrize(
    "request_", [one for one in REQUESTS if "status" not in one], ids=lambda one: one["client"]
)
def test_a_record_system_gets_the_texts_for_its_request(request_: dict[str, Any]) -> None:
    found = read(_answer(request_))
    assert found.kind == request_.get("type", "atom")
    assert found.language == request_.get("language", "en")
    assert len(found.links) <= 3
    if "first" in request_:
        assert {*found.paths[:1]} & {*request_["first"]}, found.paths
    else:
        assert found.paths == request_["entries"]


@pytest.mark.parametrize(
    "request_", [one for one in REQUESTS if "status" in one], ids=lambda one: one["client"]
)
def test_a_request_that_cannot_be_answered_gets_a_sentence(request_: dict[str, Any]) -> None:
    answer = _answer(request_)
    assert answer.status_code == request_["status"]
    assert answer["X-Robots-Tag"] == "noindex"
    expected = {400: "mainSearchCriteria.v.c", 415: "knowledgeResponseType"}[answer.status_code]
    assert expected in answer.content.decode()
