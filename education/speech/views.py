"""Files of recordings; in production nginx sends them, and never asks."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from education.speech import storage
from portal.web.decorators import read_only

_TYPES = {storage.SOUND: "audio/mpeg", storage.TIMES: "application/json"}
_RANGE = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})")


@read_only
def serve(request: HttpRequest, file: str) -> HttpResponse:
    """Return a file, or the part for which a player asks: some play nothing without."""
    path = storage.root() / file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Http404 from error
    # The name is made of the content. What is compressed already is not compressed again.
    etag = f'"{path.stem}"'
    response = _part(request, content, _TYPES[path.suffix])
    response["ETag"], response["Accept-Ranges"] = etag, "bytes"
    response["Content-Encoding"] = "identity"
    return get_conditional_response(request, etag, None, response) or response


def _part(request: HttpRequest, content: bytes, content_type: str) -> HttpResponse:
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked:
        return HttpResponse(content, content_type=content_type)
    first, last = int(asked[1]), min(int(asked[2] or len(content)), len(content) - 1)
    if first > last:
        nothing = {"Content-Range": f"bytes */{len(content)}"}
        return HttpResponse(status=416, headers=nothing)
    response = HttpResponse(content[first : last + 1], status=206, content_type=content_type)
    response["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return response
