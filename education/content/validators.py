"""Checks of the names of topics, terms and synonyms."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from education.standard.terms import forms


def check_name(thing: Any, field: str) -> None:
    """Raise ValidationError if another object has the name but for case and number."""
    if other := find_namesake(thing, field):
        text = _("“%(other)s” already exists. Edit that one, or choose another name.")
        raise ValidationError({field: ValidationError(text, params={"other": other})})


def find_namesake(thing: Any, field: str, **among: Any) -> str:
    """Return the name of another object that is the same but for case and number; empty if none.

    Objects of other locales do not count.
    """
    own = forms(getattr(thing, field))
    locale = thing.locale_id or Locale.get_default().pk  # A new object has no locale yet.
    others = type(thing).objects.filter(locale_id=locale, **among).exclude(pk=thing.pk)
    names = others.values_list(field, flat=True)
    return next((other for other in names if own & forms(other)), "")
