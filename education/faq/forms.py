"""The forms in which a question is written."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CreateView, EditView

from education.faq.initial_content import set_initial_answer
from education.faq.models import FAQItem
from education.faq.registry import extensions

_LONGEST = {"question": 160, "also_searched": 1000}


class _Warned:
    """Says, while somebody types and after saving, when something like it is asked already."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the script that tells while somebody types."""
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        for extension in extensions:
            context["media"] += extension.get_media(self.form.instance)  # type: ignore[attr-defined]
        return context

    def save_instance(self) -> FAQItem:
        """Saves, then tells. What saves by itself while somebody types stays quiet."""
        item: FAQItem = super().save_instance()  # type: ignore[misc]
        if not self.expects_json_response:  # type: ignore[attr-defined]
            for extension in extensions:
                if warning := extension.get_warning(item):
                    messages.warning(self.request, warning)  # type: ignore[attr-defined]
        return item


class QuestionCreate(_Warned, CreateView):
    """A new question: it opens with a first draft, and maybe with what readers searched for."""

    def get_initial_form_instance(self) -> FAQItem:
        """With the words that the address brings along."""
        item = set_initial_answer(super().get_initial_form_instance() or FAQItem())
        for name, longest in _LONGEST.items():
            setattr(item, name, self.request.GET.get(name, "").replace("\0", "")[:longest])
        item.slug = slugify(item.question)[:80].strip("-")
        return item


class QuestionEdit(_Warned, EditView):
    """A question that is there."""
