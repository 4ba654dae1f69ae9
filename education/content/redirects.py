"""Redirects from the old address of a question, term or topic whose slug has changed."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect

from education.content.models.snippets import Snippet


def redirect_address(before: str, after: str) -> None:
    """Redirect an old address to a new one, and end redirects that would make a circle."""
    for address in (before, after):
        Redirect.objects.filter(old_path=Redirect.normalise_path(address)).delete()
    Redirect.add_redirect(before, after, automatically_created=True)


@receiver(pre_save)
def keep_old_address(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Redirect the address that readers know to the new one, as Wagtail does for pages."""
    is_addressed = issubclass(sender, Snippet) and hasattr(sender, "get_absolute_url")
    if raw or not is_addressed or instance._state.adding or not instance.live:
        return
    stored = sender._default_manager.filter(pk=instance.pk, live=True).only("slug").first()
    if stored and stored.slug != instance.slug:
        redirect_address(stored.get_absolute_url(), instance.get_absolute_url())
