"""Settings of sign-in: users, passwords, lockout, second factor and sessions."""

from __future__ import annotations

from datetime import timedelta

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # First: no password is checked during a lock.
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]

# Lockout after wrong passwords: docs/decisions/015-login-lockout.md
AXES_FAILURE_LIMIT = 5  # A tired user mistypes a password twice or three times.
AXES_COOLOFF_TIME = timedelta(minutes=15)  # Allows 480 guesses a day; a user waits briefly.
AXES_LOCKOUT_PARAMETERS = "portal.accounts.lockout.get_lockout_parameters"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "credential"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # Attempts do not extend a lock.
# All processes share the table, and sign-ins need the database anyway; the cache may be local.
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_DISABLE_ACCESS_LOG = True  # Would grow without limit; the log "portal.sign_in" has it.
AXES_CLIENT_IP_CALLABLE = "portal.accounts.lockout.get_client_address"
AXES_LOCKOUT_CALLABLE = "portal.accounts.lockout.locked_out_response"

# MFA: docs/decisions/017-second-factor.md
SECOND_FACTOR_REQUIRED = True
MFA_ADAPTER = "portal.accounts.mfa.adapter.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {"add_webauthn": "portal.accounts.mfa.forms.AddPasskeyForm"}
MFA_TOTP_ISSUER = "When cancer spreads"
MFA_TOTP_DIGITS, MFA_TOTP_PERIOD = 6, 30  # seconds
MFA_TOTP_TOLERANCE = 1  # Accepts a clock that is half a minute off.
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_REAUTHENTICATION_REQUIRED = False  # Our middleware asks for it instead.
MFA_ALLOW_UNVERIFIED_EMAIL = True  # There is no sign-up, so no address is verified.
ACCOUNT_RATE_LIMITS = False  # Count in the cache; our limits count in the database.

LOGIN_REDIRECT_URL = "/"  # After the password of a page, without an address to return to.
SESSION_ENGINE = "portal.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60  # A long working day from the sign-in.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
WAGTAILADMIN_USER_LOGIN_FORM = "portal.accounts.forms.SignInForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "portal.accounts.forms.PasswordResetForm"  # noqa: S105
