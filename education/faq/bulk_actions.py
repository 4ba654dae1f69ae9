"""Bulk actions for many questions at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from education.content.models import Topic
from education.faq.categorization import update_live_and_draft
from education.faq.models import FAQCategory, FAQItem


class CategoryForm(forms.Form):
    """A form to choose a category."""

    chosen = forms.ModelChoiceField(FAQCategory.objects.all(), label=_("Category"))


class TopicForm(forms.Form):
    """A form to choose a topic."""

    chosen = forms.ModelChoiceField(Topic.objects.all(), label=_("Topic"))


class _QuestionAction(SnippetBulkAction):
    """A bulk change of unlocked questions, for users who may change questions."""

    models: ClassVar = [FAQItem]
    template_name = "faq/bulk_action.html"

    def check_perm(self, item: FAQItem) -> bool:
        """Return whether the user may change questions, and this one is not locked for the user."""
        user = self.request.user
        lock = item.get_lock()
        return user.has_perm("faq.change_faqitem") and not (lock and lock.for_user(user))

    def get_execution_context(self) -> dict[str, Any]:
        """Add the user, and the chosen category or topic."""
        chosen = self.cleaned_form.cleaned_data["chosen"]
        return {**super().get_execution_context(), "user": self.request.user, "chosen": chosen}

    @classmethod
    def execute_action(
        cls, objects: Iterable[FAQItem], user: Any = None, chosen: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Change the questions one after the other. Return their number, and 0 for children."""
        items = list(objects)
        for item in items:
            update_live_and_draft(item, lambda version: cls.change(version, chosen), user)
        return len(items), 0

    @staticmethod
    def change(item: FAQItem, chosen: Any) -> None:
        """Change one version of a question."""
        raise NotImplementedError

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        text = ngettext(
            "%(count)d question changed.", "%(count)d questions changed.", num_parent_objects
        )
        return text % {"count": num_parent_objects}


class MoveAction(_QuestionAction):
    """A bulk action that moves questions to the end of another category."""

    display_name = _("Move to category")
    action_type = "move"
    aria_label = _("Move selected questions to another category")
    action_priority = 10
    form_class = CategoryForm

    @staticmethod
    def change(item: FAQItem, chosen: FAQCategory) -> None:
        """Set a new category, and the place to 0: `save` then puts the question last."""
        if item.category_id != chosen.pk:
            item.category, item.sort_order = chosen, 0


class TopicAction(_QuestionAction):
    """A bulk action that adds a topic to questions."""

    display_name = _("Add a topic")
    action_type = "add_topic"
    aria_label = _("Add a topic to selected questions")
    action_priority = 20
    form_class = TopicForm

    @staticmethod
    def change(item: FAQItem, chosen: Topic) -> None:
        """Add the topic to a version that may have it already."""
        item.topics.add(chosen)
