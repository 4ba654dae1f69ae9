"""Upload handler that accepts files only on listed views, up to a maximum size.

The portal stores no uploaded file: pictures are text, and an imported file is discarded after it is
read. So no check of file types is needed.
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
        """Raise RequestDataTooBig if the request body has more than FILE_UPLOAD_MAX_BYTES bytes."""
        if content_length > settings.FILE_UPLOAD_MAX_BYTES:
            raise RequestDataTooBig("A form is larger than FILE_UPLOAD_MAX_BYTES.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Raise SuspiciousFileOperation if the view is not listed in FILE_UPLOAD_VIEWS."""
        super().new_file(*args, **kwargs)
        match = self.request.resolver_match if self.request else None
        if match is None or match.view_name not in settings.FILE_UPLOAD_VIEWS:
            raise SuspiciousFileOperation("A file was sent to an address that expects none.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Return the chunk unchanged for the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
