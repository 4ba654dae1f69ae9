"""Extend the editor of questions by a warning of similar ones."""

from __future__ import annotations

from django.forms.widgets import Media
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString

from education.faq.models import FAQItem
from education.faq.registry import QuestionExtension
from education.search.similar_questions import (
    find_similar_questions,
    script_for,
    similar_view,
    warning_about,
)


class SearchExtension(QuestionExtension):
    """Warn of similar questions while somebody types, and after saving."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the view that the script asks while somebody types."""
        return [path("similar/", similar_view, name="similar")]

    def get_media(self, item: FAQItem | None) -> Media:
        """Return the script."""
        return script_for(item)

    def get_warning(self, item: FAQItem) -> SafeString | None:
        """Return the questions that ask nearly the same."""
        found = find_similar_questions(item.question, without=item.pk)
        return warning_about(found) if found else None
