"""A store of the test's own, in a folder that goes with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.test import override_settings

from portal.static_pages import invalidation
from portal.static_pages.storage import Folder
from tests.static_pages.checking import drain


@pytest.fixture
def store(db: None, tmp_path: Path, settings: Any) -> Folder:
    """An empty store; nothing has been written yet."""
    settings.STATIC_PAGES_ROOT = tmp_path / "store"
    return invalidation.lock()


@pytest.fixture(scope="module")
def filled_folder(guide_of_module: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield where everything that the module's guide shows has been written once."""
    place = tmp_path_factory.mktemp("filled") / "store"
    with override_settings(STATIC_PAGES_ROOT=place):
        invalidation.lock()
        drain()
        yield place


@pytest.fixture
def filled(db: None, filled_folder: Path, tmp_path: Path, settings: Any) -> Folder:
    """The same for one test: what it does to files and rows is undone after it."""
    place = tmp_path / "store"
    shutil.copytree(filled_folder, place)
    settings.STATIC_PAGES_ROOT = place
    for cache in caches.all():
        cache.clear()
    return Folder(place)
