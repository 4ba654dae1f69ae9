"""Counts of the answers to "Was this page helpful?", without any data about readers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from education.content.dates import this_month
from education.content.models.base import ContentPage
from education.faq.models import FAQItem
from education.feedback.enums import Answer
from education.glossary.models import GlossaryTerm
from education.review.enums import ContentKind
from education.review.registry import find_kind, get_model, kind_of

# Nine digits at most: a longer number may be too large for the database.
_KEY = re.compile(r"(page|question|term)-([1-9][0-9]{0,8})")

Subject = ContentPage | FAQItem | GlossaryTerm


class Feedback(models.Model):
    """The number of times that readers gave one answer about one text in one month."""

    kind = models.CharField(_("kind"), max_length=10, choices=ContentKind)
    object_id = models.PositiveBigIntegerField()
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    month = models.DateField(_("month"))
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        default_permissions = ("view",)  # Rows come from readers, and editors do not change them.
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "answer", "month"], name="feedback_once_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}-{self.object_id}: {self.answer}"

    @classmethod
    def subject(cls, key: str) -> Subject | None:
        """Return the public text that a key such as `page-12` names, or None."""
        match = _KEY.fullmatch(key)
        if match is None:
            return None
        rows = get_model(match[1]).objects.public()
        found: Subject | None = rows.filter(pk=int(match[2])).first()
        return found if found and _is_asked_about(found) else None

    @classmethod
    def add(cls, subject: Subject, answer: Answer) -> None:
        """Count one answer. The database adds, so that no answer given at once is lost."""
        what = {"kind": kind_of(subject), "object_id": subject.pk}
        row = {**what, "answer": answer, "month": this_month()}
        counted = Feedback.objects.filter(**row)
        if not counted.update(count=F("count") + 1):
            Feedback.objects.bulk_create([Feedback(**row)], ignore_conflicts=True)
            counted.update(count=F("count") + 1)

    @classmethod
    def forget(cls, kind: ContentKind, object_id: int) -> None:
        """Delete the answers about a text that is deleted."""
        cls.objects.filter(kind=kind, object_id=object_id).delete()

    @classmethod
    def of_editor(cls, user: Any) -> QuerySet[Feedback]:
        """Return the answers about the texts that this user may edit."""
        pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
        mine = Q(kind=ContentKind.PAGE, object_id__in=pages.order_by().values("pk"))
        for kind in (ContentKind.QUESTION, ContentKind.TERM):
            meta = get_model(kind)._meta
            if user.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
                mine |= Q(kind=kind)
        return cls.objects.filter(mine)

    @classmethod
    def for_editor(cls, user: Any) -> QuerySet[Any]:
        """Return a row for each text that this user may edit, with the count of each answer."""
        numbers = {
            answer.name.lower(): Coalesce(Sum("count", filter=Q(answer=answer)), 0)
            for answer in Answer
        }
        return cls.of_editor(user).values("kind", "object_id").annotate(**numbers)

    @classmethod
    def by_month(cls, user: Any) -> dict[tuple[dt.date, str], int]:
        """Return the counts of each answer in each month about the texts of this user."""
        rows = cls.of_editor(user).order_by().values_list("month", "answer")
        return {(month, answer): count for month, answer, count in rows.annotate(Sum("count"))}

    @classmethod
    def number_of(cls, model: type[Any], answer: Answer) -> Coalesce:
        """Return an annotation of texts: how many times an answer was given about each."""
        about = {"kind": find_kind(model), "object_id": OuterRef("pk")}
        given = cls.objects.filter(**about, answer=answer)
        sums = given.order_by().values("object_id").annotate(sum=Sum("count")).values("sum")
        return Coalesce(Subquery(sums), 0)

    @classmethod
    def about(cls, text: Subject) -> list[tuple[Answer, int]]:
        """Return the answers that were given about a text, each with its count."""
        given = cls.objects.filter(kind=kind_of(text), object_id=text.pk).order_by()
        sums = dict(given.values_list("answer").annotate(Sum("count")))
        return [(answer, sums[answer]) for answer in Answer if answer in sums]

    @classmethod
    def subjects(cls, keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Subject]:
        """Return the texts by kind and primary key, published or not. One query for each kind."""
        wanted: dict[str, list[int]] = {}
        for kind, key in keys:
            wanted.setdefault(kind, []).append(key)
        return {
            (kind, one.pk): one
            for kind, numbers in wanted.items()
            for one in get_model(kind).objects.filter(pk__in=numbers)
        }


def _is_asked_about(subject: Subject) -> bool:
    is_page = isinstance(subject, ContentPage)
    return not is_page or getattr(subject.specific_class, "collects_feedback", False)
