"""Check the names that documents refer to, and resolve slugs to primary keys."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from rapidfuzz import fuzz, process

from education.content.markdown.errors import Report
from education.content.models import ContentPage, HomePage

_LINK = re.compile(r'<a href="(page|faq):([\w-]+)(#[\w-]+)?">')
# Fields that hold slugs, each with the keys that it takes; and fields that Wagtail stores as lists.
_CHOSEN = {
    "page": "pages",
    "pages": "pages",
    "questions": "questions",
    "picture": "pictures",
    "term": "terms",
}
_LISTS = {"items", "links", "pages", "questions"}
_SHORT = 20  # A list up to this long is worth reading in a message.


@dataclass(frozen=True)
class Names:
    """The known names by kind, such as `page`.

    None for a kind whose file cannot be read: then every name passes.
    """

    known: Mapping[str, Collection[str] | None]

    def check(self, noun: str, name: str, line: int, report: Report) -> None:
        """Report a name that is not known."""
        known = self.known[noun]
        if name and known is not None and name not in known:
            message = gettext('unknown %(kind)s "%(name)s"; %(hint)s')
            hint = _hint(name, known)
            report.add(line, message % {"kind": noun, "name": name, "hint": hint})


def _hint(name: str, known: Collection[str]) -> str:
    if len(known) <= _SHORT:
        allowed = ", ".join(known) or gettext("none, as there is none yet")
        return gettext("allowed: %s") % allowed
    near = process.extract(name, list(known), scorer=fuzz.ratio, limit=3, score_cutoff=50)
    names = ", ".join(found[0] for found in near) or gettext("nothing")
    return gettext("near to it: %s") % names


def page_addresses(locale_id: int) -> dict[str, str]:
    """Return the address of each page by its slug; empty while there is no home page."""
    home = HomePage.objects.filter(locale_id=locale_id).first()
    pages = ContentPage.objects.filter(locale_id=locale_id).values_list("slug", "url_path")
    return {slug: path.replace(home.url_path, "/", 1) for slug, path in pages} if home else {}


@dataclass(frozen=True)
class Keys:
    """Primary keys by slug, of everything that a body can refer to."""

    pages: Mapping[str, int]
    addresses: Mapping[str, str]  # of pages
    questions: Mapping[str, int]
    pictures: Mapping[str, int]
    terms: Mapping[str, int]

    def text(self, html: str) -> str:
        """Return rich text with its links to pages and questions as Wagtail stores them."""
        return _LINK.sub(self._link, html)

    def stream(self, blocks: list[Any]) -> list[dict[str, Any]]:
        """Return blocks as the raw data of a stream field."""
        return [_with_id(block["type"], self._value("", block["value"])) for block in blocks]

    def _link(self, match: re.Match[str]) -> str:
        kind, slug, section = match.groups()
        if kind == "faq":
            return f'<a href="/faq/{escape(slug)}/">'
        if section:  # Wagtail's links to pages keep no section.
            return f'<a href="{escape(self.addresses[slug])}{section}">'
        return f'<a linktype="page" id="{self.pages[slug]}">'

    def _value(self, name: str, value: Any) -> Any:
        """Return the value of a field as Wagtail stores it; a slug becomes a primary key."""
        match value:
            case SafeString():
                return self.text(value)
            case str() if name in _CHOSEN:
                return getattr(self, _CHOSEN[name])[value]
            case dict():
                return {field: self._value(field, one) for field, one in value.items()}
            case list() if name == "content":
                return self.stream(value)
            case list() if name in _LISTS:
                return [_with_id("item", self._value(name, one)) for one in value]
            case list():
                return [self._value(name, one) for one in value]
        return value


def _with_id(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
