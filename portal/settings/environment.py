"""Reads settings from the environment, with a clear message when one is missing or wrong."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The value of a variable, or the default when it is not set or empty."""
    return os.environ.get(name, "").strip() or default


def required(name: str, why: str) -> str:
    """The value of a variable that the portal refuses to start without."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment: {why}")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """A yes-or-no variable; anything else than 1/0, true/false, yes/no, on/off is refused."""
    if name not in os.environ:
        return default
    value = os.environ[name].strip().lower()
    if value in _TRUE | _FALSE:
        return value in _TRUE
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Use 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.") from error


def words(name: str) -> list[str]:
    """A list, parted by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, made absolute."""
    return Path(text(name, str(default))).expanduser().resolve()
