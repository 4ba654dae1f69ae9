"""Settings that all environments share, safe by default: no secret, no hosts, no debug."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment
from portal.settings.sign_in import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = environment.folder("DATA_DIR", BASE_DIR / "var")

DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")  # Decrypt and verify only.
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 0)  # Number of our proxies.

INSTALLED_APPS = [
    "axes",  # Before our accounts: axes counts a failed sign-in, then our handler logs the result.
    "education.standard",
    "education.review",
    "education.content",
    "education.faq",
    "education.glossary",
    "education.search",
    "education.feedback",
    "education.booklet",
    "education.api",
    "education.infobutton",
    "education.offline",
    "education.speech",
    "education.seeding",
    "portal.accounts",
    "portal.accounts.apps.UsersAppConfig",
    "portal.operations",
    "portal.web",
    "portal.static_pages",  # Before Wagtail: it has a command of the same name.
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",  # The admin refers to this app; no role may use it.
    "wagtail.images",  # Photos and scans; drawings are in a library of our own.
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",  # MFA; none of its own URLs is routed.
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",  # For the renderer below.
]

MIDDLEWARE = [
    "portal.web.logging.request_id_middleware",
    "portal.web.middleware.head_middleware",  # Outside of what compresses.
    "portal.web.middleware.cross_origin_middleware",  # It changes one of the headers added next.
    # Early, so that static files and redirects pass it too.
    "portal.web.middleware.security_headers_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.web.middleware.content_security_policy_middleware",
    "portal.web.middleware.revalidation_middleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Below middleware that sets headers, above middleware that runs queries.
    "portal.static_pages.middleware.static_pages_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.mfa.middleware.mfa_middleware",  # Before any use of request.user.
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.web.middleware.ProtectedErrorMiddleware",
    "axes.middleware.AxesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


# Lets our templates override those of Wagtail's fields.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


_SQLITE, _POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
_UNUSABLE_URL = (
    "DATABASE_URL cannot be used: it is to name a PostgreSQL or SQLite database. "
    "Write it as postgres://user:password@host:5432/name"
)


def database(url: str) -> dict[str, Any]:
    """Return the settings of the database at a URL such as postgres://user@host/name.

    Raise ImproperlyConfigured if the URL cannot be read or is of another kind of database.
    """
    try:
        parsed: dict[str, Any] = dict(
            dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
        )
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError) as error:
        raise ImproperlyConfigured(_UNUSABLE_URL) from error
    if parsed["ENGINE"] not in (_SQLITE, _POSTGRESQL):
        raise ImproperlyConfigured(_UNUSABLE_URL)
    if parsed["ENGINE"] == _SQLITE:
        parsed["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        # Pages are looked up by key. PostgreSQL's default cost is for rotating disks: without this
        # setting it scans a table of 10,000 pages to find a hundred.
        parsed.setdefault("OPTIONS", {}).setdefault("options", "-c random_page_cost=1.1")
    return parsed


DATABASES = {
    "default": database(
        environment.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the memory of each process: a cache in the database would take part in transactions, and two
# that write the same key and wait for the lock of the static pages would block each other.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
FORMAT_MODULE_PATH = "portal.settings.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = environment.time_zone("TIME_ZONE", "UTC")
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ROOT = BASE_DIR / "static" / "root"  # Icons that browsers ask for at the root.
WHITENOISE_ALLOW_ALL_ORIGINS = False  # Only our own pages use static files.
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Photos and scans: docs/decisions/027-photos.md
WAGTAILIMAGES_EXTENSIONS = ["avif", "heic", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024  # bytes; a phone's largest photo
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # about 200 MB of memory
WAGTAILIMAGES_IMAGE_FORM_BASE = "education.content.photo_forms.PhotoForm"
WAGTAILIMAGES_JPEG_QUALITY = 80

# The largest request (the same as in nginx), and the only views that accept a file, with theirs.
FILE_UPLOAD_MAX_BYTES = 3 * 1024 * 1024  # bytes
FILE_UPLOAD_IMAGE_MAX_BYTES = 16 * 1024 * 1024
FILE_UPLOAD_VIEWS = {
    "wagtailsnippets_faq_faqitem:import": FILE_UPLOAD_MAX_BYTES,
    **dict.fromkeys(
        # The preview sends the whole form, too.
        (
            f"wagtailsnippets_content_picture:{view}"
            for view in ("add", "edit", "preview_on_add", "preview_on_edit")
        ),
        FILE_UPLOAD_MAX_BYTES,
    ),
    "wagtailimages:add": FILE_UPLOAD_IMAGE_MAX_BYTES,
    "wagtailimages:add_multiple": FILE_UPLOAD_IMAGE_MAX_BYTES,
    "wagtailimages_chooser:create": FILE_UPLOAD_IMAGE_MAX_BYTES,
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # as Wagtail advises: a long text has more than 1,000
FILE_UPLOAD_HANDLERS = [
    "portal.web.uploadhandler.RestrictedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Every public page as a file: docs/decisions/016-static-pages.md
STATIC_PAGES_ROOT: Path | None = DATA_DIR / "store"
STATIC_PAGES_URLS = "education.api.public_urls.get_stored_urls"

# Public texts as speech: docs/decisions/031-recorded-speech.md
SPEECH_ROOT = DATA_DIR / "speech"
SPEECH_ENGINE = "education.speech.hibari_engine.HibariEngine"

CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # The preview panel frames pages of the same site.

# Public pages: nothing comes from elsewhere, and nothing runs but our own script.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "connect-src": [SELF],  # Lighthouse reads robots.txt from inside a page
        "img-src": [SELF],
        "media-src": [SELF],
        # Each page allows its style by a hash in its head, as all static pages share their headers.
        "style-src": [UNSAFE_INLINE],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}

# People set their passwords by a link (portal/accounts/views.py); nobody types that of another.
WAGTAILUSERS_PASSWORD_ENABLED = False

# A button keeps the guide on a phone: docs/decisions/030-offline-reading.md
OFFLINE_READING = environment.flag("OFFLINE_READING", default=True)

EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = environment.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "portal@localhost")

WAGTAIL_SITE_NAME = "When cancer spreads"
WAGTAILADMIN_BASE_URL = environment.text("BASE_URL", "http://127.0.0.1:8000")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.web.search_backend"}}
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True  # A changed text needs a new sign-off.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "education.content.forms.CheckedRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "link", "ol", "ul"]},
    }
}
TAGGIT_CASE_INSENSITIVE = True

FIXTURES_DIR = BASE_DIR / "fixtures"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "portal.sign_in": {"level": "INFO"},
        "axes": {"level": "ERROR"},  # Repeats our log in more lines.
        # Warns about each CSS rule that print does not support.
        "weasyprint": {"level": "CRITICAL"},
        "fontTools": {"level": "ERROR"},
    },
}
