"""Terms of the glossary, A to Z, each with an address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PublishingPanel
from wagtail.blocks import StreamValue
from wagtail.contrib.routable_page.models import path
from wagtail.models import PreviewableMixin
from wagtail.search import index

from education.content.blocks.rich_text import plain
from education.content.fields import IndexedManyToManyField
from education.content.models.shown_records import find_shown_content
from education.content.models.snippet_index import SnippetIndexPage, get_snippet_url
from education.content.models.snippets import (
    SLUG_TAKEN,
    CodedMixin,
    ReviewerNoteMixin,
    SluggedMixin,
    Snippet,
    lines,
)
from education.content.models.sources import Source
from education.content.models.topics import Topic, TopicLinks
from education.content.pagination import paginate
from education.content.rendering import ContentRenderer
from education.content.topic_widgets import TopicCheckboxes
from education.content.validators import find_namesake
from education.glossary.alphabet import build_alphabet, group_by_letter
from education.glossary.registry import get_usages
from education.review.enums import ContentKind
from education.review.mixins import SignOffRequiredMixin
from education.review.panels import ReviewPanel
from education.review.registry import register_reviewable
from education.standard.document import Document, Fields, Kind
from education.standard.parts import Field

# The letters of misaki, in which hibari takes how a word sounds.
PHONEMES = r"^[ ˈˌAIOSTWYbdfhijklmnpstuvwzæðŋɑɔəɛɜɡɪɹɾʃʊʌʒʔʤʧθᵊᵻ]+\Z"  # noqa: RUF001


class GlossaryTerm(
    PreviewableMixin, ReviewerNoteMixin, CodedMixin, SluggedMixin, SignOffRequiredMixin, Snippet
):
    """A term that patients hear, with its plain meaning."""

    standard_kind: ClassVar[Kind] = "term"

    term = models.CharField(
        _("term"), max_length=80, help_text=_("The term as readers hear it from their care team.")
    )
    plain_word = models.CharField(
        _("plain word"), max_length=120, help_text=_("What we say first: “spread” for metastasis.")
    )
    pronunciation = models.CharField(
        _("pronunciation"),
        max_length=120,
        blank=True,
        help_text=_("Spelled out, with the stressed syllable in capitals: meh-TAS-tuh-sis."),
    )
    say = models.CharField(
        _("how the computer voice says it"),
        max_length=120,
        blank=True,
        default="",
        db_default="",
        validators=[RegexValidator(PHONEMES, _("Use only letters of the voice’s alphabet."))],
        help_text=_(
            "Only where recorded speech gets the term wrong: what stands before a bracket, in "
            "the voice’s phonetic letters, such as mətˈæstəsɪs. Readers never see it."  # noqa: RUF001
        ),
    )
    definition = models.TextField(
        _("definition"), help_text=_("One or two short sentences, no citation marks.")
    )
    also_known_as = models.TextField(
        _("also known as"),
        blank=True,
        help_text=_("Other names that readers see: true synonyms only, one per line."),
    )
    matched = models.TextField(
        _("also found by"),
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "Plurals, verbs, other spellings and everyday words that lead to this term, "
            "one per line. Readers never see them."
        ),
    )
    see_also = IndexedManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="seen_from",
        verbose_name=_("see also"),
        help_text=_("Terms that help readers understand this one."),
    )
    sources = IndexedManyToManyField(
        Source,
        blank=True,
        related_name="terms",
        verbose_name=_("sources"),
        help_text=_("Where the definition comes from. At least one."),
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
        FieldPanel("say"),
        FieldPanel("definition"),
        FieldPanel("also_known_as"),
        FieldPanel("matched"),
        FieldPanel("codes"),
        FieldPanel("see_also"),
        FieldPanel("sources"),
        FieldPanel("topics", widget=TopicCheckboxes),
        FieldPanel("reviewer_note"),
        PublishingPanel(),
    ]
    search_fields = [
        index.AutocompleteField("term"),
        index.AutocompleteField("plain_word"),
        index.AutocompleteField("definition"),
        index.AutocompleteField("also_known_as"),
        index.AutocompleteField("matched"),
        index.AutocompleteField("codes"),
    ]

    class Meta(Snippet.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="term_slug_once_a_locale",
                violation_error_message=SLUG_TAKEN,
            )
        ]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        """Return the address of the page of this term."""
        return get_snippet_url(GlossaryIndexPage.fixed_slug, self.slug)

    @property
    def feedback_id(self) -> str:
        """Return the key of this term in the feedback form; empty while it is not saved."""
        return f"term-{self.pk}" if self.pk else ""

    def get_schema_org(self, url: str) -> dict[str, Any]:
        """Return the term and its meaning, as search engines read them at an address."""
        return {
            "@type": "DefinedTerm",
            "name": self.term,
            "description": plain(self.definition),
            "url": url,
            **({"alternateName": aliases} if (aliases := self.get_aliases()) else {}),
        }

    def get_aliases(self) -> list[str]:
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

    def get_bodies(self) -> Iterable[StreamValue | str]:
        """Return the definition, the only text of this term."""
        return [self.definition]

    def get_shown_content(self) -> list[models.Model]:
        """Return the topics of this version, the sources it names and those its meaning cites."""
        return [*dict.fromkeys([*self.sources.all(), *find_shown_content(self)])]

    def get_stream_values(self) -> list[Any]:
        """Return nothing, since a term has no body."""
        return []

    def get_standard_document(self) -> Document:
        """Return term, definition and sources as the content standard reads them."""
        sources = tuple(source.code for source in self.sources.all())
        other = find_namesake(self, "term", live=True)
        same = {Field.of(self, "term"): _("“%s” is in the glossary already.") % other}
        return Document(
            self.standard_kind,
            self.term,
            self.definition,
            sources=sources,
            fields=Fields.of(self, title="term", summary="definition"),
            required={Field.of(self, name): getattr(self, name) for name in ("term", "plain_word")},
            taken=same if other else {},
            unreadable=tuple(self.find_unreadable_codes()),
        )

    def get_related_questions(self, topics: list[Any]) -> Iterable[Any]:
        """Return no questions: the page of a term lists those that use it."""
        return []

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return the context of the page of this term."""
        renderer = ContentRenderer(self, request)
        see_also = GlossaryTerm.objects.public().filter(seen_from__in=[self.pk])
        return {
            "item": self,
            "renderer": renderer,
            "see_also": see_also.order_by("term", "slug"),
            "sources": Source.objects.public().filter(terms__in=[self.pk]),
            "shows_care_card": not renderer.topics
            or any(topic.shows_care_card for topic in renderer.topics),
            "usages": get_usages(self, request),
        }

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the public page."""
        return "glossary/glossary_term.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return the context of the public page."""
        return {**self.get_context(request), "request": request}


