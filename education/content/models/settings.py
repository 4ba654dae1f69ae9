"""Settings that an admin makes for the whole site."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from education.content import phone
from education.content.blocks.help_lines import HelpLineBlock
from portal.static_pages.rendering import get_shared

# Shown to readers until an admin sets a value: words that still read well in a sentence.
DEFAULT_EMERGENCY_NUMBER = "your local emergency number"
DEFAULT_CRISIS_NUMBER = "a crisis line near you"
DEFAULT_HELP_LINE = "a cancer information line near you"
DEFAULT_CONTACT = "the people who run this copy of the guide"
# What links, menus and breadcrumbs need of a page.
FRAME_COLUMNS = (
    "title", "menu_title", "show_in_menus", "path", "depth", "url_path", "content_type_id"
)  # fmt: skip


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """Name, numbers to call, disclaimer and contact of a site, shown on all its pages."""

    site_name = models.CharField(_("name"), max_length=80, default="When cancer spreads")
    emergency_number = models.CharField(
        _("emergency number"),
        max_length=60,
        default=DEFAULT_EMERGENCY_NUMBER,
        help_text=_("Completes “Call …”, for example 911 or 112."),
    )
    emergency_text = models.CharField(
        _("emergency text"),
        max_length=200,
        default="Call if you think that your life, or someone else’s, is in danger.",
        help_text=_("When to call. Shown beside the number."),
    )
    crisis_number = models.CharField(
        _("crisis line"),
        max_length=60,
        default=DEFAULT_CRISIS_NUMBER,
        db_default=DEFAULT_CRISIS_NUMBER,
        help_text=_(
            "A line that answers day and night when somebody thinks about ending their life. "
            "Completes “Call …”; in the United States: 988."
        ),
    )
    care_team_number = models.CharField(
        _("care team, day or night"),
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "The number of your care team, if all readers share one. If this is empty, readers get "
            "a line to write it on."
        ),
    )
    help_lines = StreamField(
        [("line", HelpLineBlock())],
        verbose_name=_("help lines"),
        blank=True,
        null=True,
        help_text=_("The first one is also used in sentences, such as “You can also call …”."),
    )
    help_page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("page about when to call"),
        help_text=_("Every page links to it, at the top and in its care card."),
    )
    review_page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("page about reviews"),
        help_text=_("How texts are written and reviewed. The review of every text links to it."),
    )
    disclaimer = models.TextField(
        _("disclaimer"),
        default=(
            "It cannot take the place of your care team. They know you and your cancer. "
            "Talk with them before you change anything."
        ),
        help_text=_("Shown at the foot of every page, under “This is information, not advice”."),
    )
    contact = models.CharField(
        _("contact"),
        max_length=200,
        default=DEFAULT_CONTACT,
        help_text=_(
            "How readers reach you. Completes “Tell us: …”. Until you set it, readers do not see "
            "the paragraphs and list items that use it."
        ),
    )

    review_grace_days = models.PositiveSmallIntegerField(
        _("grace period for reviews (days)"),
        default=30,
        validators=[MaxValueValidator(365)],
        help_text=_(
            "Readers see “Review is overdue” this many days after the date of the next review. "
            "Editors see it at once."
        ),
    )
    licence = models.CharField(
        _("licence"),
        max_length=80,
        default="BSD-3-Clause",
        help_text=_("The licence under which other systems may show the texts of this guide."),
    )
    licence_url = models.URLField(
        _("address of the licence"),
        default="https://opensource.org/license/bsd-3-clause",
        help_text=_("Where the words of the licence stand."),
    )

    panels = [
        FieldPanel("site_name"),
        MultiFieldPanel(
            [
                FieldPanel("emergency_number"),
                FieldPanel("emergency_text"),
                FieldPanel("crisis_number"),
                FieldPanel("care_team_number"),
                FieldPanel("help_lines"),
                FieldPanel("help_page"),
            ],
            _("Numbers to call"),
        ),
        FieldPanel("disclaimer"),
        FieldPanel("contact"),
        MultiFieldPanel([FieldPanel("review_page"), FieldPanel("review_grace_days")], _("Reviews")),
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("licence_url")], _("Licence")),
    ]

    class Meta:
        verbose_name = _("Site settings")
        verbose_name_plural = _("Site settings")

    @cached_property
    def frame(self) -> dict[int, Page]:
        """Return the public pages to which every page leads, by primary key. One query.

        The children of the home page, their children in the menus, and the pages chosen here.
        """
        if not self.site_id:
            return {}
        pages = apps.get_model("content.ContentPage").objects.public()
        home = self.site.root_page
        menus = Q(depth=home.depth + 1) | Q(depth=home.depth + 2, show_in_menus=True)
        chosen = Q(pk__in={self.help_page_id, self.review_page_id} - {None})
        found = pages.filter(chosen | Q(path__startswith=home.path) & menus)
        return {page.pk: page for page in found.only(*FRAME_COLUMNS)}

    @property
    def public_help_page(self) -> Page | None:
        """Return the page about when to call, or None while readers cannot see it."""
        return self.frame.get(self.help_page_id or 0)

    @property
    def public_review_page(self) -> Page | None:
        """Return the page about reviews, or None while readers cannot see it."""
        return self.frame.get(self.review_page_id or 0)

    @property
    def help_line(self) -> str:
        """Return the number of the first help line, as it reads after “call …”."""
        first: Any = next(iter(self.help_lines), None)
        return first.value["number"] if first else DEFAULT_HELP_LINE

    @property
    def spanish_line(self) -> Any:
        """Return the first help line that answers in Spanish, or None."""
        lines = (one.value for one in self.help_lines)
        return next((one for one in lines if "spanish" in one["language"].lower()), None)

    @property
    def has_contact(self) -> bool:
        """Return whether the contact has been set, so that readers can reach someone."""
        return bool(self.contact.strip()) and self.contact != DEFAULT_CONTACT

    @property
    def unset(self) -> list[str]:
        """Return the verbose names of the settings that a live site must not leave as they are."""
        missing = {
            "emergency_number": bool(phone.number_in(self.emergency_number)),
            "crisis_number": bool(phone.number_in(self.crisis_number)),
            "contact": self.has_contact,
        }
        return [
            str(self._meta.get_field(name).verbose_name)
            for name, is_set in missing.items()
            if not is_set
        ]

    @classmethod
    def unset_anywhere(cls) -> list[str]:
        """Return the names of settings that any site of this database has not set. Two queries."""
        kept = {row.site_id: row for row in cls.objects.all()}
        sites = Site.objects.values_list("pk", flat=True)
        return sorted({name for site in sites for name in kept.get(site, cls()).unset})

    @classmethod
    def for_request(cls, request: HttpRequest) -> SiteSettings:
        """Return the settings of the site of a request, the same for pages built under one lock."""
        key = (cls, Site.find_for_request(request))
        shared = get_shared(request)
        if key not in shared:
            shared[key] = super().for_request(request)
        return shared[key]

    @classmethod
    def for_site(cls, site: Site | None) -> SiteSettings:
        """Return the settings of a site, or unsaved defaults: to read them writes nothing."""
        found = cls.base_queryset().filter(site=site).first() or cls()
        found.site = site
        return found
