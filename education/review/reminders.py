"""E-mails about reviews: to the owner when a review is due, to reviewers when it is overdue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from education.review.models import ReviewReminder, SignOffTask
from education.review.registry import clinical_texts
from education.review.status import ReviewUrgency, Row, build_review_rows

OWNER, ROLE = "owner", "role"


@dataclass(frozen=True)
class Reminder:
    """E-mail to `people` about the texts in `rows`; `told` is OWNER or ROLE."""

    people: tuple[str, ...]
    told: str
    rows: tuple[Row, ...]

    @property
    def body(self) -> str:
        """Return the text of the e-mail."""
        base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        context = {"rows": self.rows, "told": self.told, "base": base}
        return render_to_string("review/reminder.txt", context).strip()

    def send(self) -> None:
        """Send the e-mail, then record it, so that a failed e-mail is tried again."""
        subject = _("Reviews that are due on %s") % settings.WAGTAIL_SITE_NAME
        send_mail(subject, self.body, None, list(self.people))
        ReviewReminder.keep((row.sign_off for row in self.rows), self.told)


def reminders() -> list[Reminder]:
    """Return the reminders to send now, without those that were sent before."""
    rows = [row for row in build_review_rows(clinical_texts()) if row.text.live and row.sign_off]
    told = ReviewReminder.told_of(row.sign_off for row in rows if row.sign_off)
    return [*_to_owners(rows, told), *_to_roles(rows, told)]


def _to_owners(rows: Iterable[Row], told: set[tuple[int, str]]) -> Iterator[Reminder]:
    """Yield reminders to owners, from 60 days before the date on."""
    by_owner: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.is_due and _can_be_told(row.owner) and (row.sign_off.pk, OWNER) not in told:
            by_owner[row.owner.email].append(row)
    for address, theirs in sorted(by_owner.items()):
        yield Reminder((address,), OWNER, tuple(theirs))


def _to_roles(rows: Iterable[Row], told: set[tuple[int, str]]) -> Iterator[Reminder]:
    """Yield reminders to reviewers when the date is past, or no owner can be reached."""
    by_people: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        late = row.need == ReviewUrgency.OVERDUE or (row.is_due and not _can_be_told(row.owner))
        if late and (row.sign_off.pk, ROLE) not in told:
            by_people[_reviewers_of(row)].append(row)
    for people, theirs in sorted(by_people.items()):
        if people:
            yield Reminder(people, ROLE, tuple(theirs))


def _can_be_told(user: Any) -> bool:
    return bool(user and user.is_active and user.email)


def _reviewers_of(row: Row) -> tuple[str, ...]:
    task = SignOffTask.of(row.text)
    return tuple(sorted(one.email for one in task.people())) if task else ()
