"""Rendering of a text: what it shows, each kind fetched once, and its marks made visible."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Protocol

from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page

from education.content import phone, sign_icons
from education.content.arrangement import Arrangement
from education.content.blocks import References
from education.content.blocks.rich_text import PAGE_ID, PAGE_LINK
from education.content.enums import Reach
from education.content.models.settings import FRAME_COLUMNS, SiteSettings
from education.content.models.sources import Source
from education.content.photos import get_photos
from education.review.models import ReviewStatus, SignOff, Withdrawal, review_status
from education.standard.markup import BLOCK_KEY, CITATION, TERM, TOKEN, unbroken

WORDS_A_MINUTE = 200
# A paragraph, or a point of a list, that contains the token `contact`.
_WITH_CONTACT = re.compile(
    r"<(p|li)\b[^>]*>(?:(?!</?\1\b).)*\{\{\s*contact\s*\}\}(?:(?!</?\1\b).)*</\1>", re.DOTALL
)
# What a rendering fetches, the same for every rendering of a text.
_FETCHED = (
    "photos", "settings", "topics", "related_questions", "steps", "treatments", "pages",
    "_public_questions", "_terms_by_slug", "_sources_by_code",
)  # fmt: skip
_CITATIONS = re.compile(rf"(?:{CITATION.pattern})+")  # several side by side


class Subject(Protocol):
    """A text that can be rendered: a page, an answer, the meaning of a term."""

    pk: Any
    locale_id: int
    live_revision_id: Any
    latest_revision_id: Any
    topics: Any
    feedback_id: str

    def get_bodies(self) -> Iterable[StreamValue | str]:
        """Return streams and rich texts, in reading order."""

    def get_stream_values(self) -> Iterable[StreamValue]:
        """Return the stream values that will be rendered."""

    def get_related_questions(self, topics: list[Any]) -> Iterable[Any]:
        """Return the questions that readers of this text may ask next."""


class ContentRenderer:
    """The facts of one rendering, which remembers the terms explained: use it only once."""

    def __init__(
        self,
        subject: Subject,
        request: HttpRequest,
        *,
        on_paper: bool = False,
        opened: bool = False,
        numbers: dict[str, int] | None = None,
    ) -> None:
        self.subject = subject
        self.request = request
        self.on_paper = on_paper  # numbers and terms are no links
        self.opened = opened  # shows the parts that a reader chooses to open
        self.references = References.of(*subject.get_bodies())
        self.explained: dict[str, Any] = {}
        # Of the sources cited so far; the chapters of a booklet share them.
        self._numbers: dict[str, int] = {} if numbers is None else numbers
        self._closed = 0  # parts that a reader may open, so far
        self._drawings = 0  # drawings, so far

    def share(self, other: ContentRenderer) -> None:
        """Take over what another rendering of the same text has fetched."""
        fetched = {name: vars(other)[name] for name in _FETCHED if name in vars(other)}
        vars(self).update(fetched)

    def prose(self, html: str) -> SafeString:
        """Return rich text as readers see it: links, explained terms, citations, settings."""
        html = BLOCK_KEY.sub("", html)
        if not self.settings.has_contact:
            html = _WITH_CONTACT.sub("", html)
        html = PAGE_LINK.sub(self._link, html)
        html = TERM.sub(self._term, html)
        html = _CITATIONS.sub(self._citations, html)
        html = phone.dial_inside(html, on_paper=self.on_paper)
        html = unbroken(TOKEN.sub(self._token, html))
        return mark_safe(sign_icons.with_drawings(html))  # noqa: S308 - Wagtail cleaned it when saved

    @property
    def sources(self) -> list[Source]:
        """Return the sources cited so far, in the order in which a reader met them."""
        known = self._sources_by_code if self._numbers else {}
        return [known[code] for code in self._numbers if code in known]

    @cached_property
    def arrangement(self) -> Arrangement:
        """Return the arrangement of the care card, the questions and the further reading."""
        return Arrangement(
            self.subject.get_stream_values(),
            shows_care=getattr(self.subject, "shows_care_card", False),
            on_paper=self.on_paper,
        )

    @property
    def address(self) -> str:
        """Return the address of this text on this site; empty where it has none."""
        if isinstance(self.subject, Page):
            return self.url(self.subject) or ""
        return str(getattr(self.subject, "get_absolute_url", str)())

    def next_closed_part(self) -> str:
        """Return the anchor of the next part that a reader may open."""
        self._closed += 1
        return "closed" if self._closed == 1 else f"closed-{self._closed}"

    def draw(self, picture: Any) -> str:
        """Return a drawing of the library as SVG, with ids that no other one on the page has."""
        self._drawings += 1
        prefix = f"drawing-{self._drawings}"
        return picture.drawing_on_paper(prefix) if self.on_paper else picture.drawings(prefix)

    @cached_property
    def photos(self) -> dict[int, Any]:
        """Return the photos that this text shows, by primary key."""
        return get_photos(self.references.photos)

    @cached_property
    def settings(self) -> SiteSettings:
        """Return the settings of the site that is being read."""
        return SiteSettings.for_request(self.request)

    @cached_property
    def minutes(self) -> int:
        """Return the time that an unhurried reader takes, in minutes, at least 1."""
        return max(1, round(self.references.length / WORDS_A_MINUTE))

    @cached_property
    def review(self) -> ReviewStatus:
        """Return the review status of the live version; in a preview, of the newest version."""
        text, is_preview = self.subject, getattr(self.request, "is_preview", False)
        version = text.latest_revision_id if is_preview else text.live_revision_id
        withdrawal = Withdrawal.of(text) if is_preview else None  # What is public is not withdrawn.
        return review_status(
            SignOff.record_of(text),
            version,
            withdrawal=withdrawal,
            grace_days=self.settings.review_grace_days,
        )

    @cached_property
    def topics(self) -> list[Any]:
        """Return the topics of this text, sorted by place and name."""
        links: Any = type(self.subject).topics.through
        about = links.objects.filter(content_object_id=self.subject.pk)
        topics = links._meta.get_field("tag").related_model.objects.public()
        return [*topics.filter(pk__in=about.values("tag"))]

    @cached_property
    def related_questions(self) -> list[Any]:
        """Return the questions that share topics with this text and are not in it already."""
        found = self.subject.get_related_questions(self.topics)
        fitting = (one for one in found if one.pk not in self.references.questions)
        return sorted(fitting, key=lambda one: (one.category_id, one.sort_order, one.pk))

    @cached_property
    def steps(self) -> list[Any]:
        """Return the pages of the five steps, in order."""
        return [*self._every("content.StepPage").order_by("step")]

    @cached_property
    def treatments(self) -> list[Any]:
        """Return the pages of all treatments, in the order of the tree."""
        return [*self._every("content.TreatmentPage").order_by("path")]

    @property
    def treatments_by_reach(self) -> list[tuple[Reach, list[Any]]]:
        """Return the treatment pages, grouped by where they work, without empty groups."""
        groups = {reach: [one for one in self.treatments if one.reach == reach] for reach in Reach}
        return [(reach, group) for reach, group in groups.items() if group]

    @property
    def terms(self) -> list[Any]:
        """Return the terms that this rendering has explained so far."""
        return list(self.explained.values())

    @cached_property
    def pages(self) -> dict[int, Page]:
        """Return this page, its neighbors and the pages it names, if public, by primary key.

        Pages of the menus are known; one query for all others.
        """
        frame = self.settings.frame
        wanted = Q(pk__in=self.references.pages.keys() - frame.keys())
        if isinstance(self.subject, Page):
            wanted |= Q(pk=self.subject.pk) | self.subject.get_neighbors()
        pages = apps.get_model("content.ContentPage").objects.public().filter(wanted)
        return frame | pages.only(*FRAME_COLUMNS).in_bulk()

    @property
    def review_page(self) -> Page | None:
        """Return the page about reviews, or None while readers cannot see it."""
        return self.settings.public_review_page

    @property
    def feedback_id(self) -> str:
        """Return the key of this text in the feedback form; empty if the page has no such form.

        A private page has none: feedback is anonymous, so an answer could come from anyone.
        """
        is_hidden = isinstance(self.subject, Page) and self.subject.pk not in self.pages
        return "" if is_hidden else self.subject.feedback_id

    def is_public(self, chosen: Any) -> bool:
        """Return whether readers may see what a block of this text has chosen."""
        if isinstance(chosen, Page):
            return chosen.pk in self.pages
        if isinstance(chosen, apps.get_model("faq.FAQItem")):
            return chosen.pk in self._public_questions
        return chosen is not None and chosen.live

    def url(self, page: Page) -> str | None:
        """Return the URL of a page, or None if it belongs to no site."""
        return page.get_url(self.request)

    def _every(self, model: str) -> QuerySet[Any]:
        pages = apps.get_model(model).objects.public()
        return pages.filter(locale_id=self.subject.locale_id).defer_streamfields()

    def _link(self, match: re.Match[str]) -> str:
        page_id = PAGE_ID.search(match.group(0))
        page = self.pages.get(int(page_id.group(1))) if page_id else None
        url = self.url(page) if page else None
        if not url:  # A link to a page that is not public becomes plain text.
            return match[1]
        words = TERM.sub(r"\2", match[1])  # A link cannot contain another link.
        return f'<a href="{escape(url)}">{words}</a>'

    @cached_property
    def _public_questions(self) -> set[int]:
        questions = apps.get_model("faq.FAQItem").objects.public()
        chosen = questions.filter(pk__in=self.references.questions)
        return {*chosen.values_list("pk", flat=True)}

    @cached_property
    def _terms_by_slug(self) -> dict[str, Any]:
        terms = apps.get_model("glossary.GlossaryTerm").objects.public()
        found = terms.filter(slug__in=self.references.words, locale_id=self.subject.locale_id)
        return {term.slug: term for term in found}

    @cached_property
    def _sources_by_code(self) -> dict[str, Source]:
        found = Source.with_codes(self.references.sources, self.subject.locale_id)
        return {source.code: source for source in found}

    def _term(self, match: re.Match[str]) -> str:
        slug, words = match.groups()
        term = self._terms_by_slug.get(slug)
        if term is None or slug in self.explained:
            return words
        self.explained[slug] = term
        if self.on_paper:
            return f'<span class="term">{words}</span>'
        return f'<a class="term" id="in-{slug}" href="#word-{slug}">{words}</a>'

    def _citations(self, match: re.Match[str]) -> str:
        """Number each source at its first citation; marks side by side are sorted."""
        marks = {}
        for code in CITATION.findall(match[0]):
            if code not in self._sources_by_code:
                continue
            is_first = code not in self._numbers
            number = self._numbers.setdefault(code, len(self._numbers) + 1)
            if is_first or number not in marks:
                marks[number] = is_first
        return "".join(_mark(number, is_first=first) for number, first in sorted(marks.items()))

    def _token(self, match: re.Match[str]) -> str:
        return phone.dial(getattr(self.settings, match.group(1), ""), on_paper=self.on_paper)


def _mark(number: int, *, is_first: bool) -> str:
    """Return the mark of a citation: its brackets stay when the text is copied."""
    anchor = f' id="cite-{number}"' if is_first else ""
    label = _("Source %(number)s") % {"number": number}
    # The word joiner keeps the mark on the line of its word.
    target = f'href="#source-{number}" aria-label="{label}"'
    return f'&#8288;<a class="cite"{anchor} {target}>[{number}]</a>'
