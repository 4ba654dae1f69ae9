"""Words of the content standard, read from one YAML file per language in `languages/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def read(folder: Path, language: str) -> dict[str, Any]:
    """Return the data of a language, as its YAML file in a folder holds them."""
    data: dict[str, Any] = yaml.safe_load((folder / f"{language}.yaml").read_text("utf-8"))
    return data


def load(language: str = "en") -> dict[str, Any]:
    """Return `wording` (regular expressions) and `guide` (texts) of a language."""
    return read(Path(__file__).parent / "languages", language)
