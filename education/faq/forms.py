"""Admin views in which an editor writes a question."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CreateView, EditView

from education.faq.initial_content import set_initial_answer
from education.faq.models import FAQItem
from education.faq.registry import extensions

_LONGEST = {"question": 160, "search_terms": 1000}


class _Warned:
    """A mixin that warns of similar questions, while an editor types and after saving."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the scripts that warn while an editor types."""
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        for extension in extensions:
            context["media"] += extension.get_media(self.form.instance)  # type: ignore[attr-defined]
        return context

    def save_instance(self) -> FAQItem:
        """Save the question, then warn; an automatic save while an editor types does not warn."""
        item: FAQItem = super().save_instance()  # type: ignore[misc]
        if not self.expects_json_response:  # type: ignore[attr-defined]
            for extension in extensions:
                if warning := extension.get_warning(item):
                    messages.warning(self.request, warning)  # type: ignore[attr-defined]
        return item


class QuestionCreate(_Warned, CreateView):
    """The view of a new question, with a first draft and perhaps the words of a search."""

    def get_initial_form_instance(self) -> FAQItem:
        """Return a question with a first draft and the words in the query string."""
        item = set_initial_answer(super().get_initial_form_instance() or FAQItem())
        for name, longest in _LONGEST.items():
            setattr(item, name, self.request.GET.get(name, "").replace("\0", "")[:longest])
        item.slug = slugify(item.question)[:80].strip("-")
        return item


class QuestionEdit(_Warned, EditView):
    """The view of an existing question."""
