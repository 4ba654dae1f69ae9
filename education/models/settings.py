"""What an admin sets for the whole site."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """Name, emergency number, disclaimer and contact: said once, shown everywhere."""

    site_name = models.CharField(_("name"), max_length=80, default="When cancer spreads")
    emergency_number = models.CharField(
        _("emergency number"),
        max_length=60,
        default="your local emergency number",
        help_text=_("As it reads after “Call …”: 911, 112, or the words that stand here now."),
    )
    emergency_text = models.CharField(
        _("emergency text"),
        max_length=200,
        default="Call if you think that your life, or someone else’s, is in danger.",
        help_text=_("When to call. It stands beside the number."),
    )
    disclaimer = models.TextField(
        _("disclaimer"),
        default=(
            "It cannot take the place of your care team. They know you and your cancer. "
            "Talk with them before you change anything."
        ),
        help_text=_("Stands at the foot of every page, under “This is information, not advice”."),
    )
    contact = models.CharField(
        _("contact"),
        max_length=200,
        default="the people who run this copy of the guide",
        help_text=_("How readers reach you, as it reads after “Tell us:”."),
    )

    review_grace_days = models.PositiveSmallIntegerField(
        _("days of grace for a review"),
        default=30,
        validators=[MaxValueValidator(365)],
        help_text=_(
            "Readers see “Review is overdue” this many days after the date of the next review. "
            "Editors see it at once."
        ),
    )

    panels = [
        FieldPanel("site_name"),
        MultiFieldPanel(
            [FieldPanel("emergency_number"), FieldPanel("emergency_text")], _("Emergency")
        ),
        FieldPanel("disclaimer"),
        FieldPanel("contact"),
        FieldPanel("review_grace_days"),
    ]

    class Meta:
        verbose_name = _("Site settings")
        verbose_name_plural = _("Site settings")

    @classmethod
    def shown_on(cls, request: HttpRequest) -> SiteSettings:
        """The settings for a request; the defaults when nobody has saved any. Writes nothing."""
        if not hasattr(request, "guide_settings"):
            found = cls.objects.filter(site=Site.find_for_request(request)).first()
            request.guide_settings = found or cls()  # type: ignore[attr-defined]  # kept on purpose
        return request.guide_settings  # type: ignore[attr-defined]  # set above
