"""Settings for the tests: fast, with a temporary DATA_DIR for each run."""

from __future__ import annotations

import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403 - settings modules build on each other
from portal.settings.base import INSTALLED_APPS, STORAGES

SECRET_KEY = "only-for-tests"  # noqa: S105 - it guards nothing
WAGTAILADMIN_BASE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]
STATIC_PAGES_ROOT = None  # Tests of static pages set a folder.
_folder = tempfile.TemporaryDirectory(prefix="portal-test-")  # Python removes it at its exit.
DATA_DIR = Path(_folder.name)
SPEECH_ROOT = DATA_DIR / "speech"
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()
STORAGES = {
    **STORAGES,
    # The manifest storage needs collectstatic first; without it every page would be a 500.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SECOND_FACTOR_REQUIRED = False  # Tests of MFA set it to True.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
