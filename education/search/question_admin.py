"""Warnings of similar questions in the editor of questions."""

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
    """Warnings of similar questions, while an editor types and after saving."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the route of the view that the script requests."""
        return [path("similar/", similar_view, name="similar")]

    def get_media(self, item: FAQItem | None) -> Media:
        """Return the script that shows similar questions."""
        return script_for(item)

    def get_warning(self, item: FAQItem) -> SafeString | None:
        """Return a warning that names similar questions; None when there are none."""
        found = find_similar_questions(item.question, without=item.pk)
        return warning_about(found) if found else None
