"""The message that the search page shows first when a search contains alarm words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from education.content.models import ContentPage, SiteSettings
from education.content.models.snippets import lines
from education.content.phone import before_brackets, dial, number_in
from education.faq.models import FAQItem
from education.search.alarm_index import Words
from education.search.alarms import Match, match
from education.search.models import AlarmGroup
from education.search.models.alarms import FirstCall, Results
from education.standard.markup import TOKEN

# Each number to call: the name of its setting, and the text below it in the language of the site
# and in Spanish.
_CALLS: dict[FirstCall, tuple[str, str | Promise, str]] = {
    FirstCall.EMERGENCY: ("emergency_number", _("Emergency, now"), "Emergencias, ahora"),
    FirstCall.CARE_TEAM: (
        "care_team_number",
        _("Your care team, day or night"),
        "Su equipo médico, de día o de noche",
    ),
    FirstCall.CRISIS: ("crisis_number", _("Crisis line, at any hour"), "Crisis, a cualquier hora"),
}
_IF_WORSE = (_("If a life may be in danger"), "Si una vida puede estar en peligro")
# The words of a setting without a number are English; these read well after “llame al …”.
_IN_SPANISH = {
    "emergency_number": "número de emergencias de su zona",
    "crisis_number": "número de ayuda en crisis de su zona",
    "help_line": "número de información sobre el cáncer de su zona",
}


class Call(NamedTuple):
    """A button that dials a phone number."""

    words: str
    number: str
    what: str | Promise
    is_first: bool


class Link(NamedTuple):
    """A page or question to read below the message."""

    title: str
    url: str


@dataclass(frozen=True)
class Help:
    """The message above the search results, with numbers to call and links to read."""

    slug: str
    heading: str
    heading_es: str
    message: list[SafeString]
    message_es: list[SafeString]
    calls: list[Call]
    links: list[Link]
    is_spanish: bool  # the search, so the calls too
    is_calm: bool
    is_private: bool  # no ordinary results, and not counted


def help_for(request: HttpRequest, text: str, groups: Iterable[AlarmGroup]) -> Help | None:
    """Return the message of the first group that fits the text of a search; None when none fits."""
    rows = [*groups]
    found = match(text, tuple(map(Words.of, rows)))
    if found is None:
        return None
    group = next(one for one in rows if one.slug == found.slug)
    return _help(request, group, found, SiteSettings.for_request(request))


def _help(request: HttpRequest, group: AlarmGroup, found: Match, settings: SiteSettings) -> Help:
    return Help(
        slug=group.slug,
        heading=group.heading,
        heading_es=group.heading_es if found.is_spanish else "",
        message=_paragraphs(group.message, settings),
        message_es=_paragraphs(group.message_es, settings, in_spanish=True)
        if found.is_spanish
        else [],
        calls=_calls(group, settings, in_spanish=found.is_spanish),
        links=_links(request, group),
        is_spanish=found.is_spanish,
        is_calm=group.is_calm,
        is_private=group.results == Results.NONE,
    )


def _paragraphs(text: str, settings: SiteSettings, *, in_spanish: bool = False) -> list[SafeString]:
    """Return each line of a message, with its phone numbers as links that dial."""

    def said(name: str) -> SafeString:
        words = str(getattr(settings, name, ""))
        spanish = _IN_SPANISH.get(name, "") if in_spanish and not number_in(words) else ""
        return dial(spanish or words)

    return [
        mark_safe(TOKEN.sub(lambda token: said(token[1]), escape(line)))  # noqa: S308 - escaped
        for line in lines(text)
    ]


def _calls(group: AlarmGroup, settings: SiteSettings, *, in_spanish: bool) -> list[Call]:
    """Return the numbers that the message names and that of the care team, the first call first."""
    named = {*TOKEN.findall(group.message), "care_team_number"}
    order = sorted(_CALLS, key=lambda one: one != group.first_call)
    calls = []
    for one in order:
        name, what, what_es = _CALLS[one]
        words = str(getattr(settings, name))
        if name in named and number_in(words):
            is_first = one == group.first_call
            if one == FirstCall.EMERGENCY and not is_first:
                what, what_es = _IF_WORSE
            if in_spanish:
                words, what = before_brackets(words), what_es
            calls.append(Call(words, number_in(words), what, is_first))
    return calls


def _links(request: HttpRequest, group: AlarmGroup) -> list[Link]:
    """Return the links of a group whose targets are public, in the order of the group.

    The first link to a page leads to the part of the page that the group names.
    """
    chosen = [(one["type"], one["value"]) for one in group.links.raw_data]
    pages = ContentPage.objects.public().filter(
        pk__in=[pk for kind, pk in chosen if kind == "page"]
    )
    items = FAQItem.objects.public().filter(pk__in=[pk for kind, pk in chosen if kind != "page"])
    shown = {
        ("question", one.pk): Link(one.question, one.get_absolute_url())
        for one in items.defer("body")
    }
    first = next((pk for kind, pk in chosen if kind == "page"), None)
    for page in pages.defer_streamfields():
        if url := page.get_url(request):
            part = f"#{group.section}" if group.section and page.pk == first else ""
            shown["page", page.pk] = Link(page.title, url + part)
    return [shown[one] for one in chosen if one in shown]
