"""Template tags for running text, addresses, icons, inlined styles and linked data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import BaseStreamBlock, BaseStructBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from education.content import phone, schema_org
from education.content.arrangement import PlacedBlock
from education.content.blocks import BodyBlock
from education.content.blocks.callouts import CARE_TEXTS
from education.content.blocks.rich_text import bare, plain
from education.content.models import ContentPage, SiteSettings
from education.content.rendering import ContentRenderer
from education.standard.markup import TOKEN, unbroken
from portal.web.addresses import absolute_url
from portal.web.inline_assets import get_page_css, get_page_script, has_component

register = template.Library()

_EVERYWHERE = ("button", "help-bar")
_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)
_LIST = re.compile(r"^\s*<(ol|ul)>")

register.filter("plain", plain)
register.filter("dial", phone.dial)
register.filter("number_in", phone.number_in)
register.filter("before_brackets", phone.before_brackets)
register.filter("unbroken", unbroken, is_safe=True)


@register.filter
def site_of(url: str) -> str:
    """Return the name of the site that an address belongs to."""
    return urlsplit(url).netloc.removeprefix("www.")


@register.filter
def with_stop(text: str) -> str:
    """Return a title or name with a full stop, unless a punctuation mark ends it already."""
    return text if text.rstrip("”’\"')")[-1:] in {".", "?", "!", "…"} else f"{text}."


@register.filter
def quoted(words: Iterable[str], tag: str = "") -> SafeString:
    """Return words in quotation marks, separated by commas; each in a tag if one is named."""
    template = f"“<{tag}>{{}}</{tag}>”" if tag else "“{}”"
    return format_html_join(", ", template, ((word,) for word in words))


@register.simple_tag(takes_context=True)
def in_flow(context: Context, stream: Iterable[Any]) -> list[PlacedBlock]:
    """Return the blocks of a stream that stand where their author put them."""
    renderer = context.get("renderer")
    if isinstance(renderer, ContentRenderer) and not context.get("at_home"):
        return list(renderer.arrangement.in_flow(stream))
    return [PlacedBlock(block) for block in stream]


@register.simple_tag(takes_context=True)
def closed_part(context: Context) -> str:
    """Return the anchor of the next part that a reader may open."""
    renderer = context.get("renderer")
    return renderer.next_closed_part() if isinstance(renderer, ContentRenderer) else "closed"


@register.simple_tag(takes_context=True)
def prose(context: Context, value: RichText | str, how: str = "") -> SafeString:
    """Return rich text with its marks made visible.

    `how` may be `inline`, which drops the paragraph around a single one, or `.name`, which gives a
    list that class.
    """
    html = getattr(value, "source", value) or ""
    renderer = context.get("renderer")
    shown = renderer.prose(html) if isinstance(renderer, ContentRenderer) else bare(html)
    if how == "inline" and (alone := _ONE_PARAGRAPH.fullmatch(shown.strip())):
        shown = alone.group(1)
    if how.startswith("."):
        shown = _LIST.sub(rf'<\1 class="{how[1:]}">', shown)
    return mark_safe(shown)  # noqa: S308 - Wagtail cleaned it when the editor saved it


@register.filter
def is_public(chosen: Any, renderer: Any) -> bool:
    """Return whether readers may see what a block has chosen; in an editor's preview, always."""
    return renderer.is_public(chosen) if isinstance(renderer, ContentRenderer) else bool(chosen)


@register.simple_tag(takes_context=True)
def drawing(context: Context, picture: Any) -> SafeString:
    """Return a drawing of the library as inline SVG."""
    renderer = context.get("renderer")
    if isinstance(renderer, ContentRenderer):
        svg = renderer.draw(picture)
    else:
        svg = picture.drawings(f"drawing-{picture.pk}")
    return mark_safe(svg)  # noqa: S308 - checked when it was saved


@register.simple_tag
def has_offline_reading() -> bool:
    """Return whether this portal offers to keep the guide on a phone."""
    return settings.OFFLINE_READING


@register.simple_tag
def small_drawing(picture: Any) -> SafeString:
    """Return a drawing of the library as inline SVG for a list of the admin."""
    return mark_safe(picture.drawing_on_paper(f"picture-{picture.pk}"))  # noqa: S308 - checked


@register.simple_tag
def photo_of(value: Any, renderer: Any) -> Any:
    """Return the image of a photo block, with its sizes as fetched for all photos of the text."""
    image = value["image"]
    known = renderer.photos if image and isinstance(renderer, ContentRenderer) else {}
    return known.get(image and image.pk, image)


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str = "") -> str:
    """Return the absolute URL of a path on this site; of this page if no path is given."""
    return absolute_url(path or context["request"].path)


@register.simple_tag(takes_context=True)
def site_settings(context: Context) -> SiteSettings:
    """Return the settings of this site: name, numbers to call, disclaimer, contact."""
    return SiteSettings.for_request(context["request"])


