"""Paths of backups, and removal of old backups."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal.operations.backup import UNFINISHED

_DAY = 24 * 60 * 60


def place() -> Path:
    """Return the default path of a new backup, named by date and time."""
    return Path(settings.DATA_DIR, "backups", f"portal-{timezone.now():%Y-%m-%d-%H%M%S}.tar")


def forget(folder: Path, keep: int) -> list[Path]:
    """Delete all but the `keep` newest backups named by date, and return the deleted paths.

    Also delete what a killed process left more than a day ago.
    """
    dated = sorted(folder.glob("portal-????-??-??-??????.tar"))
    old = dated[:-keep]
    for file in old:
        file.unlink()
    for left in folder.glob(f"{UNFINISHED}*"):  # left by a process that was killed
        if left.stat().st_mtime < time.time() - _DAY:
            shutil.rmtree(left, ignore_errors=True)
    return old
