"""Rate limits per client, without storing IP addresses.

A client is identified by a hash of its address, the secret key and the day. Rate limits keep the
hash in the cache for the length of the window; a cache in the database is emptied every day
(`clear_cache`). Without the secret key the hash cannot be traced back to an address.
"""

from __future__ import annotations

import time
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

CLIENTS = 100  # All clients together have the limit of so many clients.
_HALF_OF_IPV6 = 64  # bits; one household or phone has all addresses of a /64 network.


def is_allowed(name: str, request: HttpRequest, limit: int, seconds: int) -> bool:
    """Count an attempt and return whether it is within the limit.

    A client may make `limit` attempts in a window of `seconds`; all clients together may make
    CLIENTS times as many. The count is exact in the memory of a process. In the database, attempts
    at the same moment may count as one: at most one for each worker of the server.
    """
    # A client beyond its limit does not count for the limit of all clients.
    return (
        _counted(f"{name}-{client_id(request)}", seconds) <= limit
        and _counted(name, seconds) <= limit * CLIENTS
    )


def _counted(name: str, seconds: int) -> int:
    """Return the number of attempts in this window, this attempt included."""
    key = f"limits-{name}-{int(time.time()) // seconds}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key)
    except ValueError:  # A full cache has dropped the key, or there is no cache.
        return 1


def client_id(request: HttpRequest) -> str:
    """Return a hash that identifies the client for one day: 32 hexadecimal digits."""
    told = f"{timezone.now():%Y-%m-%d} {_network(_address(request))}"
    return salted_hmac("portal.web.ratelimit", told, algorithm="sha256").hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """Return the IP address of the client, as our own proxies report it if there are any.

    Each proxy appends the address that it saw; clients can forge everything before that.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    proxies = settings.TRUSTED_PROXIES
    told = hops[-proxies].strip() if 0 < proxies <= len(hops) else ""
    return told or request.META.get("REMOTE_ADDR", "")


def _network(address: str) -> str:
    try:
        ip = ip_address(address)
    except ValueError:
        return ""  # All invalid addresses share a count.
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return f"{int(ip) >> _HALF_OF_IPV6:x}"
    return str(getattr(ip, "ipv4_mapped", None) or ip)
