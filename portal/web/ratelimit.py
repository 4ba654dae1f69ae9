"""Rate limits per client, without storing IP addresses.

A client is identified by a hash of its address, the secret key and the day. Rate limits keep the
hash in the cache, which is the memory of the process, for the length of the window. Without the
secret key the hash cannot be traced back to an address.
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
    CLIENTS times as many. Attempts beyond a limit are not counted. Each process counts by itself,
    so a client that floods the server gets at most `limit` attempts for each worker.
    """
    everybody = f"limits-{name}-{int(time.time()) // seconds}"
    own = f"{everybody}-{client_id(request)}"
    counts = cache.get_many([own, everybody])
    if counts.get(own, 0) >= limit or counts.get(everybody, 0) >= limit * CLIENTS:
        return False
    for key in (own, everybody):
        cache.set(key, counts.get(key, 0) + 1, timeout=seconds)
    return True


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
