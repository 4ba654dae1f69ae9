"""Let other apps extend the admin screens of questions."""

from __future__ import annotations

from django.forms.widgets import Media
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString

from education.faq.models import FAQItem


class QuestionExtension:
    """An addition to the editor of questions; a subclass overrides what it needs."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return views to add below the address of the list."""
        return []

    def get_media(self, item: FAQItem | None) -> Media:
        """Return scripts and styles to add to the editor."""
        return Media()

    def get_warning(self, item: FAQItem) -> SafeString | None:
        """Return a warning for the editor who has saved a question, or None."""
        return None


extensions: list[QuestionExtension] = []


def register_extension(extension: QuestionExtension) -> None:
    """Add an extension; call it from the `ready` method of an app."""
    extensions.append(extension)
