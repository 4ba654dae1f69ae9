"""Upload handler that accepts files only on listed views, up to a maximum size for each.

What a file contains is checked by the form that takes it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousFileOperation
from django.core.files.uploadhandler import FileUploadHandler


class RestrictedUploadHandler(FileUploadHandler):
    """Upload handler that answers 400 to files for views not listed in FILE_UPLOAD_VIEWS."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Raise RequestDataTooBig if the request body is larger than its view allows."""
        most = settings.FILE_UPLOAD_VIEWS.get(self._view_name, settings.FILE_UPLOAD_MAX_BYTES)
        if content_length > most:
            raise RequestDataTooBig(f"A form is larger than {most} bytes.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Raise SuspiciousFileOperation if the view is not listed in FILE_UPLOAD_VIEWS."""
        super().new_file(*args, **kwargs)
        if self._view_name not in settings.FILE_UPLOAD_VIEWS:
            raise SuspiciousFileOperation("A file was sent to an address that expects none.")

    @property
    def _view_name(self) -> str:
        match = self.request.resolver_match if self.request else None
        return match.view_name if match else ""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Return the chunk unchanged for the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