@register.simple_tag(takes_context=True)
def care_text(context: Context, urgency: str) -> SafeString:
    """Return the text of the care card for an urgency, with the numbers of the settings."""
    settings = SiteSettings.for_request(context["request"])
    return mark_safe(  # noqa: S308 - escaped
        TOKEN.sub(
            lambda token: phone.dial(getattr(settings, token[1])),
            unbroken(escape(str(CARE_TEXTS[urgency]))),
        )
    )


@register.simple_tag(takes_context=True)
def help_page_url(context: Context) -> str:
    """Return the path of the page about when to call; empty while readers cannot see it."""
    page = site_settings(context).public_help_page
    return (page and page.get_url(context["request"])) or ""


@register.simple_tag(takes_context=True)
def page_styles(context: Context, *names: str) -> SafeString:
    """Return the style element of a page: the sheets that it names and those of its blocks.

    A policy before it allows this style only, except in the preview of an editor.
    """
    read = [one for one in [context.get("renderer"), *(context.get("renderers") or ())] if one]
    used = {block for renderer in read for block in renderer.references.blocks}
    sheets = {sheet for block in used for sheet in _sheets_of_blocks().get(block, ())}
    if any(renderer.references.words for renderer in read):
        sheets.add("term")
    if any(renderer.review.record for renderer in read):
        sheets.add("review-history")
    if context.get("is_help_page"):
        sheets.update(("sign-finder", "call-bar"))
    opening = () if "cover" in names else ("page-header",)
    style = get_page_css(frozenset({*_EVERYWHERE, *opening, *names, *sheets}))
    # The header is the same for every page; this narrows it to the one style of this page. A
    # preview contains Wagtail's checker of drafts, which has styles of its own.
    policy = f'<meta http-equiv="Content-Security-Policy" content="style-src {style.hash}">'
    if getattr(context.get("request"), "in_preview_panel", False):
        policy = ""
    return mark_safe(f"{policy}<style>{style.text}</style>")  # noqa: S308 - our own files


@register.simple_tag
def block_styles() -> SafeString:
    """Return the style element of a preview that shows one block, of any kind."""
    sheets = frozenset(chain(_EVERYWHERE, *_sheets_of_blocks().values()))
    return mark_safe(f"<style>{get_page_css(sheets).text}</style>")  # noqa: S308 - our own files


@register.simple_tag
def script() -> SafeString:
    """Return the script element of a page; pages work without scripts, too."""
    return mark_safe(f"<script>{get_page_script().text}</script>")  # noqa: S308 - our own file


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon as inline SVG, so that it follows the color of the text beside it."""
    return mark_safe(_icon(name))  # noqa: S308 - our own files


@register.simple_tag(takes_context=True)
def page_data(context: Context) -> SafeString:
    """Return the linked data of a page of the guide, for search engines."""
    page, renderer = context["page"], context["renderer"]
    return schema_org.as_script(schema_org.of_page(page, renderer, absolute(context)))


@register.simple_tag(takes_context=True)
def question_data(
    context: Context, items: list[schema_org.Question] | schema_org.Question
) -> SafeString:
    """Return the linked data of questions and answers, for search engines."""
    items = items if isinstance(items, list) else [items]
    return schema_org.as_script(schema_org.of_questions(items, absolute(context)))


@register.simple_tag(takes_context=True)
def term_data(context: Context, term: Any) -> SafeString:
    """Return the linked data of a term, for search engines."""
    return schema_org.as_script(term.get_schema_org(absolute(context)))


@register.simple_tag(takes_context=True)
def trail_data(
    context: Context, above: list[ContentPage], page: Page | None, here: str = ""
) -> SafeString:
    """Return the linked data of the breadcrumbs from home to this page, for search engines.

    `here` is the name of a part of the page that has an address of its own.
    """
    chain = [*above, page] if page else above  # The preview of a snippet has no page.
    trail = [(one.title, absolute(context, one.get_url(context["request"]))) for one in chain]
    if here:
        trail.append((here, absolute(context)))
    return schema_org.as_script(schema_org.of_breadcrumbs(trail))


@cache
def _icon(name: str) -> str:
    return Path(settings.BASE_DIR, "static", "img", "icons", f"{name}.svg").read_text().strip()


@cache
def _sheets_of_blocks() -> dict[str, tuple[str, ...]]:
    """Return the component sheets that the template of each block needs, by block name."""
    sheets: dict[str, tuple[str, ...]] = {}

    def look(block: Any) -> None:
        for name, child in block.child_blocks.items():
            own = name.replace("_", "-")
            default = (own,) if has_component(own) else ()
            sheets[name] = getattr(child.meta, "styles", default)
            if isinstance(child, BaseStreamBlock | BaseStructBlock):
                look(child)

    look(BodyBlock())
    return sheets
