"""Choices of treatments, urgencies, sources and steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Reach(TextChoices):
    """Groups of treatments, by where in the body they work."""

    ONE_PLACE = "one-place", _("Treats the area it is aimed at")
    WHOLE_BODY = "whole-body", _("Treats the whole body")
    SUPPORT = "support", _("Supports you")

    @property
    def explanation(self) -> StrPromise:
        """Return the medical name of the kind of treatment, or its purpose."""
        return {
            Reach.ONE_PLACE: _("Doctors call this local treatment."),
            Reach.WHOLE_BODY: _("Doctors call this systemic treatment."),
            Reach.SUPPORT: _("For symptoms, feelings and daily life."),
        }[self]

    @property
    def mark(self) -> str:
        """Return the name of the drawing of this group in `components/reach_icon.html`."""
        return {Reach.ONE_PLACE: "one", Reach.WHOLE_BODY: "whole", Reach.SUPPORT: "support"}[self]


class Urgency(TextChoices):
    """Levels of urgency of a sign. Readers see the label of each level beside its edge."""

    NOW = "now", _("Emergency")
    SOON = "soon", _("Urgent")
    LATER = "later", _("Less urgent")


class Register(TextChoices):
    """Origins of a source. Readers are told which of the three it is."""

    ORIGINAL = "original", _("A document this guide began with")
    PUBLIC = "public", _("Added from a public body")
    CHARITY = "charity", _("A cancer charity’s page, in our own words")


class Step(IntegerChoices):
    """The five steps of spread. They are not the stages of a cancer."""

    INVASION = 1, _("1: cells push into nearby tissue (local invasion)")
    INTRAVASATION = 2, _("2: cells enter a vessel (intravasation)")
    CIRCULATION = 3, _("3: cells travel (circulation)")
    EXTRAVASATION = 4, _("4: cells leave the vessel (extravasation)")
    COLONIZATION = 5, _("5: cells settle and grow (colonization)")
