"""The store of the store's own tests."""

from __future__ import annotations

from tests.pagestore.conftest import store

__all__ = ["store"]
