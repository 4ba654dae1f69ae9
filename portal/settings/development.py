"""Settings for one developer on one machine (`make run`).

Secrets are generated once and stay under DATA_DIR.
"""

from __future__ import annotations

import os
import secrets

from portal.settings import environment
from portal.settings.base import *  # noqa: F403 - settings modules build on each other
from portal.settings.base import DATA_DIR, STORAGES


def _kept_secret() -> str:
    """Return a random key, kept across starts in a file that only its owner can read."""
    path = DATA_DIR / "secret-key"
    try:
        return path.read_text()
    except FileNotFoundError:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        key = secrets.token_urlsafe(50)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key)
        return key


DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.text("SECRET_KEY") or _kept_secret()
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
if environment.text("HOST"):
    ALLOWED_HOSTS.append(environment.text("HOST"))
# Demo accounts work without MFA. A user who has added a second factor is asked for it here too.
SECOND_FACTOR_REQUIRED = environment.flag("SECOND_FACTOR_REQUIRED")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost, where browsers allow passkeys.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = {
    **STORAGES,
    # Serve static files from their source folders, without collectstatic.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
