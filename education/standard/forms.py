"""Read a text from the form of its editor, whether or not it could be saved."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.db.models import CharField, ForeignKey, IntegerField, TextField
from django.forms import ModelForm
from wagtail.fields import StreamField

# Errors that fields and blocks raise for a truncated or manipulated form.
_TORN = (
    AttributeError, BadRequest, LookupError, OverflowError, TypeError, ValueError, ValidationError,
)  # fmt: skip


class IncompleteFormError(Exception):
    """Error raised when a form is truncated or malformed."""


def instance_from_form(form: ModelForm) -> Any:
    """Return the text of a form with what is typed in it, without validation.

    Validation would reset a text that cannot be saved yet. Raise IncompleteFormError if the form is
    truncated or malformed.
    """
    text: Any = form.instance
    try:
        for field in text._meta.concrete_fields:
            if field.name not in form.fields:
                continue
            if isinstance(field, CharField | TextField | StreamField):
                setattr(text, field.name, form[field.name].data or field.get_default() or "")
            elif isinstance(field, ForeignKey):
                value = form.fields[field.name].to_python(form[field.name].data)
                setattr(text, field.name, value)
            elif isinstance(field, IntegerField):
                setattr(text, field.name, field.to_python(form[field.name].data or None))
        for field in text._meta.many_to_many:
            if field.name in form.fields:
                chosen = form.fields[field.name].clean(form[field.name].data)
                setattr(text, field.name, chosen)
    except _TORN as error:
        raise IncompleteFormError from error
    return text
