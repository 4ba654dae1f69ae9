"""The lists of words, topics and search words."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, NumberColumn, UpdatedAtColumn

from education.content.listing import ListingView, TopicFilter
from education.content.models import Topic
from education.content.topic_views import may_merge
from education.glossary.models import GlossaryTerm
from education.review.enums import ContentKind
from education.review.tables import (
    FeedbackColumn,
    ReviewColumn,
    ReviewFilter,
    add_reviews,
    with_feedback,
)
from education.search.models import SynonymGroup

WORDS = [
    "term",
    "plain_word",
    ReviewColumn(),
    FeedbackColumn(),
    LiveStatusTagColumn(),
    UpdatedAtColumn(),
]
TOPICS = [
    "name",
    "lead",
    NumberColumn("pages", label=gettext_lazy("Pages"), sort_key="pages"),
    NumberColumn("questions", label=gettext_lazy("Questions"), sort_key="questions"),
    NumberColumn("words", label=gettext_lazy("Words"), sort_key="words"),
    LiveStatusTagColumn(),
    UpdatedAtColumn(),
]
SYNONYMS = [
    "preferred",
    Column("words", label=gettext_lazy("Found by"), accessor=lambda row: ", ".join(_others(row))),
    LiveStatusTagColumn(),
    UpdatedAtColumn(),
]


class WordFilterSet(WagtailFilterSet):
    """Words about a topic, published or not, in a state of review."""

    topics = TopicFilter()
    review = ReviewFilter()

    class Meta:
        model = GlossaryTerm
        fields = ["live"]


class WordListing(ListingView):
    """Words, with their review and what readers answered."""

    guarded = {"feedback": "feedback.view_feedback"}

    def get_base_queryset(self) -> QuerySet[Any]:
        """Words with what readers answered."""
        return with_feedback(super().get_base_queryset(), ContentKind.WORD)

    def complete(self, rows: list[Any]) -> None:
        """The state of review. One query."""
        add_reviews(rows)


class TopicListing(ListingView):
    """Topics, with how much is about each."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """Topics with the numbers of their uses."""
        return Topic.with_uses().with_status().defer("latest_revision__content")

    def get_list_more_buttons(self, instance: Topic) -> list[MenuItem]:
        """The way to merge it, for those who may."""
        buttons: list[MenuItem] = super().get_list_more_buttons(instance)
        if may_merge(self.request.user):
            url = reverse("wagtailsnippets_content_topic:merge", args=[instance.pk])
            buttons.append(MenuItem(_("Merge"), url=url, icon_name="resubmit", priority=40))
        return buttons


def _others(group: SynonymGroup) -> list[str]:
    return group.all_words[1:]
