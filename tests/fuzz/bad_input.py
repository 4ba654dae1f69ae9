"""Requests that nobody sends who means well, by the thousand, and the same ones each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random
from urllib.parse import quote_plus, urlencode

from tests.wsgi import Request

SCRIPT = "<script>alert(7)</script>"
TOKEN = "a" * 32  # What a form and its cookie agree on, so that the form is looked at.

_TEXTS = [
    "", " ", "\0", "a\0b", "%", "%00", "%zz", "%ff%fe", "%ed%a0%80", "\ufeff", "\ud800", "\udfff",
    "\u202egnp.exe", "\u2028", "\u0301" * 200, "👩\u200d🔬", "İ ß ﬁ Ⅳ ½ ﷺ", "癌症", "سرطان", "١٢٣",
    "a" * 10_000, "a " * 2_000, "a/" * 300, "0", "-1", "1e309", "NaN", "9" * 30, "9" * 5_000,
    "9223372036854775808", "2147483648", "0x1F", "1;2", "null", "None", "true", "[]", "{}", "[",
    "'", '"', "'; DROP TABLE search_searchentry; --", "1 OR 1=1", "%' AND '_%", "\\", "*", "()",
    "NOT", "AND OR NEAR", "col:umn", "{{ 7 * 7 }}", "{% debug %}", "${7*7}", "#{7}", "%s%n%d",
    SCRIPT, f'"><img src=x onerror=alert(7)>{SCRIPT}', "javascript:alert(7)", "&#x3c;script&#x3e;",
    "../" * 12 + "etc/passwd", "%2e%2e%2f", "//example.org/", "https://example.org/", "//[x/",
    "http://[::1", "\\\\example.org\\x", "\r\nSet-Cookie: a=b", "a\nb", "\t", "metastasis",
    "page-1", "question-1", "word-1", "yes", "understanding/article", "/faq/answer/", "print",
    "pdf",
]  # fmt: skip
_BYTES = [b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf0\x9f", b"\x80", b"\x1b[2J", b"\x7f"]
_METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "PROPFIND", "get", "X-Y"]
_HOSTS = ["", "a b", "[", "[::1", "evil.example", "testserver:port", "testserver:99999", "..", "@"]
_KINDS = [
    "", "/", "text/html", "application/json", "multipart/form-data",
    "multipart/form-data; boundary=", "multipart/form-data; boundary=x",
    'multipart/form-data; boundary="\xe9"', "multipart/form-data; boundary=" + "x" * 300,
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense", "text/plain; charset=\xff",
]  # fmt: skip
_PART = b'--x\r\nContent-Disposition: form-data; name="about"'
_BODIES = [
    b"", b"&&&=&=", b"=", b"a", b"%", b"{", b'{"about": []}', b"<?xml version='1.0'?><a",
    b"\0" * 99, b"a=1&" * 2_000, b"--x", b"--x\r\n\r\n--x--", _PART, _PART + b"\r\n\r\npage-1",
    _PART + b'; filename="../../a.html"\r\nContent-Type: \xff\r\n\r\n<b>\r\n--x--\r\n',
    _PART + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n",
]  # fmt: skip
_HEADERS = [
    "HTTP_COOKIE", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_PORT", "HTTP_RANGE", "HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT_LANGUAGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH",
    "HTTP_REFERER", "HTTP_ORIGIN", "HTTP_USER_AGENT", "HTTP_AUTHORIZATION", "HTTP_X_CSRFTOKEN",
    "HTTP_X_REQUESTED_WITH", "HTTP_CONTENT_ENCODING", "REMOTE_ADDR",
]  # fmt: skip
_COOKIES = ["sessionid={0}", "csrftoken={0}", "messages={0}", "{0}", "a={0}; sessionid=x; ;;=;"]


@dataclass(frozen=True)
class Place:
    """An address that anybody may ask for, and what its query and its form may say."""

    address: str
    query: tuple[str, ...] = ()
    form: tuple[str, ...] = ()


def requests(place: Place, number: int, seed: str) -> Iterator[Request]:
    """So many bad requests for one place, in turn of every kind."""
    random = Random(f"{seed} {place.address}")  # noqa: S311 - the same ones each time, no secret
    kinds: list[Make] = [_path, _query, _headers, _host, _method, _body]
    kinds += [_form] * 4 if place.form else []
    for n in range(number):
        request = kinds[n % len(kinds)](random, place)
        # Each from somebody else, as a lock would keep the rest from being looked at.
        somebody = {"REMOTE_ADDR": f"203.0.113.{random.randrange(1, 255)}"}
        yield replace(request, headers={**somebody, **request.headers})


Make = Callable[[Random, Place], Request]


def nasty(random: Random) -> bytes:
    """A text or bytes that break what is careless, alone or two together."""
    one = random.choice([*_TEXTS, *_BYTES])
    raw = one.encode("utf-8", "surrogatepass") if isinstance(one, str) else one
    return raw if random.random() < 0.8 else raw + random.randbytes(3) + nasty(random)


def _path(random: Random, place: Place) -> Request:
    tail = nasty(random) + random.choice([b"", b"/"])
    if len(tail) > 1:
        return Request(path=place.address.encode() + tail)
    return Request(path=place.address.encode().rstrip(b"/"))


def _query(random: Random, place: Place) -> Request:
    return Request(path=place.address.encode(), query=_pairs(random, (*place.query, "page", "x")))


def _pairs(random: Random, names: tuple[str, ...]) -> bytes:
    """Something nasty for each name: as it is, escaped, twice, or as a list."""
    pairs = []
    for name in names:
        value, key = nasty(random), name.encode()
        pairs += random.choice(
            [
                [key + b"=" + value],
                [key + b"=" + quote_plus(value).encode()],
                [key + b"=" + quote_plus(value).encode(), key + b"="],
                [key + b"[]=" + value, key + b"[0][a]=1"],
                [key],
            ]
        )
    return b"&".join(pairs)


def _headers(random: Random, place: Place) -> Request:
    """Several at once. No server lets a line end or NUL through."""
    names = random.sample(_HEADERS, 4)
    values = {name: _in_header(random, name) for name in names}
    return Request(path=place.address.encode(), headers=values)


def _in_header(random: Random, name: str) -> str:
    value = nasty(random).decode("latin-1").translate({0: "", 10: "", 13: ""})
    if name == "HTTP_COOKIE":
        return random.choice(_COOKIES).format(value)
    return value if random.random() < 0.8 else f"bytes=-1,{value}-"


def _host(random: Random, place: Place) -> Request:
    return Request(path=place.address.encode(), headers={"HTTP_HOST": random.choice(_HOSTS)})


def _method(random: Random, place: Place) -> Request:
    return Request(path=place.address.encode(), method=random.choice(_METHODS))


def _body(random: Random, place: Place) -> Request:
    kind = random.choice(_KINDS)
    return Request(
        path=place.address.encode(),
        method="POST",
        body=random.choice(_BODIES),
        headers={"CONTENT_TYPE": kind, **_with_token(kind)},
    )


def _form(random: Random, place: Place) -> Request:
    """The form as a browser would send it, but for what is filled in."""
    token = urlencode({"csrfmiddlewaretoken": TOKEN}).encode()
    body = token + b"&" + _pairs(random, place.form)
    headers = _with_token("application/x-www-form-urlencoded")
    return Request(path=place.address.encode(), method="POST", body=body, headers=headers)


def _with_token(kind: str) -> dict[str, str]:
    cookie = {"HTTP_COOKIE": f"csrftoken={TOKEN}", "HTTP_X_CSRFTOKEN": TOKEN}
    return {"CONTENT_TYPE": kind, **cookie}