register_reviewable(
    ContentKind.TERM,
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
        indexes = [models.Index(fields=["tag", "content_object"], name="term_about_topic")]


class GlossaryIndexPage(SnippetIndexPage):
    """The list of terms by letter, and the page of each term."""

    page_description = _("The terms, A to Z. Each term has an address of its own.")
    fixed_slug = "glossary"
    snippet_model = GlossaryTerm
    sitemap_section = "terms"
    schema_type = "DefinedTermSet"

    class Meta:
        verbose_name = _("glossary (landing page)")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the terms by letter, and the alphabet with the letters that have terms."""
        context = super().get_context(request, *args, **kwargs)
        terms = GlossaryTerm.objects.public().filter(locale_id=self.locale_id).order_by("slug")
        page = context["page_obj"] = paginate(request, terms)
        context["letters"] = group_by_letter(page.object_list)
        context["alphabet"] = build_alphabet(context["letters"], page)
        return context

    @path("<slug:slug>/")
    def term(self, request: HttpRequest, slug: str) -> TemplateResponse:
        """Show a term and its meaning. Raise Http404 if there is no such term."""
        term = get_object_or_404(GlossaryTerm.objects.public(), slug=slug, locale_id=self.locale_id)
        context = {"page": self, **term.get_context(request)}
        return TemplateResponse(request, "glossary/glossary_term.html", context)
