"""Register questions with the admin."""

from __future__ import annotations

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from education.faq.bulk_actions import MoveAction, TopicAction
from education.faq.viewsets import FAQCategoryViewSet, FAQItemViewSet

register_snippet(FAQItemViewSet)
register_snippet(FAQCategoryViewSet)
hooks.register("register_bulk_action", MoveAction)
hooks.register("register_bulk_action", TopicAction)
