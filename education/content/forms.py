"""Refuse a form that is truncated or that somebody has tampered with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from wagtail.admin.rich_text import DraftailRichTextArea

# Errors that Wagtail's fields and blocks raise for such a form.
_TORN = (
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
    ValidationError,
)  # fmt: skip


@contextmanager
def refuse_torn_forms() -> Iterator[None]:
    """Raise BadRequest, which is answered with status 400, for what no editor of ours sends."""
    try:
        yield
    except _TORN as error:
        raise BadRequest("A field of this form is missing or malformed.") from error


class CheckedRichTextArea(DraftailRichTextArea):
    """The editor of rich text, which refuses what it would not send itself."""

    def value_from_datadict(self, *args: Any, **kwargs: Any) -> Any:
        """Return the HTML of the field. Raise BadRequest if the field is malformed."""
        with refuse_torn_forms():
            return super().value_from_datadict(*args, **kwargs)
