"""Questions that people ask, each with an address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import (
    FieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets.slug import SlugInput
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin
from wagtail.search import index

from education.content.blocks import BodyBlock
from education.content.blocks.base import standard_body
from education.content.blocks.rich_text import HELP, MARK_BUTTONS, plain, without_broken_links
from education.content.fields import MarkedTextField
from education.content.models.shown_records import find_shown_content
from education.content.models.snippet_index import get_snippet_url
from education.content.models.snippets import (
    SLUG_TAKEN,
    ReviewerNoteMixin,
    SluggedMixin,
    Snippet,
    lines,
)
from education.content.models.topics import Topic, TopicLinks
from education.content.rendering import ContentRenderer
from education.content.topic_widgets import TopicCheckboxes
from education.faq.models.categories import FAQCategory
from education.faq.querysets import QuestionQuerySet
from education.review.enums import ContentKind
from education.review.mixins import SignOffRequiredMixin
from education.review.panels import ReviewPanel
from education.review.registry import register_reviewable
from education.standard.document import Document, Fields, Kind
from education.standard.parts import Field

INDEX_SLUG = "faq"  # of the page that lists the questions


class FAQItem(PreviewableMixin, ReviewerNoteMixin, SluggedMixin, SignOffRequiredMixin, Snippet):
    """A question, with a short answer first and then a longer one."""

    body_template = "components/body.html"
    shows_care_card: ClassVar[bool] = True
    standard_kind: ClassVar[Kind] = "faq"

    question = models.CharField(
        _("question"), max_length=160, help_text=_("Use the words a patient would use.")
    )
    category = models.ForeignKey(
        FAQCategory,
        on_delete=models.PROTECT,
        null=True,  # A draft may lack it; the content standard does not let it be signed off.
        related_name="items",
        verbose_name=_("category"),
        help_text=_("The group in which the list of questions shows it."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("place in the category"), default=0, help_text=_("1 comes first.")
    )
    short_answer: models.TextField[str, str] = MarkedTextField(
        _("short answer"),
        features=["bold", "italic", "link", *MARK_BUTTONS],
        help_text=format_lazy("{} {}", _("60 words at most. Shown on its own in lists."), HELP),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("full answer"),
        blank=True,
        help_text=_("More, for those who want it, and questions to ask the care team."),
    )
    search_terms = models.TextField(
        _("search terms"),
        blank=True,
        help_text=_("Other words people may search for, one per line."),
    )
    topics = ClusterTaggableManager(
        through="faq.QuestionTopic",
        blank=True,
        verbose_name=_("topics"),
        help_text=_("Choose from the topics of this guide."),
    )

    objects = QuestionQuerySet.as_manager()

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    ReviewPanel(),
                    TitleFieldPanel("question", placeholder=False, classname=""),
                    FieldPanel("category"),
                    FieldPanel("short_answer"),
                    FieldPanel("body"),
                ],
                heading=_("Answer"),
            ),
            ObjectList(
                [
                    FieldPanel("slug", widget=SlugInput),
                    FieldPanel("topics", widget=TopicCheckboxes),
                    FieldPanel("search_terms"),
                    FieldPanel("reviewer_note"),
                    PublishingPanel(),
                ],
                heading=_("Address and search"),
            ),
        ]
    )
    search_fields = [
        index.AutocompleteField("question"),
        index.AutocompleteField("short_answer"),
        index.AutocompleteField("search_terms"),
    ]

    class Meta(Snippet.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["category__sort_order", "sort_order", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="question_slug_once_a_locale",
                violation_error_message=SLUG_TAKEN,
            )
        ]
        indexes = [
            models.Index(
                fields=["locale", "category", "sort_order", "id"], name="question_by_place"
            )
        ]

    def __str__(self) -> str:
        return self.question

    def clean(self) -> None:
        """Drop links to pages whose id is no number."""
        super().clean()
        self.short_answer = without_broken_links(self.short_answer)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the question; one without a place, a 0, becomes the last of its category."""
        if not self.sort_order and kwargs.get("update_fields") is None:
            self.sort_order = FAQItem.objects.last_place(self.category_id) + 1
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> FAQItem:
        """Return a version in the place that the question has now; in a new category, the last."""
        item: FAQItem = super().with_content_json(content)
        item.sort_order = self.sort_order if item.category_id == self.category_id else 0
        return item

    def get_absolute_url(self) -> str:
        """Return the address of the page of this question."""
        return get_snippet_url(INDEX_SLUG, self.slug)

    def get_bodies(self) -> Iterable[StreamValue | str]:
        """Return the short answer and the full answer."""
        return [self.short_answer, self.body]

    def get_shown_content(self) -> list[models.Model]:
        """Return the pictures, sources, topics and category that this version shows."""
        category = [self.category] if self.category else []  # A draft may lack it.
        return [*find_shown_content(self), *category]

    def get_stream_values(self) -> Iterable[StreamValue]:
        """Return the stream of the full answer."""
        return [self.body]

    def get_standard_document(self) -> Document:
        """Return question, short answer and body as the content standard reads them."""
        return Document.from_bodies(
            kind=self.standard_kind,
            title=self.question,
            summary=self.short_answer,
            fields=Fields.of(
                self, title="question", summary="short_answer", body="body", text="body"
            ),
            required={
                Field.of(self, "question"): self.question,
                Field.of(self, "category"): self.category_id,
            },
            body=standard_body(self.body),
        )

    def get_related_questions(self, topics: list[Any]) -> Iterable[Any]:
        """Return the other questions that share most topics with this one."""
        others = FAQItem.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk)
        return others.about(topics)

    @property
    def feedback_id(self) -> str:
        """Return the key of this question in the feedback form; empty while it is not saved."""
        return f"question-{self.pk}" if self.pk else ""

    def get_schema_org(self) -> dict[str, Any]:
        """Return the question and its short answer, as search engines read them."""
        return {
            "@type": "Question",
            "name": self.question,
            "acceptedAnswer": {"@type": "Answer", "text": plain(self.short_answer)},
        }

    def get_search_keywords(self) -> list[str]:
        """Return the words that people may search with."""
        return lines(self.search_terms)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the public page."""
        return "faq/faq_item.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return the context of the public page."""
        return {"item": self, "renderer": ContentRenderer(self, request), "request": request}


register_reviewable(
    ContentKind.QUESTION,
    FAQItem,
    people=["latest_revision__user"],
    bodies=["body", "latest_revision__content"],
)


class QuestionTopic(ItemBase):
    """A link from a question to a topic."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="question_links")
    content_object = ParentalKey(FAQItem, on_delete=models.CASCADE, related_name="topic_links")

    objects = TopicLinks()

    class Meta:
        indexes = [models.Index(fields=["tag", "content_object"], name="question_about_topic")]
