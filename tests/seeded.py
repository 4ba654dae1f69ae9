"""A data folder with the shipped guide on SQLite, made once and kept between runs."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATABASE = "portal.sqlite3"
NOT_INHERITED = {
    "ALLOWED_HOSTS",
    "BASE_URL",
    "DATABASE_URL",
    "DEBUG",
    "SECOND_FACTOR_REQUIRED",
    "SECRET_KEY",
}


def inherited() -> dict[str, str]:
    """Return the environment without what a developer has set for the portal."""
    return {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}


def state_of(files: Iterable[Path]) -> str:
    """Return a hash of Python, the lock and some files."""
    state = hashlib.sha256(sys.version.encode())
    for file in sorted({ROOT / "requirements.txt", *files}):
        state.update(file.read_bytes())
    return state.hexdigest()[:16]


def migrated_file(kept: Path) -> Path:
    """Return where inside `kept` a database as the migrations write it has its place."""
    return kept / f"{state_of(ROOT.glob('*/**/migrations/*.py'))}.sqlite3"


def seeded_folder(kept: Path) -> Path:
    """Return the seeded data folder inside `kept`; make it if code or fixtures have changed."""
    parts = (
        file for part in ("fixtures", "education", "portal") for file in (ROOT / part).rglob("*")
    )
    made_of = (file for file in parts if file.is_file() and file.suffix != ".pyc")
    folder = kept / f"guide-{state_of(made_of)}"
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for outdated in [*kept.glob("guide-*"), *kept.glob("unfinished-*")]:
                shutil.rmtree(outdated)
            _seed(folder)
    return folder


def _seed(folder: Path) -> None:
    unfinished = folder.with_name(f"unfinished-{os.getpid()}")
    unfinished.mkdir()
    migrated = migrated_file(folder.parent)
    if migrated.exists():
        shutil.copy(migrated, unfinished / DATABASE)
    for command in ("migrate", "seed_content"):
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, ROOT / "manage.py", command, "-v0"],
            env=inherited()
            | {
                "DJANGO_SETTINGS_MODULE": "portal.settings.development",
                "DATA_DIR": str(unfinished),
            },
            check=True,
            stdout=subprocess.DEVNULL,
        )
    unfinished.rename(folder)
