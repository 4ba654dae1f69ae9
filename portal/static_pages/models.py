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
    mismatch_at = models.DateTimeField(null=True, blank=True)
    mismatch_url = models.CharField(max_length=2000, blank=True)

    class Meta:
        verbose_name = "state of the static pages"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.identity)

    @classmethod
    def locked(cls) -> StaticPagesState:
        """Return the row, locked until the transaction ends."""
        state, _created = cls.objects.select_for_update().get_or_create(pk=1)
        return state


class StaticPage(models.Model):
    """URL of a page, and when its file is to be built."""

    url = models.CharField(max_length=2000, primary_key=True)
    build_at = models.DateTimeField(null=True, blank=True)  # empty: there is nothing to build
    is_first = models.BooleanField(default=False)  # has changed itself: is built before the others
    built_at = models.DateTimeField(null=True, blank=True)
    version = models.CharField(max_length=40, blank=True)  # of the last file: its ETag
    size = models.PositiveIntegerField(default=0)  # of its HTML, in bytes
    error = models.TextField(blank=True)  # why it has no file, though it has a page
    failures = models.PositiveSmallIntegerField(default=0)  # in a row

    class Meta:
        verbose_name = "static page"
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["build_at"],
                condition=models.Q(build_at__isnull=False),
                name="static_pages_to_build",
            ),
            models.Index(
                fields=["url"], condition=~models.Q(error=""), name="static_pages_with_error"
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @classmethod
    def waiting(cls) -> models.QuerySet[StaticPage]:
        """Return the pages that are to be built now."""
        return cls.objects.filter(build_at__lte=timezone.now())


def built_after(url: str) -> Iterator[str]:
    """Yield the URLs of built pages that sort after `url`, fetched 100 at a time."""
    rows = StaticPage.objects.filter(build_at=None).order_by("pk").values_list("pk", flat=True)
    while part := [*rows.filter(pk__gt=url)[:100]]:
        yield from part
        url = part[-1]
