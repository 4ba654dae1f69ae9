"""JSON log format: one line per record, with the id of the request.

Nothing that a person sent or typed is logged: no form, query, cookie, address or name. Errors are
logged by type and stack trace, as their messages may quote what a user typed. Of an address that
failed, the route is logged; of a page, its own address once it was found.
"""

from __future__ import annotations

import logging
import re
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from django.http import HttpRequest, HttpResponse
from pythonjsonlogger.json import JsonFormatter

GetResponse = Callable[[HttpRequest], HttpResponse]
Failure = tuple[type[BaseException], BaseException, TracebackType | None]

HEADER = "X-Request-ID"
_NUMBER = re.compile(r"[0-9a-f]{32}")
_QUERY = re.compile(r"\?\S+")
_ADDRESS = re.compile(r"(?<= request )/\S*")  # as gunicorn quotes it
_TOLD = ("at", "level", "logger", "message", "request_id", "error")
_number: ContextVar[str] = ContextVar("request_id", default="")


def request_id_middleware(get_response: GetResponse) -> GetResponse:
    """Give each request the id that the front server has set, or a new id."""

    def middleware(request: HttpRequest) -> HttpResponse:
        told = request.headers.get(HEADER, "")
        number = told if _NUMBER.fullmatch(told) else uuid.uuid4().hex
        request.number = number  # type: ignore[attr-defined]  # Django logs some of it afterwards
        token = _number.set(number)
        try:
            response = get_response(request)
        finally:
            _number.reset(token)
        response[HEADER] = number
        return response

    return middleware


class LogFormatter(JsonFormatter):
    """Log formatter that writes a record as JSON, with the fields listed in _TOLD only."""

    def __init__(self) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "error"},
            timestamp="at",
        )

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """Add the message and the id of the request."""
        super().add_fields(log_data, record, message_dict)
        log_data["message"] = _message(record)
        log_data["request_id"] = getattr(getattr(record, "request", None), "number", _number.get())

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Return the fields in _TOLD, without requests, users and other objects."""
        return {name: log_data[name] for name in _TOLD if log_data.get(name)}

    def formatException(self, ei: Failure) -> str:  # type: ignore[override]  # noqa: N802 - logging's
        """Return the stack traces and types of an error and its causes, without messages."""
        return "".join(_format_trace(ei[1]))


def _message(record: logging.LogRecord) -> str:
    if record.name.startswith("django.security."):
        return "A request was refused."  # The name says why; the message quotes the request.
    message = record.getMessage()
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest) and message.endswith(request.path):
        message = message.removesuffix(request.path) + _loggable_path(request)
    return _QUERY.sub("?", _ADDRESS.sub("…", message))


def _loggable_path(request: HttpRequest) -> str:
    """Return the address of the page that was found, or the route, without what was typed."""
    match = request.resolver_match
    return getattr(request, "page_path", None) or (f"/{match.route}" if match else "…")


def _format_trace(error: BaseException) -> list[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    stack = traceback.format_tb(error.__traceback__)
    return [*(_format_trace(before) if before else ()), *stack, f"{type(error).__qualname__}\n"]
