"""Read settings from the environment, with a clear message when a value is missing or wrong."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """Return the value of a variable, or the default when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def required(name: str, why: str) -> str:
    """Return the value of a variable. Raise ImproperlyConfigured if it is unset or empty."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment: {why}")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Return a yes-or-no variable as a bool.

    Raise ImproperlyConfigured for any value but 1/0, true/false, yes/no and on/off.
    """
    if name not in os.environ:
        return default
    value = os.environ[name].strip().lower()
    if value in _TRUE | _FALSE:
        return value in _TRUE
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Use 1 or 0.")


def number(name: str, default: int) -> int:
    """Return a variable as an int. Raise ImproperlyConfigured if it is not a whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.") from error


def time_zone(name: str, default: str) -> str:
    """Return the name of a time zone. Raise ImproperlyConfigured if there is none of this name."""
    value = text(name, default)
    if value not in available_timezones():
        raise ImproperlyConfigured(f"{name}={value!r} is no time zone. An example: Europe/Berlin")
    return value


def words(name: str) -> list[str]:
    """Return the items of a comma-separated variable."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """Return a variable as an absolute path."""
    return Path(text(name, str(default))).expanduser().resolve()
