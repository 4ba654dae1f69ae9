"""Where backups lie, and how many of them."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal.operations.backup import UNFINISHED

_DAY = 24 * 60 * 60


def place() -> Path:
    """Where a backup goes that was given no name: the date is its name."""
    return Path(settings.DATA_DIR, "backups", f"portal-{timezone.now():%Y-%m-%d-%H%M%S}.tar")


def forget(folder: Path, keep: int) -> list[Path]:
    """Deletes all but the newest of those that are named by their date, and says which."""
    dated = sorted(folder.glob("portal-????-??-??-??????.tar"))
    old = dated[:-keep]
    for file in old:
        file.unlink()
    for left in folder.glob(f"{UNFINISHED}*"):  # by a process that was killed
        if left.stat().st_mtime < time.time() - _DAY:
            shutil.rmtree(left, ignore_errors=True)
    return old
