"""For `make bench`: as production serves, on this machine, with a bare view to compare with."""

from __future__ import annotations

import os

from portal.settings.development import *  # noqa: F403 - settings modules build on each other
from portal.settings.development import DATA_DIR

ROOT_URLCONF = "bench.urls"
STATIC_PAGES_ROOT = DATA_DIR / "store" if os.environ.get("BENCH_STORE") else None
