"""A text as it stands in the form of an editor, whether or not it could be saved so."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, TextField
from django.forms import ModelForm
from wagtail.fields import StreamField

# What Wagtail's fields and blocks raise when a form is cut short or has been tampered with.
_TORN = (AttributeError, LookupError, OverflowError, TypeError, ValueError, ValidationError)


class IncompleteFormError(Exception):
    """A form came in pieces."""


def instance_from_form(form: ModelForm) -> Any:
    """The text of a form with what is typed in it, unchecked. Raises TornFormError.

    Checking would take a text that cannot be saved yet back to what it was before.
    """
    text: Any = form.instance
    try:
        for field in text._meta.concrete_fields:
            if field.name in form.fields and isinstance(field, CharField | TextField | StreamField):
                setattr(text, field.name, form[field.name].data or field.get_default() or "")
        for field in text._meta.many_to_many:
            if field.name in form.fields:
                chosen = form.fields[field.name].clean(form[field.name].data)
                setattr(text, field.name, chosen)
    except _TORN as error:
        raise IncompleteFormError from error
    return text
