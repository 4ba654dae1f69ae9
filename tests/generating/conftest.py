"""The store of the store's own tests."""

from __future__ import annotations

from tests.static_pages.conftest import store

__all__ = ["store"]
