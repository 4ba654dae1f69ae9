"""What keeps a backup from being made or brought back."""

from __future__ import annotations


class BackupError(Exception):
    """Says in one sentence what is wrong; nothing has been changed."""
