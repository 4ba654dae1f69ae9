"""Terms of the glossary, A to Z, each with an address."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from string import ascii_uppercase
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PublishingPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PreviewableMixin
from wagtail.search import index

from education.content.blocks import References
from education.content.blocks.rich_text import plain
from education.content.models.base import ContentPage
from education.content.models.snippets import ReviewerNoteMixin, SluggedMixin, Snippet, lines
from education.content.models.sources import Source
from education.content.models.topics import Topic, TopicLinks
from education.content.pagination import KeysetPaginator
from education.content.querysets import Listing
from education.content.rendering import (
    SOURCE_COLUMNS,
    TERM_COLUMNS,
    TOPIC_COLUMNS,
    ContentRenderer,
    fetch_with_settings,
)
from education.content.validators import check_name
from education.glossary.registry import parts_of_use
from education.review.enums import ContentKind
from education.review.mixins import SignOffRequiredMixin
from education.review.panels import ReviewPanel
from education.review.registry import register_reviewable
from education.standard.document import Document, Kind

_MEANING = (
    *TERM_COLUMNS,
    "pronunciation",
    "also_known_as",
    "locale_id",
    "live_revision_id",
    "last_published_at",
)


class GlossaryTerm(
    PreviewableMixin, ReviewerNoteMixin, SluggedMixin, SignOffRequiredMixin, Snippet
):
    """A term that patients hear, with its plain meaning."""

    standard_kind: ClassVar[Kind] = "term"

    term = models.CharField(
        _("term"), max_length=80, help_text=_("The word as readers hear it from their care team.")
    )
    plain_word = models.CharField(
        _("plain word"), max_length=120, help_text=_("What we say first: “spread” for metastasis.")
    )
    pronunciation = models.CharField(
        _("pronunciation"),
        max_length=120,
        blank=True,
        help_text=_("In letters, the stressed part in capitals: meh-TAS-tuh-sis."),
    )
    definition = models.TextField(
        _("definition"), help_text=_("One or two short sentences, no citation marks.")
    )
    also_known_as = models.TextField(
        _("also known as"),
        blank=True,
        help_text=_("Other names that readers see: true synonyms only, one a line."),
    )
    matched = models.TextField(
        _("also found by"),
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "Plurals, verbs, other spellings and everyday words that lead to this word, "
            "one a line. Readers never see them."
        ),
    )
    see_also = ParentalManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="seen_from",
        verbose_name=_("see also"),
        help_text=_("Words that help to understand this one."),
    )
    sources = ParentalManyToManyField(
        Source,
        blank=True,
        related_name="terms",
        verbose_name=_("sources"),
        help_text=_("Where the meaning comes from: at least one."),
    )
    topics = ClusterTaggableManager(
        through="glossary.TermTopic",
        blank=True,
        verbose_name=_("topics"),
        help_text=_("Choose from the topics of this guide."),
    )

    panels = [
        ReviewPanel(),
        FieldRowPanel([FieldPanel("term"), FieldPanel("slug")]),
        FieldPanel("plain_word"),
        FieldPanel("pronunciation"),
        FieldPanel("definition"),
        FieldPanel("also_known_as"),
        FieldPanel("matched"),
        FieldPanel("see_also"),
        FieldPanel("sources"),
        FieldPanel("topics"),
        FieldPanel("reviewer_note"),
        PublishingPanel(),
    ]
    search_fields = [
        index.AutocompleteField("term"),
        index.AutocompleteField("plain_word"),
        index.AutocompleteField("definition"),
        index.AutocompleteField("also_known_as"),
        index.AutocompleteField("matched"),
    ]

    class Meta(Snippet.Meta):
        verbose_name = _("word")
        verbose_name_plural = _("words")
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="term_slug_once_a_locale")
        ]

    def __str__(self) -> str:
        return self.term

    def clean(self) -> None:
        """Raise ValidationError if another entry has this name but for case and number."""
        super().clean()
        check_name(self, "term")

    def get_absolute_url(self) -> str:
        """Return the address of the page of this term."""
        return GlossaryIndexPage.url_below(self.slug)

    @property
    def feedback_key(self) -> str:
        """Return the key of this term in the feedback form; empty while it is not saved."""
        return f"word-{self.pk}" if self.pk else ""

    def get_schema_org(self, url: str) -> dict[str, Any]:
        """Return the term and its meaning, as search engines read them at an address."""
        return {
            "@type": "DefinedTerm",
            "name": self.term,
            "description": plain(self.definition),
            "url": url,
            **({"alternateName": self.other_names} if self.other_names else {}),
        }

    @property
    def other_names(self) -> list[str]:
        """Return other names that readers see."""
        return lines(self.also_known_as)

    @property
    def matched_forms(self) -> list[str]:
        """Return the forms by which the term is found and which readers never see."""
        return lines(self.matched)

    @property
    def letter(self) -> str:
        """Return the letter under which the list has this term."""
        return self.term[:1].upper()

    def bodies(self) -> Iterable[Any]:
        """Return the definition, the only text of this term."""
        return [self.definition]

    def streams(self) -> list[Any]:
        """Return nothing, since a term has no body."""
        return []

    def get_standard_document(self) -> Document:
        """Return term, definition and sources as the content standard reads them."""
        sources = tuple(source.code for source in self.sources.all())
        return Document(self.standard_kind, self.term, self.definition, sources=sources)

    def parts(self, mentions: References) -> dict[str, Listing]:
        """Return the listings of this term: terms to see as well, uses, sources and topics."""
        topic = type(self).topics.through._meta.get_field("tag").related_model
        # In a list: an unsaved term has no key, and None would match rows without terms.
        own = [self.pk]
        topics = topic.objects.shown().filter(term_links__content_object_id__in=own)
        return {
            "see_also": Listing(
                GlossaryTerm.objects.shown().filter(seen_from__in=own), TERM_COLUMNS
            ),
            "of_term": Listing(Source.objects.shown().filter(terms__in=own), SOURCE_COLUMNS),
            "topics": Listing(topics, TOPIC_COLUMNS),
            **parts_of_use(self),
        }

    def shown_to(self, request: HttpRequest) -> dict[str, Any]:
        """Return the context of the page of this term.

        Its uses stand in the order of the tree and of the categories.
        """
        reading = ContentRenderer(self, request)
        questions = reading.found["questions_of_use"]
        return {
            "item": self,
            "reading": reading,
            "see_also": sorted(reading.found["see_also"], key=attrgetter("term", "slug")),
            "shows_care_card": not reading.topics
            or any(topic.shows_care_card for topic in reading.topics),
            "sources": sorted(reading.found["of_term"], key=attrgetter("code")),
            "pages_of_use": [one for one in reading.pages("pages_of_use") if reading.url(one)],
            "questions_of_use": sorted(
                questions, key=attrgetter("category__sort_order", "sort_order", "question")
            ),
        }

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the public page."""
        return "glossary/glossary_term.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return the context of the public page."""
        return {**self.shown_to(request), "request": request}


