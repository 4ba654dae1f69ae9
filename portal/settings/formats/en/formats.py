"""Formats of dates in English: the month in full, as readers read it aloud."""

from __future__ import annotations

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, H:i"
