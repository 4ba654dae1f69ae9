"""E-mails about what has happened to a text."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.models import Page

from education.review.models import Withdrawal
from education.review.registry import Text, review_url
from portal.web.addresses import absolute_url

logger = logging.getLogger("education.review")


def notify_of_withdrawal(text: Text, withdrawal: Withdrawal) -> None:
    """Tell the owner of a text and everybody who edited it that it was withdrawn, and why."""
    wrote = Q(pk__in=text.revisions.values("user"))
    if isinstance(text, Page):
        wrote |= Q(pk=text.owner_id)
    people = get_user_model().objects.filter(wrote, is_active=True).exclude(email="")
    people = people.exclude(pk=withdrawal.user_id)
    context = {"text": text, "withdrawal": withdrawal, "url": absolute_url(review_url(text))}
    body = render_to_string("review/withdrawal.txt", context).strip()
    subject = _("Withdrawn: %(text)s") % {"text": text}
    for address in people.values_list("email", flat=True).distinct():
        try:
            send_mail(subject, body, None, [address])
        except (SMTPException, OSError):
            logger.exception("An e-mail about a withdrawal could not be sent")
