"""Demo accounts for development, one for each role."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.contrib.auth.models import Group

from portal.accounts.models import User

ROLES = {
    "author": "Author clinicians",
    "reviewer": "Reviewing clinicians",
    "faq-admin": "FAQ admins",
    "translator": "Translators",
    "site-admin": "Site admins",
}


def ensure_demo_accounts(file: Path) -> bool:
    """Create missing demo accounts and write their passwords to a file. Return False if none was.

    Only the owner of `file` can read it. Passwords are random and written nowhere else.
    """
    missing = {name: role for name, role in ROLES.items() if not _exists(name)}
    if not missing:
        return False
    rows = [(name, _make(name, role), role) for name, role in missing.items()]
    known = file.read_text() if file.exists() else ""
    lines = "".join(f"{name:<12} {password:<24} {role}\n" for name, password, role in rows)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(known + lines)
    return True


def _exists(name: str) -> bool:
    return User.objects.filter(username=name).exists()


def _make(name: str, role: str) -> str:
    password = secrets.token_urlsafe(12)
    # What a trial signature leaves on this machine's pages must not look like a clinician's.
    who = {"professional_title": "trial account", "credentials": "not a clinician"}
    user = User.objects.create_user(
        name, password=password, first_name="Local", last_name=name, **who
    )
    user.groups.add(Group.objects.get(name=role))
    return password
