"""What the store knows of its files. The one row of StoreState is its lock."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.db import models


class StaticPagesState(models.Model):
    """One row. Whoever changes what readers see, or writes a file, holds it until the commit."""

    identity = models.UUIDField(
        default=uuid.uuid4
    )  # also in the folder, so that each finds its own
    differed_at = models.DateTimeField(null=True, blank=True)
    differed_url = models.CharField(max_length=2000, blank=True)

    class Meta:
        verbose_name = "state of the page store"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.identity)

    @classmethod
    def locked(cls) -> StaticPagesState:
        """The row, kept from everybody else until the transaction ends."""
        state, _created = cls.objects.select_for_update().get_or_create(pk=1)
        return state


class StaticPage(models.Model):
    """One address, and whether its file must be written anew."""

    url = models.CharField(max_length=2000, primary_key=True)
    dirty_since = models.DateTimeField(null=True, blank=True)
    is_outdated = models.BooleanField(default=False)  # right, but written by an older release
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
        """Those whose file was deleted and waits to be written."""
        return cls.objects.filter(dirty_since__isnull=False)


def stored_after(url: str) -> Iterator[str]:
    """The addresses that follow one, however many: some are fetched at a time."""
    rows = StaticPage.objects.order_by("pk").values_list("pk", flat=True)
    while part := [*rows.filter(pk__gt=url)[:100]]:
        yield from part
        url = part[-1]


class StaticPageDependency(models.Model):
    """Something that a page shows, by the name under which a change announces itself."""

    page = models.ForeignKey(
        StaticPage, on_delete=models.CASCADE, related_name="keys", db_index=False
    )
    key = models.CharField(max_length=200)

    class Meta:
        verbose_name = "key of a stored page"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="stored_key_once")]
        indexes = [models.Index(fields=["key", "page"], name="stored_key")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.key}"
