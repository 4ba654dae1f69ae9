"""Who is held back after wrong passwords, and what they read. django-axes does the counting."""

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
    """The client's number, written as an address.

    The table of django-axes takes addresses only. This one leads back to nobody.
    """
    return str(IPv6Address(int(client_id(request), 16)))


def get_lockout_parameters(
    request: HttpRequest, credentials: dict[str, Any] | None
) -> list[str | list[str]]:
    """Wrong passwords lock a name at a client; wrong codes a person, wherever they came from."""
    if whose_code(credentials or {}):
        return ["username"]
    return [["username", "ip_address"]]  # Nobody can lock out somebody elsewhere.


def locked_out_response(
    request: HttpRequest, refused: HttpResponse | None, credentials: dict[str, Any]
) -> HttpResponse:
    """Says when to try again, in the same words for a name that exists and one that does not."""
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
    """How long a lock lasts that began with the last wrong guess."""
    attempts = AccessAttempt.objects.filter(**where)
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    end = last + settings.AXES_COOLOFF_TIME
    return end - timezone.now()
