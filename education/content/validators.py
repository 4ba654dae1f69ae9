"""What a thing is called: one name in its forms, and no second thing by the same name."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

_ASIDE = re.compile(r"\s*\(([^)]*)\)")


def forms(term: str) -> frozenset[str]:
    """A term in lower case: one and many, and the abbreviation that stands behind it in brackets.

    "CT scan" gives "ct scan" and "ct scans"; "Circulating tumor DNA (ctDNA)" gives "ctdna" too.
    """
    names = [_ASIDE.sub("", term), *filter(_is_abbreviation, _ASIDE.findall(term))]
    single = [name.strip().lower() for name in names if name.strip()]
    return frozenset([*single, *map(_plural, single)])


def check_name(thing: Any, field: str) -> None:
    """Raises ValidationError when another thing has the name but for case and number."""
    name = getattr(thing, field)
    locale = thing.locale_id or Locale.get_default().pk  # A new thing gets it when it is saved.
    others = type(thing).objects.filter(locale_id=locale).exclude(pk=thing.pk)
    for other in others.values_list(field, flat=True):
        if forms(name) & forms(other):
            text = _("“%(other)s” is there already. Change that one, or choose another name.")
            raise ValidationError({field: ValidationError(text, params={"other": other})})


def _is_abbreviation(words: str) -> bool:
    return sum(letter.isupper() for letter in words) > 1


def _plural(name: str) -> str:
    for ending, many in (("sis", "ses"), ("y", "ies"), ("trix", "trices"), ("s", "s")):
        if name.endswith(ending):
            return name.removesuffix(ending) + many
    return f"{name}s"
