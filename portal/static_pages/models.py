"""Records of static pages. The one row of StaticPagesState is their lock."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.db import models
from django.utils import timezone


class StaticPagesState(models.Model):
    """Single row that every content change and every file write locks until the commit."""

    identity = models.UUIDField(default=uuid.uuid4)  # also stored in the folder
    day = models.DateField(default=timezone.localdate)  # on which every file was built
    differed_at = models.DateTimeField(null=True, blank=True)
    differed_url = models.CharField(max_length=2000, blank=True)

    class Meta:
        verbose_name = "state of the page store"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.identity)

    @classmethod
    def locked(cls) -> StaticPagesState:
        """Return the row, locked until the transaction ends."""
        state, _created = cls.objects.select_for_update().get_or_create(pk=1)
        return state


class StaticPage(models.Model):
    """URL of a page, and whether its file must be built."""

    url = models.CharField(max_length=2000, primary_key=True)
    dirty_since = models.DateTimeField(null=True, blank=True)
    is_first = models.BooleanField(default=False)  # has changed itself: is built before the others
    is_outdated = models.BooleanField(default=False)  # correct, but built by an older release
    objection = models.TextField(blank=True)  # why it has no file, though it has a page

    class Meta:
        verbose_name = "stored page"
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["dirty_since"],
                condition=models.Q(dirty_since__isnull=False),
                name="stored_dirty",
            ),
            models.Index(
                fields=["url"], condition=models.Q(is_outdated=True), name="stored_outdated"
            ),
            models.Index(fields=["url"], condition=~models.Q(objection=""), name="stored_refused"),
        ]

    def __str__(self) -> str:
        return self.url

    @classmethod
    def dirty(cls) -> models.QuerySet[StaticPage]:
        """Return the pages whose file was deleted and must be built."""
        return cls.objects.filter(dirty_since__isnull=False)


def stored_after(url: str) -> Iterator[str]:
    """Yield the URLs that sort after `url`, fetched 100 at a time."""
    rows = StaticPage.objects.order_by("pk").values_list("pk", flat=True)
    while part := [*rows.filter(pk__gt=url)[:100]]:
        yield from part
        url = part[-1]
