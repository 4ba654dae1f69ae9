"""Base classes of all pages of the guide."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from education.content.blocks import BodyBlock, CareBlock, QuestionsBlock
from education.content.blocks.base import find_values, standard_body
from education.content.headings import get_headings
from education.content.models.shown_records import find_shown_content
from education.content.models.snippets import CodedMixin, lines
from education.content.pagination import paginate
from education.content.querysets import ContentQuerySet
from education.content.rendering import ContentRenderer
from education.content.topic_widgets import TopicCheckboxes
from education.review.enums import ContentKind
from education.review.mixins import ContentPagePermissionTester, PageCopyForm, SignOffRequiredMixin
from education.review.panels import ReviewPanel
from education.review.registry import register_reviewable
from education.standard.document import Document, Fields, Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LONGEST_SLUG = 80
# The blocks that list pages by themselves, and the property of the renderer that has these pages.
_LISTS = {"steps_of_spread": "steps", "treatments_by_reach": "treatments"}


class ContentPage(CodedMixin, SignOffRequiredMixin, Page):
    """A page of the guide: a title that a patient would use, a summary, a body, topics."""

    is_creatable = False
    copy_form_class = PageCopyForm
    fixed_slug: ClassVar[str] = ""
    body_template: ClassVar[str] = "components/body.html"
    schema_type: ClassVar[str] = "MedicalWebPage"
    shows_care_card: ClassVar[bool] = True
    collects_feedback: ClassVar[bool] = False  # has the form “Was this page helpful?”
    standard_kind: ClassVar[Kind]  # which rows of the content standard apply

    medical_name = models.CharField(
        _("medical name"),
        max_length=120,
        blank=True,
        help_text=_("What doctors call it. Shown under the title, in italics."),
    )
    summary = models.TextField(
        _("summary"),
        help_text=_("One to three sentences, 60 words at most. Shown at the top of the page."),
    )
    menu_title = models.CharField(
        _("short title for menus"),
        max_length=40,
        blank=True,
        help_text=_("Used in menus if the title is too long for them."),
    )
    search_terms = models.TextField(
        _("search terms"),
        blank=True,
        help_text=_("Other words people may search for, one per line."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("Add blocks in the order in which readers meet them. Each shows a preview."),
    )
    topics = ClusterTaggableManager(
        through="content.PageTopic",
        blank=True,
        verbose_name=_("topics"),
        help_text=_("Choose from the topics of this guide."),
    )

    opening_panels: ClassVar[list[Panel]] = [
        ReviewPanel(),
        # This panel also fills in the slug until the page is live.
        TitleFieldPanel(
            "title",
            placeholder=False,
            classname="",
            help_text=_("Use the words a patient would use."),
        ),
        FieldPanel("medical_name"),
        FieldPanel("summary"),
        FieldPanel("topics", widget=TopicCheckboxes),
    ]
    content_panels: ClassVar[list[Panel]] = [*opening_panels, FieldPanel("body")]
    promote_panels: ClassVar[list[Panel]] = [
        FieldPanel("search_terms"),
        FieldPanel("codes"),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            _("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus"), FieldPanel("menu_title")], _("In the menu")),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *Page.search_fields,
        index.AutocompleteField("medical_name"),
        index.AutocompleteField("summary"),
        index.AutocompleteField("search_terms"),
        index.AutocompleteField("codes"),
    ]

    objects = PageManager.from_queryset(ContentQuerySet)()

    class Meta:
        verbose_name = _("content page")

    def clean(self) -> None:
        """Raise ValidationError for a fixed slug that was changed, and for one that is too long."""
        super().clean()
        if self.fixed_slug and self.slug != self.fixed_slug:
            raise ValidationError(
                {
                    "slug": _("Other systems link to “%s”: this address does not change.")
                    % self.fixed_slug
                }
            )
        # A redirect from an address holds 255 characters, with the slugs of all pages above.
        if len(self.slug) > _LONGEST_SLUG:
            message = _("Choose a slug of at most %d characters.")
            raise ValidationError({"slug": message % _LONGEST_SLUG})

    def get_bodies(self) -> Iterable[StreamValue | str]:
        """Return the streams of this page, in reading order."""
        return self.get_stream_values()

    def get_shown_content(self) -> list[models.Model]:
        """Return the pictures, sources and topics that this version shows."""
        return find_shown_content(self)

    def get_stream_values(self) -> Iterable[StreamValue]:
        """Return the stream values of this page, in reading order."""
        return [self.body]

    def get_standard_document(self) -> Document:
        """Return the page as the content standard reads it."""
        return Document.from_bodies(**self.standard_fields())

    def standard_fields(self) -> dict[str, Any]:
        """Return the fields of the page that the content standard checks."""
        return {
            "kind": self.standard_kind,
            "title": self.title,
            "summary": self.summary,
            "search_description": self.search_description,
            "body": standard_body(self.body),
            "fields": Fields.of(
                self,
                title="title",
                summary="summary",
                description="search_description",
                body="body",
                text="body",
            ),
            "unreadable": tuple(self.find_unreadable_codes()),
        }

    def get_neighbors(self) -> Q:
        """Return the condition of no page: only pages in a list of their own link to the next."""
        return Q(pk__in=[])

    def get_related_questions(self, topics: list[Any]) -> Iterable[Any]:
        """Return no questions: only pages in a list of their own lead to some."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the renderer as `renderer`, and whether this is the page about when to call."""
        context = super().get_context(request, *args, **kwargs)
        renderer = context["renderer"] = ContentRenderer(self, request)
        # The page about when to call has a finder of its signs, and a bar to call from.
        is_named = bool(self.pk) and self.pk == renderer.settings.help_page_id
        context["is_help_page"] = is_named and "level" in renderer.references.blocks
        return context

    def permissions_for_user(self, user: Any) -> ContentPagePermissionTester:
        """Return a permission tester that lets no user publish a clinical page directly."""
        return ContentPagePermissionTester(user, self)

    @property
    def is_deletable(self) -> bool:
        """Return whether the address of this page was not promised to other systems."""
        return not self.fixed_slug

    @property
    def headings(self) -> list[tuple[str, StrOrPromise]]:
        """Return anchor and words of each main heading of this page, in reading order.

        The care card stands first on every page, and the questions stand at the end.
        """
        streams = self.get_stream_values()
        help_first = [("help", _("When should I get help?"))]
        questions_last = [("ask", _("Questions to ask your care team"))]
        return [
            *(help_first if self.shows_care_card or find_values(CareBlock, streams) else []),
            *self.own_headings,
            *(questions_last if find_values(QuestionsBlock, streams) else []),
        ]

    @property
    def own_headings(self) -> list[tuple[str, StrOrPromise]]:
        """Return anchor and words of the headings that belong to this page alone."""
        return get_headings(self.body)

    def get_search_keywords(self) -> list[str]:
        """Return the words that people may search with."""
        return lines(self.search_terms)

    @property
    def other_name(self) -> str:
        """Return the medical name, or nothing where the title holds it already."""
        held = self.medical_name.lower() in self.title.lower()
        return "" if held else self.medical_name

    @property
    def feedback_id(self) -> str:
        """Return the key of this page in the feedback form; empty if the page has no such form."""
        return f"page-{self.pk}" if self.collects_feedback and self.pk else ""

    @property
    def first_sentence(self) -> str:
        """Return the first sentence of the summary, for lists."""
        head, stop, _rest = self.summary.partition(". ")
        return head + stop.strip()


