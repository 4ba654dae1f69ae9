"""Sign-offs as columns of the query for their texts, which saves a query."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, JSONObject

from education.review.enums import ReviewScope
from education.review.models.sign_offs import SignOff

_COLUMNS = (
    "pk", "revision_id", "withdrawal_id", "reviewer_name", "reviewer_title", "signed_on",
    "next_review_on", "scope", "_content_changed_on",
)  # fmt: skip
_DAYS = ("signed_on", "next_review_on", "_content_changed_on")


def sign_off_columns(**content_type: Any) -> list[Subquery]:
    """Return the newest sign-off of a text, and the newest of its whole text, as JSON.

    `content_type` is the filter that names the model in the record.
    """
    key = {**content_type, "object_id": Cast(OuterRef("pk"), CharField())}
    record = SignOff.record(SignOff.objects.filter(**key))
    whole = record.exclude(scope=ReviewScope.MINOR)
    return [_newest(record), _newest(whole)]


def read_sign_off_columns(*columns: Any) -> list[SignOff]:
    """Return the sign-offs in such columns, each once."""
    kept = [json.loads(one) if isinstance(one, str) else one for one in columns if one]
    return [_sign_off(values) for values in {one["pk"]: one for one in kept}.values()]


def _newest(record: QuerySet[SignOff]) -> Subquery:
    values = JSONObject(**{name: name for name in _COLUMNS})
    return Subquery(record.annotate(values=values).values("values")[:1])


def _sign_off(values: dict[str, Any]) -> SignOff:
    days = {name: dt.date.fromisoformat(values[name]) for name in _DAYS if values[name]}
    found = SignOff()
    for name, value in {**values, **days}.items():
        setattr(found, name, value)
    return found
