"""Alarm words, for which the search page shows help before anything else."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale
from wagtail.search import index

from education.content.blocks.choosers import PageChoice, QuestionChoice
from education.content.models.snippets import SLUG_TAKEN, ReviewerNoteMixin, Snippet, lines
from education.search.alarm_alternatives import MOST_PHRASES, has_stray_parenthesis, is_too_wide
from education.standard.markup import TOKEN, TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django_stubs_ext import StrOrPromise

_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:-|–|to)\s*(\d+(?:\.\d+)?)")
_PHRASE_FIELDS = ("words", "alone", "together", "spanish", "near", "exceptions")

HOW_IT_WORKS = _(
    "A search is compared with these words before anything is looked for. Capital letters, "
    "accents, apostrophes and other signs do not matter. A single word must stand in the search as "
    "it is written here, or with an s at its end. In a phrase the endings of words do not matter "
    "(“vomit blood” is found in “she vomited blood”), and small words may stand in between. A word "
    "of five letters or more is also found when one letter is wrong, two from nine letters on, "
    "unless what was typed is an English word. Words in parentheses are alternatives: "
    "“leg (numb/weak)” stands for two phrases, and “(my/) leg” also for “leg”. Of several groups "
    "that are found, the one with the lowest number in “order” gives the message. A change is in "
    "use as soon as it is published."
)


class Results(models.TextChoices):
    """Options for the ordinary results of a search with alarm words."""

    NONE = "none", _("Not shown, and the search is not counted")
    AFTER = "after", _("Shown after the message")


class FirstCall(models.TextChoices):
    """Options for the number that a message asks to call first."""

    EMERGENCY = "emergency", _("The emergency number (shown in red)")
    CARE_TEAM = "care-team", _("The care team (shown in red)")
    CRISIS = "crisis", _("The crisis line (shown calmly, in the color of the guide)")


class AlarmGroup(ReviewerNoteMixin, Snippet):
    """Alarm words, and the message that a search with one of them shows first."""

    slug = models.SlugField(
        _("short name"),
        max_length=80,
        help_text=_("Names the group in lists. Readers never see it."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("order"),
        default=1,
        help_text=_("The gravest group has 1. A search that fits two groups shows the graver one."),
    )
    heading = models.CharField(
        _("heading"), max_length=120, help_text=_("The first words that a reader meets.")
    )
    heading_es = models.CharField(
        _("heading in Spanish"),
        max_length=120,
        blank=True,
        help_text=_(
            "The first words when the search is in Spanish. The English heading then follows."
        ),
    )
    message = models.TextField(
        _("message"),
        help_text=_(
            "What to do now, in plain words. {{ emergency_number }}, {{ crisis_number }} and "
            "{{ help_line }} stand for the site settings, each as a link that dials."
        ),
    )
    message_es = models.TextField(
        _("message in Spanish"),
        blank=True,
        help_text=_("Stands above the other one when the search is in Spanish. Same marks."),
    )
    results = models.CharField(
        _("ordinary results"),
        max_length=10,
        choices=Results.choices,
        default=Results.AFTER,
        help_text=_(
            "A group without results is also found in questions about its words, such as “what is "
            "suicide”; others leave those to the glossary."
        ),
    )
    first_call = models.CharField(
        _("whom to call first"),
        max_length=10,
        choices=FirstCall.choices,
        default=FirstCall.EMERGENCY,
        help_text=_("Its button comes first, where the site settings hold the number."),
    )
    links = StreamField(
        [("page", PageChoice()), ("question", QuestionChoice())],
        verbose_name=_("links"),
        blank=True,
        help_text=_("Pages and questions to read below the message; three at most read well."),
    )
    section = models.CharField(
        _("part of the page"),
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "The part to which the first link to a page leads: what stands after # in its address."
        ),
    )
    words = models.TextField(
        _("words and phrases"), blank=True, help_text=_("One per line, as people type them.")
    )
    together = models.TextField(
        _("combinations"),
        blank=True,
        help_text=_("One per line, its parts joined by +, in any order: back pain + (leg/legs)"),
    )
    alone = models.TextField(
        _("words that count only alone"),
        blank=True,
        help_text=_("One per line. They count when nothing else is searched for, such as: help"),
    )
    spanish = models.TextField(
        _("Spanish words and phrases"),
        blank=True,
        help_text=_("One per line, with or without accents. Leave out words that English has too."),
    )
    numbers = models.TextField(
        _("numbers"),
        blank=True,
        help_text=_(
            "Ranges, one per line, such as 38 to 43. A number in one of them counts when a word of "
            "the next field stands in the search too, or when nothing else is searched for."
        ),
    )
    near = models.TextField(
        _("words near numbers"), blank=True, help_text=_("One per line, such as: temperature")
    )
    exceptions = models.TextField(
        _("exceptions"),
        blank=True,
        help_text=_(
            "One per line: phrases that hold one of the words and mean something else, such as "
            "“hay fever”. They are taken out of a search before any group is looked for."
        ),
    )

    panels = [
        HelpPanel(HOW_IT_WORKS, heading=_("How a search is matched")),
        MultiFieldPanel(
            [
                FieldPanel("heading"),
                FieldPanel("message"),
                FieldPanel("heading_es"),
                FieldPanel("message_es"),
                FieldPanel("first_call"),
                FieldPanel("links"),
                FieldPanel("section"),
                FieldPanel("results"),
            ],
            _("What readers see"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("words"),
                FieldPanel("together"),
                FieldPanel("alone"),
                FieldPanel("spanish"),
                FieldPanel("numbers"),
                FieldPanel("near"),
                FieldPanel("exceptions"),
            ],
            _("What it is found by"),
        ),
        FieldPanel("slug"),
        FieldPanel("sort_order"),
        FieldPanel("reviewer_note"),
    ]
    search_fields = [
        index.AutocompleteField(name) for name in ("slug", "heading", "words", "spanish")
    ]

    class Meta(Snippet.Meta):
        verbose_name = _("alarm words")
        verbose_name_plural = _("alarm words")
        ordering = ["sort_order", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="alarm_slug_once_a_locale",
                violation_error_message=SLUG_TAKEN,
            )
        ]

    def __str__(self) -> str:
        return self.heading

    def clean(self) -> None:
        """Raise ValidationError for a slug in use, unknown settings or words that cannot match."""
        super().clean()
        problems = {
            "slug": self._problems_of_slug(),
            "message": _unknown_tokens(self.message),
            "message_es": _unknown_tokens(self.message_es),
            "numbers": self._problems_of_numbers(),
            "near": self._problems_of_near(),
            "together": self._problems_of_combinations(),
            "words": self._problems_of_all(),
        }
        for field in _PHRASE_FIELDS:
            for line in lines(getattr(self, field)):
                problems[field] = [*problems.get(field, ()), *find_line_problems(line)]
        found = {field: messages for field, messages in problems.items() if messages}
        if found:
            raise ValidationError(found)

    @property
    def combinations(self) -> list[tuple[str, ...]]:
        """Return the parts of each combination."""
        return [
            tuple(part.strip() for part in line.split("+") if part.strip())
            for line in lines(self.together)
        ]

    @property
    def ranges(self) -> list[tuple[Decimal, Decimal]]:
        """Return the first and last number of each range that can be read."""
        return [one for line in lines(self.numbers) if (one := range_of(line))]

    @property
    def is_calm(self) -> bool:
        """Return whether the message is shown in the calm color of the guide."""
        return self.first_call == FirstCall.CRISIS

    def _problems_of_slug(self) -> list[StrOrPromise]:
        locale = self.locale_id or Locale.get_default().pk
        others = AlarmGroup.objects.filter(locale_id=locale, slug=self.slug).exclude(pk=self.pk)
        return [_("Another group has this short name.")] if others.exists() else []

    def _problems_of_all(self) -> list[StrOrPromise]:
        if any((self.words, self.together, self.alone, self.spanish, self.numbers)):
            return []
        return [_("Nothing finds this group. Give it words, combinations or numbers.")]

    def _problems_of_numbers(self) -> list[StrOrPromise]:
        text = _("“%(line)s” is no range. Write two numbers, such as 38 to 43 or 100.4 to 109.")
        return [text % {"line": line} for line in lines(self.numbers) if not range_of(line)]

    def _problems_of_near(self) -> list[StrOrPromise]:
        if bool(lines(self.numbers)) != bool(lines(self.near)):
            return [_("Numbers need words near which they count, and these words need numbers.")]
        return []

    def _problems_of_combinations(self) -> list[StrOrPromise]:
        if all(len(parts) > 1 for parts in self.combinations):
            return []
        return [_("A combination needs two parts or more, joined by +, such as: back pain + legs")]


def range_of(line: str) -> tuple[Decimal, Decimal] | None:
    """Return the first and last number of a line such as “38 to 43”; None without such a range.

    The first number must not be the larger one.
    """
    found = _RANGE.fullmatch(line)
    first, last = (Decimal(found[1]), Decimal(found[2])) if found else (1, 0)
    return (Decimal(first), Decimal(last)) if first <= last else None


def _unknown_tokens(text: str) -> list[StrOrPromise]:
    known = ", ".join(TOKENS)
    message = _("“{{ %(name)s }}” is not known. Use one of: %(known)s.")
    return [
        message % {"name": name, "known": known}
        for name in TOKEN.findall(text)
        if name not in TOKENS
    ]


def find_line_problems(line: str) -> Iterator[StrOrPromise]:
    """Yield what keeps a line of phrases from being found, in words for editors."""
    if not any(char.isalnum() for char in line):
        text = _("“%(line)s” has no letter and no number, so nothing could be found by it.")
        yield text % {"line": line}
    if has_stray_parenthesis(line):
        text = _("“%(line)s” has a parenthesis without its other half, or one inside another.")
        yield text % {"line": line}
    elif any(map(is_too_wide, line.split("+"))):
        text = _("“%(line)s” stands for more than %(most)s phrases. Divide it into several lines.")
        yield text % {"line": line, "most": MOST_PHRASES}
