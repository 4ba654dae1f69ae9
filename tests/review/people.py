"""Texts that pass the gate, and people of each role who work on them."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.test import Client
from django.utils import timezone

from education.content.models import Source
from education.review.sign_off import SignOffData, sign_off, version_of
from tests import bodies
from tests.factories import Guide, QuestionFactory, SourceFactory, TermFactory, UserFactory

AUTHOR, REVIEWER, FAQ, TRANSLATOR, ADMIN = (
    "Author clinicians",
    "Reviewing clinicians",
    "FAQ admins",
    "Translators",
    "Site admins",
)
ROLES = (AUTHOR, REVIEWER, FAQ, TRANSLATOR, ADMIN)


def person(role: str, **kwargs: Any) -> Any:
    """Somebody in a role, with all that readers see beside a review."""
    about = {"professional_title": "Oncology nurse", "credentials": "RN", **kwargs}
    return UserFactory(roles=[role], **about)


def browser_of(user: Any) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(user)
    return client


def sound_body() -> list[bodies.Block]:
    """A body in which the content standard finds nothing that stops a sign-off."""
    return [
        bodies.section(
            "How do cells move?",
            bodies.text(f"A cell may move. [{_source().code}] It is not known why."),
        ),
        bodies.care(),
        bodies.questions("What is the aim?", "What are the risks?", "Whom do I call?"),
    ]


def sound(kind: str, guide: Guide) -> Any:
    """A seeded page, question or word that can be signed off as it stands."""
    if kind == "page":
        text = guide.article(title="How do cells move?", summary="A cell may move.")
    elif kind == "question":
        guide.faq  # noqa: B018 - it is made when asked for
        text = QuestionFactory(question="Can cells move?", short_answer="<p>Some may.</p>")
    else:
        guide.glossary  # noqa: B018 - the same
        text = TermFactory(definition="A part of the body that changed.")
        text.sources = [_source()]
    if kind != "word":
        text.body = json.dumps(sound_body())
    text.save_revision().publish()
    return type(text).objects.get(pk=text.pk)


def _source() -> Source:
    return Source.objects.filter(code="S1").first() or SourceFactory(code="S1")


def edited(text: Any, user: Any, **changes: Any) -> Any:
    """The text after somebody saved a draft of it."""
    # A copy, as Wagtail gives back the very same where nothing waits to be published.
    draft = type(text).objects.get(pk=text.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(user=user, log_action=True)
    return type(text).objects.get(pk=text.pk)


def seen(text: Any) -> str:
    """Return what a form would say that its reader has seen."""
    return version_of(type(text).objects.get(pk=text.pk).latest_revision)


def attestation(text: Any, **changes: Any) -> SignOffData:
    """Return what a reviewer says who has read the newest version."""
    next_review_on = timezone.localdate() + dt.timedelta(days=365)
    return SignOffData(**{"seen": seen(text), "next_review_on": next_review_on, **changes})


def signed(text: Any, user: Any, **changes: Any) -> Any:
    """The text after somebody signed it off."""
    sign_off(text, user, attestation(text, **changes))
    return type(text).objects.get(pk=text.pk)
