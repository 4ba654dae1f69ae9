"""Settings for a public server. A missing variable raises an error; nothing is guessed."""

from __future__ import annotations

from portal.settings import environment
from portal.settings.base import *  # noqa: F403 - settings modules build on each other
from portal.settings.base import LOGGING

SECRET_KEY = environment.required("SECRET_KEY", "a long random text that only this site knows.")
environment.required("ALLOWED_HOSTS", "the names that this site answers to, parted by commas.")
environment.required("BASE_URL", "the address of this site, such as https://example.org")
environment.required("DATABASE_URL", "the database, such as postgres://user:password@host/name")

TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = environment.number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# One line of JSON per record. Records of sign-ins are JSON already.
LOGGING = {
    **LOGGING,
    "formatters": {"line": {"()": "portal.web.logging.LogFormatter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "sign_in": {"class": "logging.StreamHandler"},
    },
    "loggers": {
        **LOGGING["loggers"],
        "portal.sign_in": {"level": "INFO", "handlers": ["sign_in"], "propagate": False},
    },
}
