"""Limits how often something may be asked for, without keeping anybody's address.

A client is known by a number made of the address, the secret key and the day. It stands in the
cache for as long as the window lasts, in no database and no log. Without the key nobody can tell
which address it was.
"""

from __future__ import annotations

import time
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

CLIENTS = 100  # All clients together may do what so many of them may do alone.
_HALF_OF_IPV6 = 64  # One household or phone has all addresses that begin with the same half.


def is_allowed(name: str, request: HttpRequest, limit: int, seconds: int) -> bool:
    """Counts one more of something, and says whether it is within the limit.

    A client may do it `limit` times in a window of so many seconds. While a shared cache is away,
    each process counts for itself (portal.web.cache).
    """
    # A client beyond its limit uses up nothing of what all may do together.
    return (
        _counted(f"{name}-{client_id(request)}", seconds) <= limit
        and _counted(name, seconds) <= limit * CLIENTS
    )


def _counted(name: str, seconds: int) -> int:
    """How often it was counted in this window, this time included."""
    key = f"limits-{name}-{int(time.time()) // seconds}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key)
    except ValueError:  # A full cache has dropped it in between, or there is none at all.
        return 1


def client_id(request: HttpRequest) -> str:
    """A number for the client, which is another one tomorrow."""
    told = f"{timezone.now():%Y-%m-%d} {_network(_address(request))}"
    return salted_hmac("portal.web.ratelimit", told, algorithm="sha256").hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """Where the request came from: as our own proxies tell, if there are any.

    Each proxy adds the address that it saw at the end; what stands before that anyone can invent.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    proxies = settings.TRUSTED_PROXIES
    told = hops[-proxies].strip() if 0 < proxies <= len(hops) else ""
    return told or request.META.get("REMOTE_ADDR", "")


def _network(address: str) -> str:
    try:
        ip = ip_address(address)
    except ValueError:
        return ""  # Whatever is no address shares one bucket.
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return f"{int(ip) >> _HALF_OF_IPV6:x}"
    return str(getattr(ip, "ipv4_mapped", None) or ip)
