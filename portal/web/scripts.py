"""The one script of a public page, squeezed and put into the page itself, allowed by its hash."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings

from portal.web.stylesheets import Inlined, inlined

_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_BLANKS = re.compile(r"\s+")
# Outside strings a blank beside these changes nothing; our strings have none beside them.
_SPARE = re.compile(r" ?(=>|&&|\|\||===|[{}()=?;,:]) ?")


@cache
def page_script() -> Inlined:
    """What improves a page where scripts run."""
    return inlined(squeezed(Path(settings.BASE_DIR, "static", "js", "page.js").read_text()))


def squeezed(script: str) -> str:
    """The same statements without comments and spare blanks."""
    return _SPARE.sub(r"\1", _BLANKS.sub(" ", _COMMENT.sub("", script))).strip()
