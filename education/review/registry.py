"""What clinicians sign off: pages, questions and words, each by its kind and number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.permission_policies.pages import PagePermissionPolicy

from education.content.enums import AskedAbout
from education.content.models.base import ContentPage
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm

Text = ContentPage | FAQItem | GlossaryTerm

TEXTS: dict[AskedAbout, Any] = {
    AskedAbout.PAGE: ContentPage,
    AskedAbout.QUESTION: FAQItem,
    AskedAbout.WORD: GlossaryTerm,
}
_PEOPLE = {
    AskedAbout.PAGE: ("owner", "latest_revision__user"),
    AskedAbout.QUESTION: ("latest_revision__user",),
    AskedAbout.WORD: ("latest_revision__user",),
}
# Long, and not needed in lists.
_BODIES = {
    AskedAbout.PAGE: ("body", "latest_revision__content"),
    AskedAbout.QUESTION: ("body", "latest_revision__content"),
    AskedAbout.WORD: ("latest_revision__content",),
}


def kind_of(text: Any) -> AskedAbout:
    """Whether it is a page, a question or a word."""
    return next(kind for kind, model in TEXTS.items() if isinstance(text, model))


def review_url(text: Any) -> str:
    """Where it is reviewed."""
    return reverse("review_text", args=[kind_of(text), text.pk])


def clinical_text(kind: str, pk: int) -> Text | None:
    """The text as readers have it; None when there is none that clinicians sign off."""
    found = TEXTS[AskedAbout(kind)].objects.filter(pk=pk).first()
    if isinstance(found, ContentPage):
        found = found.specific
    return found if found is not None and found.is_clinical else None


def clinical_texts() -> list[Text]:
    """Every text that clinicians sign off, published or not. Three queries; bodies stay behind."""
    return _without_bodies({kind: model.objects.all() for kind, model in TEXTS.items()})


def texts_of_editor(user: Any) -> list[Text]:
    """Those among them that this person may edit."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    rows: dict[AskedAbout, Any] = {
        AskedAbout.PAGE: ContentPage.objects.filter(pk__in=pages.order_by().values("pk"))
    }
    for kind in (AskedAbout.QUESTION, AskedAbout.WORD):
        model = TEXTS[kind]
        if user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
            rows[kind] = model.objects.all()
    return _without_bodies(rows)


def _without_bodies(rows: Mapping[AskedAbout, QuerySet[Any]]) -> list[Text]:
    found: Iterable[Text] = (
        text
        for kind, texts in rows.items()
        for text in texts.select_related(*_PEOPLE[kind]).defer(*_BODIES[kind])
    )
    return [text for text in found if _is_clinical(text)]


def _is_clinical(text: Text) -> bool:
    is_page = isinstance(text, ContentPage)
    return bool(text.specific_class.is_clinical if is_page else text.is_clinical)
