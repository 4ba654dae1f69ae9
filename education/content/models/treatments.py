"""Page types of treatments, with the six answers that the content standard requires."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from education.content.blocks import AnswerBlock, BodyBlock
from education.content.blocks.base import standard_body
from education.content.enums import Reach
from education.content.headings import get_headings
from education.content.models.base import ContentPage, IndexPage, LeafPage
from education.standard.parts import Field

if TYPE_CHECKING:
    from django.db.models import Field as ModelField
    from django_stubs_ext import StrOrPromise


_AFTER = _("After the answers")


class TreatmentIndexPage(IndexPage):
    """The list of treatments."""

    page_description = _("All treatments: by where they work, and compared in a table.")
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.TreatmentPage"]
    max_count_per_parent = 1
    fixed_slug = "treatments"

    class Meta:
        verbose_name = _("treatments (landing page)")


class Slot(NamedTuple):
    """An answer of row 12 of the content standard: its field, heading and content."""

    name: str
    heading: StrOrPromise
    content: StreamValue


def _slot(heading: StrOrPromise) -> StreamField:
    return StreamField(
        AnswerBlock(),
        verbose_name=heading,
        blank=True,
        help_text=_("Cite a source. What you leave out belongs in “Not covered on this page”."),
    )


class TreatmentPage(LeafPage):
    """A page about one treatment, with six answers in a fixed order."""

    page_description = _("One treatment, with the six answers that a reader needs.")
    parent_page_types = ["content.TreatmentIndexPage"]
    subpage_types: list[str] = []
    body_template = "components/treatment_body.html"
    standard_kind = "treatment"

    reach = models.CharField(
        _("where it works"),
        max_length=16,
        choices=Reach,
        help_text=_("Decides in which group the list of treatments shows it."),
    )
    how_given = models.CharField(
        _("how it is given"),
        max_length=160,
        blank=True,
        help_text=_("A few words, such as “As pills”. Only what a source says."),
    )
    what_for = models.CharField(
        _("what it is for"),
        max_length=200,
        blank=True,
        help_text=_("A few words, such as “To ease symptoms”. Only what a source says."),
    )
    opening = StreamField(
        BodyBlock(),
        verbose_name=_("before the answers"),
        blank=True,
        help_text=_("What readers need first: “In short”, when to get help, perhaps a picture."),
    )
    how_it_works = _slot(_("How does it work?"))
    benefits = _slot(_("What are the possible benefits?"))
    risks = _slot(_("What are the possible risks and side effects?"))
    without = _slot(_("What if I choose not to have it?"))
    alternatives = _slot(_("What other choices are there?"))
    daily_life = _slot(_("What might daily life be like?"))

    SLOTS = ("how_it_works", "benefits", "risks", "without", "alternatives", "daily_life")

    content_panels = [
        *ContentPage.opening_panels,
        MultiFieldPanel(
            [
                FieldPanel("reach"),
                FieldRowPanel([FieldPanel("how_given"), FieldPanel("what_for")]),
            ],
            _("At a glance"),
        ),
        FieldPanel("opening"),
        *(FieldPanel(name) for name in SLOTS),
        FieldPanel(
            "body",
            heading=_AFTER,
            help_text=_("What the page does not cover, and questions to ask."),
        ),
    ]

    class Meta:
        verbose_name = _("treatment")

    @property
    def slots(self) -> list[Slot]:
        """Return the six answers, in order, with their headings."""
        return [
            Slot(
                name,
                cast("ModelField[Any, Any]", self._meta.get_field(name)).verbose_name,
                getattr(self, name),
            )
            for name in self.SLOTS
        ]

    @property
    def reach_mark(self) -> str:
        """Return the name of the drawing that shows where the treatment works."""
        return Reach(self.reach).mark if self.reach in Reach else ""

    @property
    def own_headings(self) -> list[tuple[str, StrOrPromise]]:
        """Return anchor and words of the headings: of the opening, the six answers, the body."""
        answers = [(slot.name, slot.heading) for slot in self.slots]
        return [*get_headings(self.opening), *answers, *get_headings(self.body)]

    def standard_fields(self) -> dict[str, Any]:
        """Add the fields that only a treatment has: opening, two lines at a glance, six answers."""
        fields = super().standard_fields()
        labels = fields["fields"]._replace(
            opening=Field.of(self, "opening"),
            body=Field("body", str(_AFTER)),
            text=Field("opening", str(_("Text"))),
        )
        return {
            **fields,
            "fields": labels,
            "required": {Field.of(self, "reach"): self.reach},
            "opening": standard_body(self.opening),
            "glance": {
                Field.of(self, name): getattr(self, name) for name in ("how_given", "what_for")
            },
            "slots": {slot.name: standard_body(slot.content) for slot in self.slots},
        }

    def get_stream_values(self) -> Iterable[StreamValue]:
        """Return the opening, the six answers and the body."""
        return [self.opening, *(slot.content for slot in self.slots), self.body]
