"""Publish and unpublish scheduled texts. An error in one text delays no other text."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger("portal.static_pages")


def publish_due() -> int:
    """Unpublish expired texts and publish those that are due. Return how many of both."""
    now, done = timezone.now(), 0
    for model in _kinds():
        for text in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            done += _tried(
                text.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled"
            )
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    for revision in due:
        done += _tried(revision.publish, log_action="wagtail.publish.scheduled")
    return done


def _kinds() -> list[Any]:
    others = (one for one in apps.get_models() if issubclass(one, DraftStateMixin))
    return [Page, *(one for one in others if not issubclass(one, Page))]


def _tried(action: Callable[..., Any], **options: Any) -> bool:
    try:
        with transaction.atomic():
            action(**options)
    except Exception:
        logger.exception("Something planned could not be done: %r", action)
        return False
    return True
