"""Files come in at the few addresses that expect one, and no larger than is said; nowhere else.

Nothing of ours keeps a file: pictures are text, and what is imported is read and let go. So what a
file could be, and what it could do where it is served again, need not be asked.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousFileOperation
from django.core.files.uploadhandler import FileUploadHandler


class RestrictedUploadHandler(FileUploadHandler):
    """Stands before the handlers that take a file in; what it refuses is answered with 400."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Looks at the length of it all before anything is read."""
        if content_length > settings.LARGEST_UPLOAD:
            raise RequestDataTooBig("A form is larger than LARGEST_UPLOAD.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Asks whether this address expects files; fields without one do not come here."""
        super().new_file(*args, **kwargs)
        match = self.request.resolver_match if self.request else None
        if match is None or match.view_name not in settings.UPLOADS_AT:
            raise SuspiciousFileOperation("A file was sent to an address that expects none.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hands on what comes."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leaves the file to the next handler."""
