"""Similar questions, shown while an editor types. They never prevent saving."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Media, Script
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Locale

from education.faq.models import FAQItem
from education.search import tokenizer
from education.search.models import SynonymGroup
from education.search.synonyms import Synonyms

MOST = 5
_ALIKE = 0.6  # Meanings that two questions share, as a part of all their meanings.


def find_similar_questions(text: str, *, without: int | None = None) -> list[FAQItem]:
    """Return the questions most similar to a text, drafts too, the most similar first.

    Return at most MOST questions, in two queries. `without` is the primary key of a question to
    leave out.
    """
    synonyms = Synonyms(SynonymGroup.objects.public())
    asked = _meanings(text, synonyms)
    if not asked:
        return []
    rows = FAQItem.objects.filter(locale=Locale.get_default()).exclude(pk=without)
    found = []
    for item in rows.only("question", "search_terms", "live"):
        searched = (_meanings(one, synonyms) for one in item.get_search_keywords())
        # A single search word names a subject, which is not yet the same question.
        ways = [_meanings(item.question, synonyms), *(one for one in searched if len(one) > 1)]
        if (likeness := max(len(asked & way) / len(asked | way) for way in ways)) >= _ALIKE:
            found.append((-likeness, item.question, item))
    return [item for *_order, item in sorted(found, key=lambda one: one[:2])[:MOST]]


def warning_about(items: list[FAQItem]) -> SafeString:
    """Return a warning that names the questions, with links to their editors."""
    links = format_html_join(", ", '<a href="{}">{}</a>', ((_url(one), one) for one in items))
    return format_html("{} {}", _("Similar questions already exist:"), links)


def script_for(item: FAQItem | None) -> Media:
    """Return the script that shows similar questions while an editor types."""
    attributes = {
        "defer": True,
        "data-url": reverse("wagtailsnippets_faq_faqitem:similar"),
        "data-without": str(item.pk) if item and item.pk else "",
        "data-heading": _("Similar questions already exist:"),
        "data-draft": _("draft"),
    }
    return Media(js=[Script("js/similar.js", **attributes)])  # type: ignore[list-item]  # it may


@login_required
def similar_view(request: HttpRequest) -> JsonResponse:
    """Return the questions similar to the text in `q` as JSON, for the script.

    Raise PermissionDenied for users who may not change questions.
    """
    if not request.user.has_perm("faq.change_faqitem"):
        raise PermissionDenied
    without = request.GET.get("without", "")
    key = int(without) if without.isdecimal() and len(without) < 10 else None
    found = find_similar_questions(tokenizer.clean(request.GET.get("q", "")), without=key)
    return JsonResponse(
        {"similar": [{"question": str(one), "url": _url(one), "live": one.live} for one in found]}
    )


def _url(item: FAQItem) -> str:
    return reverse("wagtailsnippets_faq_faqitem:edit", args=[item.pk])


def _meanings(text: str, synonyms: Synonyms) -> frozenset[str]:
    """Return the meanings of the words of a text; synonyms have the same meaning."""
    return frozenset(_canonical_terms(tuple(tokenizer.tokens(text)), synonyms))


def _canonical_terms(tokens: tuple[tokenizer.Token, ...], synonyms: Synonyms) -> Iterator[Any]:
    stems, at = tuple(token.stem for token in tokens), 0
    while at < len(stems):
        length = synonyms.longest_at(stems, at)
        if length:
            yield f"={synonyms.of(stems[at : at + length])[0].preferred.text}"
        elif not tokens[at].is_stop:
            yield stems[at]
        at += length or 1
