"""Words of the content standard, read from one YAML file per language in `languages/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "languages"


@cache
def load(language: str = "en") -> dict[str, Any]:
    """Return `wording` (regular expressions) and `guide` (texts) of a language."""
    data: dict[str, Any] = yaml.safe_load((_FOLDER / f"{language}.yaml").read_text("utf-8"))
    return data
