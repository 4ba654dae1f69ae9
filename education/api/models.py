"""Record of what became public, was reviewed, corrected or withdrawn, for feeds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from education.review.enums import ContentKind
from education.review.models import SignOff


class ChangeKind(models.TextChoices):
    """Kinds of changes that other systems are told."""

    PUBLISHED = "published", _("Published")
    REVIEWED = "reviewed", _("Reviewed by a clinician")
    CORRECTED = "corrected", _("Corrected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class PublicChangeQuerySet(QuerySet["PublicChange"]):
    """A queryset of changes."""

    def latest_by_url(self) -> PublicChangeQuerySet:
        """Return the newest change of each URL."""
        newest = self.order_by().values("url").annotate(newest=Max("pk"))
        return self.filter(pk__in=newest.values("newest"))

    def still_public(self) -> PublicChangeQuerySet:
        """Return the newest change of each URL that was public at last."""
        return self.latest_by_url().exclude(kind=ChangeKind.WITHDRAWN)

    def gone_since(self, day: dt.date) -> PublicChangeQuerySet:
        """Return the newest change of each URL that was withdrawn on a day or after it."""
        return self.latest_by_url().filter(kind=ChangeKind.WITHDRAWN, happened_at__date__gte=day)


class PublicChange(models.Model):
    """Change of a public text, which stays after the text itself is deleted."""

    kind = models.CharField(_("kind"), max_length=10, choices=ChangeKind)
    text_kind = models.CharField(_("kind of text"), max_length=10, choices=ContentKind)
    text_id = models.CharField(_("primary key of the text"), max_length=255)
    url = models.CharField(_("URL"), max_length=1000, db_index=True)  # path on the site
    title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=100)
    words = models.TextField(_("correction"), blank=True)
    sign_off = models.OneToOneField(SignOff, null=True, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(_("time"), default=timezone.now)

    objects = PublicChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("public change")
        verbose_name_plural = _("public changes")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.url}"

    @staticmethod
    def withdraw(changes: Iterable[PublicChange]) -> None:
        """Record that the texts of these changes are not public any more."""
        PublicChange.objects.bulk_create(
            PublicChange(
                kind=ChangeKind.WITHDRAWN,
                text_kind=one.text_kind,
                text_id=one.text_id,
                url=one.url,
                title=one.title,
                language=one.language,
            )
            for one in changes
        )