register_reviewable(
    ContentKind.PAGE,
    ContentPage,
    people=["owner", "latest_revision__user"],
    bodies=["body", "latest_revision__content"],
)


class IndexPage(ContentPage):
    """A page that lists the pages below it, also those that its body does not mention."""

    standard_kind: ClassVar[Kind] = "index"

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the children that no link and no list of the body leads to, as `page_obj`."""
        context = super().get_context(request, *args, **kwargs)
        renderer = context["renderer"]
        listed = {*renderer.references.pages}
        for name in _LISTS.keys() & renderer.references.blocks.keys():
            listed |= {page.pk for page in getattr(renderer, _LISTS[name])}
        children = ContentPage.objects.child_of(self).public().exclude(pk__in=listed)
        context["page_obj"] = paginate(request, children.defer_streamfields().order_by("path"))
        return context


class LeafPage(ContentPage):
    """A page with links to the page before and the page after it."""

    collects_feedback = True

    class Meta:
        abstract = True

    def get_neighbors(self) -> Q:
        """Return the condition of the public pages just before and just after this one."""
        return ContentPage.objects.neighbors_of(self)

    def get_related_questions(self, topics: list[Any]) -> Iterable[Any]:
        """Return the questions that share most topics with this page."""
        questions = apps.get_model("faq.FAQItem").objects.filter(locale_id=self.locale_id)
        return questions.about(topics)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the neighbors as `before` and `after`."""
        context = super().get_context(request, *args, **kwargs)
        pages = sorted(context["renderer"].pages.values(), key=attrgetter("path"))
        siblings = [page for page in pages if page.is_sibling_of(self)]
        context["before"] = next((p for p in reversed(siblings) if p.path < self.path), None)
        context["after"] = next((p for p in siblings if p.path > self.path), None)
        return context