register_reviewable(
    ContentKind.WORD,
    GlossaryTerm,
    people=["latest_revision__user"],
    bodies=["latest_revision__content"],
)


class TermTopic(ItemBase):
    """A link from a term to a topic."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="term_links")
    content_object = ParentalKey(GlossaryTerm, on_delete=models.CASCADE, related_name="topic_links")

    objects = TopicLinks()

    class Meta:
        indexes = [models.Index(fields=["tag", "content_object"], name="word_about_topic")]


class GlossaryIndexPage(RoutablePageMixin, ContentPage):
    """The list of terms by letter, and the page of each term."""

    is_clinical = False
    page_description = _("The words, A to Z. Each word has an address of its own.")
    parent_page_types = ["content.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    promised_slug = "glossary"
    schema_type = "DefinedTermSet"
    standard_kind = "list"

    class Meta:
        verbose_name = _("words: first page")

    def parts(self, mentions: References) -> dict[str, Listing]:
        """Add a part of the terms."""
        rows = GlossaryTerm.objects.shown().filter(locale_id=self.locale_id)
        columns = (*TERM_COLUMNS, "pronunciation", "also_known_as")
        return {**super().parts(mentions), "entries": self._stretch.part(rows, columns)}

    @property
    def _stretch(self) -> KeysetPaginator:
        return KeysetPaginator(GlossaryTerm, ("slug",), self.asked)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the terms by letter, and the alphabet with the letters that have terms."""
        context = super().get_context(request, *args, **kwargs)
        stretch, found = self._stretch, context["reading"].found["entries"]
        entries = sorted(stretch.shown(found), key=lambda one: (one.term.lower(), one.slug))
        letters = groupby(entries, key=lambda one: one.letter)
        context["letters"] = [(letter, list(group)) for letter, group in letters]
        used = {letter for letter, _group in context["letters"]}
        context["onward"] = stretch.onward(found)
        is_whole = not stretch.is_later and not context["onward"]
        context["alphabet"] = [
            (letter, f"#letter-{letter}")
            if letter in used
            else (letter, "" if is_whole else stretch.address(letter.lower()))
            for letter in sorted({*ascii_uppercase, *used})
        ]
        return context

    @path("<slug:slug>/")
    def term(self, request: HttpRequest, slug: str) -> TemplateResponse:
        """Show a term and its meaning. Raise Http404 if there is no such term."""
        rows = GlossaryTerm.objects.shown().filter(slug=slug, locale_id=self.locale_id)
        found = fetch_with_settings(request, {"item": Listing(rows, _MEANING)})
        if not found["item"]:
            raise Http404
        context = {"page": self, **found["item"][0].shown_to(request)}
        return TemplateResponse(request, "glossary/glossary_term.html", context)
