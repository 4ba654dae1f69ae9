"""The portal as a server calls it: bytes in, bytes out, and no client tidies them up."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.core.handlers.wsgi import WSGIHandler

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Request:
    """Hold what a client sends. Path and query are bytes; headers are named as WSGI names them."""

    path: bytes = b"/"
    query: bytes = b""
    method: str = "GET"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def environ(self) -> dict[str, Any]:
        """The same as WSGI hands it on."""
        return {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path.decode("latin-1"),
            "QUERY_STRING": self.query.decode("latin-1"),
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "203.0.113.1",
            "CONTENT_LENGTH": str(len(self.body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "HTTP_HOST": "testserver",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(self.body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **self.headers,
        }


@dataclass(frozen=True)
class Answer:
    """Hold what the client gets, and after how many seconds."""

    status: int
    headers: Headers
    body: bytes
    seconds: float

    def all_of(self, name: str) -> list[str]:
        """Each value of a header."""
        return [value for one, value in self.headers if one.lower() == name.lower()]

    def header(self, name: str) -> str:
        """Its first value, or nothing."""
        return next(iter(self.all_of(name)), "")


def ask(application: WSGIHandler, request: Request) -> Answer:
    """Return what the portal answers. An error becomes a page, as for readers."""
    started: list[Any] = []
    begun = time.perf_counter()
    response = application(request.environ, lambda *line: started.extend(line))
    try:
        body = b"".join(response)
    finally:
        response.close()
    return Answer(int(started[0].split()[0]), started[1], body, time.perf_counter() - begun)
