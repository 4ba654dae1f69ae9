"""Lockout after wrong passwords and codes, counted by django-axes."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv6Address
from math import ceil
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.mfa.throttling import whose_code
from portal.web.ratelimit import client_id


def get_client_address(request: HttpRequest) -> str:
    """Return the client hash in the form of an IPv6 address.

    The table of django-axes takes addresses only. The hash cannot be traced back to a client.
    """
    return str(IPv6Address(int(client_id(request), 16)))


def get_lockout_parameters(
    request: HttpRequest, credentials: dict[str, Any] | None
) -> list[str | list[str]]:
    """Return what is locked: a name at a client for passwords, a user anywhere for MFA codes."""
    if whose_code(credentials or {}):
        return ["username"]
    return [["username", "ip_address"]]  # No client can lock out a user elsewhere.


def locked_out_response(
    request: HttpRequest, refused: HttpResponse | None, credentials: dict[str, Any]
) -> HttpResponse:
    """Return 429 with the minutes to wait, in the same words for names that do not exist."""
    where = {"username": credentials["username"]}
    code = whose_code(credentials)
    if not code:
        where["ip_address"] = get_client_address(request)
    minutes = max(1, ceil(_time_left(where) / timedelta(minutes=1)))
    about = {"minutes": minutes, "code": code}
    answer = render(request, "accounts/locked_out.html", about, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer


def _time_left(where: dict[str, str]) -> timedelta:
    """Return the time until a lock ends that began with the last failed attempt."""
    attempts = AccessAttempt.objects.filter(**where)
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    end = last + settings.AXES_COOLOFF_TIME
    return end - timezone.now()
