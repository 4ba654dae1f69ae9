"""Exceptions of backup and restore."""

from __future__ import annotations


class BackupError(Exception):
    """Error of a backup or restore; its message says what is wrong, and no data has changed."""
