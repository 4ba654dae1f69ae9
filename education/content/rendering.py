"""Rendering of a text: all that it shows is fetched with one query, and its marks made visible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page, Site

from education.content import phone, signs
from education.content.arrangement import Arrangement
from education.content.blocks import References
from education.content.blocks.choosers import prefetched_choices
from education.content.blocks.rich_text import PAGE_ID, PAGE_LINK
from education.content.enums import Reach
from education.content.models.settings import SiteSettings
from education.content.querysets import Listing, fetch_listings
from education.review.models import ReviewStatus, SignOff, review_status
from education.standard.markup import CITATION, TERM, TOKEN
from portal.web.page_router import frame_for

if TYPE_CHECKING:
    from education.content.models.sources import Source

WORDS_A_MINUTE = 200
PAGE_COLUMNS = ("id", "title", "url_path", "path", "depth", "summary", "medical_name")
TERM_COLUMNS = ("slug", "term", "plain_word", "definition")
QUESTION_COLUMNS = ("slug", "question", "short_answer", "category_id", "sort_order")
TOPIC_COLUMNS = ("slug", "name", "lead", "sort_order")
SOURCE_COLUMNS = (
    "code",
    "title",
    "publisher",
    "kind",
    "author",
    "register",
    "url",
    "published",
    "date_seen",
)
_PICTURE_COLUMNS = ("slug", "title", "svg", "svg_narrow")
_SETTING_COLUMNS = (
    "site_name",
    "emergency_number",
    "emergency_text",
    "crisis_number",
    "care_team_number",
    "help_lines",
    "help_page_id",
    "disclaimer",
    "contact",
    "review_grace_days",
)
_SIGN_OFF_COLUMNS = (
    "revision_id",
    "scope",
    "correction",
    "withdrawn_on",
    "reviewer_name",
    "reviewer_title",
    "signed_on",
    "next_review_on",
)
# A paragraph, or a point of a list, that contains the token `contact`.
_WITH_CONTACT = re.compile(
    r"<(p|li)\b[^>]*>(?:(?!</?\1\b).)*\{\{\s*contact\s*\}\}(?:(?!</?\1\b).)*</\1>", re.DOTALL
)
_EDITOR_MARKS = re.compile(r' data-block-key="[^"]*"')
_CITATIONS = re.compile(rf"(?:{CITATION.pattern})+")  # several side by side


class Subject(Protocol):
    """A text that can be rendered: a page, an answer, the meaning of a term."""

    pk: Any
    locale_id: int
    live_revision_id: Any
    latest_revision_id: Any

    def bodies(self) -> Iterable[Any]:
        """Return raw stream data and rich text, in reading order."""

    def streams(self) -> Iterable[StreamValue]:
        """Return the stream values that will be rendered."""

    def parts(self, mentions: References) -> Mapping[str, Listing]:
        """Return the listings that this text shows beside what it mentions."""


class ContentRenderer:
    """The facts of one rendering, which remembers the terms explained: use it only once."""

    def __init__(
        self,
        subject: Subject,
        request: HttpRequest,
        *,
        on_paper: bool = False,
        opened: bool = False,
    ) -> None:
        self.subject = subject
        self.request = request
        self.on_paper = on_paper  # numbers and terms are no links
        self.opened = opened  # shows the parts that a reader chooses to open
        self.mentions = References.of(*subject.bodies())
        parts = {**self._parts(), **subject.parts(self.mentions)}
        self.found = fetch_listings(parts)
        self.explained: dict[str, Any] = {}
        self._numbers: dict[str, int] = {}  # of the sources cited so far
        self._closed = 0  # parts that a reader may open, so far
        _keep_settings(self.request, self.found)
        with prefetched_choices(self._chosen()):
            for stream in subject.streams():
                list(stream)

    def prose(self, html: str) -> SafeString:
        """Return rich text as readers see it: links, explained terms, citations, settings."""
        html = _EDITOR_MARKS.sub("", html)
        if not self.settings.has_contact:
            html = _WITH_CONTACT.sub("", html)
        html = PAGE_LINK.sub(self._link, html)
        html = TERM.sub(self._term, html)
        html = _CITATIONS.sub(self._citations, html)
        html = TOKEN.sub(self._token, html)
        html = signs.with_drawings(html)
        return mark_safe(html)  # noqa: S308 - Wagtail cleaned it when the editor saved it

    @property
    def sources(self) -> list[Source]:
        """Return the sources cited so far, in the order in which a reader met them."""
        return [self._sources_by_code[code] for code in self._numbers]

    @cached_property
    def arrangement(self) -> Arrangement:
        """Return the arrangement of the care card, the questions and the further reading."""
        return Arrangement(
            self.subject.streams(),
            shows_care=getattr(self.subject, "is_clinical", False),
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

    @property
    def asked(self) -> list[Any]:
        """Return the questions that share topics with this text and are not in it already."""
        chosen = self.mentions.questions
        fitting = (one for one in self.found["asked"] if one.pk not in chosen)
        return sorted(fitting, key=lambda one: (one.category_id, one.sort_order, one.pk))

    @cached_property
    def settings(self) -> SiteSettings:
        """Return the settings of the site that is being read."""
        return SiteSettings.shown_on(self.request)

    @cached_property
    def minutes(self) -> int:
        """Return the time that an unhurried reader takes, in minutes, at least 1."""
        return max(1, round(self.mentions.length / WORDS_A_MINUTE))

    @cached_property
    def review(self) -> ReviewStatus:
        """Return the review status of the live version; in a preview, of the newest version."""
        grace = self.settings.review_grace_days
        text, is_preview = self.subject, getattr(self.request, "is_preview", False)
        version = text.latest_revision_id if is_preview else text.live_revision_id
        return review_status(self.found["sign_offs"], version, grace_days=grace)

    @cached_property
    def steps(self) -> list[Any]:
        """Return the pages of the five steps, in order."""
        return sorted(self.found["steps"], key=lambda page: page.step)

    @cached_property
    def treatments_by_reach(self) -> list[tuple[Reach, list[Any]]]:
        """Return the treatment pages, grouped by where they work, without empty groups."""
        pages = self.pages("treatments")
        groups = ((reach, [page for page in pages if page.reach == reach]) for reach in Reach)
        return [(reach, group) for reach, group in groups if group]

    @property
    def words(self) -> list[Any]:
        """Return the terms that this rendering has explained so far."""
        return list(self.explained.values())

    @cached_property
    def topics(self) -> list[Any]:
        """Return the topics of this text, sorted by place and name."""
        return sorted(self.found["topics"], key=attrgetter("sort_order", "name"))

    def pages(self, name: str) -> list[Any]:
        """Return the pages of a listing, in the order of the tree."""
        return sorted(self.found[name], key=lambda page: page.path)

    def url(self, page: Page) -> str | None:
        """Return the path of a page on this site, or None if the page is not on this site."""
        return frame_for(self.request).url_of(page)

    def _parts(self) -> dict[str, Listing]:
        shown = {
            "sources": ("content.Source", Q(code__in=self.mentions.sources), SOURCE_COLUMNS),
            "terms": (
                "glossary.GlossaryTerm",
                Q(slug__in=self.mentions.words) | Q(pk__in=self.mentions.terms),
                TERM_COLUMNS,
            ),
            "questions": ("faq.FAQItem", Q(pk__in=self.mentions.questions), QUESTION_COLUMNS),
            "pictures": ("content.Picture", Q(pk__in=self.mentions.pictures), _PICTURE_COLUMNS),
            "pages": ("content.ContentPage", Q(pk__in=self.mentions.pages), PAGE_COLUMNS),
        }
        parts = {
            name: Listing(apps.get_model(model).objects.shown().filter(wanted), columns)
            for name, (model, wanted, columns) in shown.items()
            if any(getattr(self.mentions, name)) or (name == "terms" and self.mentions.words)
        }
        for name in ("sources", "terms"):
            if name in parts:
                rows = parts[name].rows.filter(locale_id=self.subject.locale_id)
                parts[name] = parts[name]._replace(rows=rows)
        return {
            **parts,
            "settings": _settings_part(self.request),
            "sign_offs": self._sign_off_part(),
        }

    def _sign_off_part(self) -> Listing:
        kind = ContentType.objects.get_for_model(
            cast("Model", self.subject), for_concrete_model=False
        )
        rows = SignOff.objects.filter(content_type=kind, object_id=str(self.subject.pk))
        return Listing(rows, _SIGN_OFF_COLUMNS)

    def _chosen(self) -> dict[str, dict[int, Model]]:
        keys = ("pages", "questions", "pictures", "terms")
        return {key: {one.pk: one for one in self.found[key]} for key in keys}

    def _link(self, match: re.Match[str]) -> str:
        page_id = PAGE_ID.search(match.group(0))
        pages = self._pages_by_key
        page = pages.get(int(page_id.group(1))) if page_id else None
        url = self.url(page) if page else None
        if not url:  # A link to a page that is not public becomes plain text.
            return match[1]
        words = TERM.sub(r"\2", match[1])  # A link cannot contain another link.
        return f'<a href="{escape(url)}">{words}</a>'

    @cached_property
    def _pages_by_key(self) -> dict[int, Page]:
        return {page.pk: page for page in self.found["pages"]}

    @cached_property
    def _terms_by_slug(self) -> dict[str, Any]:
        return {term.slug: term for term in self.found["terms"]}

    @cached_property
    def _sources_by_code(self) -> dict[str, Source]:
        return {source.code: source for source in self.found["sources"]}

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


def fetch_with_settings(request: HttpRequest, parts: Mapping[str, Listing]) -> dict[str, list[Any]]:
    """Fetch listings and the site's settings with one query, before a text is rendered."""
    found = fetch_listings({**parts, "settings": _settings_part(request)})
    _keep_settings(request, found)
    return found


def _settings_part(request: HttpRequest) -> Listing:
    site = Site.find_for_request(request)
    return Listing(SiteSettings.objects.filter(site=site), _SETTING_COLUMNS)


def _keep_settings(request: HttpRequest, found: Mapping[str, list[Any]]) -> None:
    settings = next(iter(found["settings"]), None) or SiteSettings()
    request.guide_settings = settings  # type: ignore[attr-defined]  # SiteSettings.shown_on reads it
