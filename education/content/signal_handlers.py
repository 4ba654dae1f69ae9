"""Signal handlers that invalidate the static pages which a change makes wrong.

Files of static pages are deleted before the change commits. A page is rendered with the keys of
what it shows (`portal.static_pages.dependencies.add_dependencies`); the handlers say which keys a
change invalidates. A change of a model that has no keys here invalidates every static page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from taggit.models import ItemBase
from wagtail.models import Page
from wagtail.signals import post_page_move, pre_page_move

from education.content.models import ContentPage, Picture, Source
from education.content.querysets import below_key, beside_key, list_key, row_key, topic_key
from education.review.models import SignOff
from portal.static_pages.dependencies import table_key
from portal.static_pages.invalidation import invalidate, invalidate_all, is_open
from portal.web.page_router import MENU, address_of, place_key

# Columns that saving a draft writes, and that readers never see.
BOOKKEEPING = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "numchild",
}
# Apps and models that no public page shows. A page that reads one anyway gets no static page.
_UNSEEN_APPS = {
    "account", "accounts", "admin", "auth", "axes", "contenttypes", "mfa", "migrations",
    "sessions", "static_pages", "taggit", "wagtailadmin", "wagtaildocs", "wagtailimages",
    "wagtailredirects", "wagtailsearch", "wagtailusers", "wagtailforms", "wagtailembeds",
}  # fmt: skip
_SHOWN_OF_WAGTAIL = {"page", "site", "locale", "pageviewrestriction"}
_UNSEEN = {
    "search.alarmgroup", "feedback.feedback", "review.reviewreminder",
    "search.searchentry", "search.searchposting", "search.searchrebuild",
    "search.searchspelling",
    "search.searchtally", "seeding.seeded", "review.signofftask", "search.synonymgroup",
}  # fmt: skip
_MANY = 500  # pages below a page that moves; with more, every static page is invalidated


def is_unseen(model: type[Model]) -> bool:
    """Return whether no public page shows the rows of a model."""
    meta = model._meta
    if meta.app_label == "wagtailcore":
        return meta.model_name not in _SHOWN_OF_WAGTAIL
    return meta.app_label in _UNSEEN_APPS or meta.label_lower in _UNSEEN


@dataclass(frozen=True)
class _Place:
    """The place of a page in the database now, and what menus and lists show of the page."""

    kind: int
    path: str
    url_path: str
    title: str
    menu_title: str
    live: bool
    in_menus: bool

    @classmethod
    def of(cls, pk: Any) -> _Place | None:
        columns = ("content_type_id", "path", "url_path", "title", "contentpage__menu_title")
        row = Page.objects.filter(pk=pk).values_list(*columns, "live", "show_in_menus").first()
        return cls(*row) if row else None


@receiver(pre_save)
@receiver(post_save)
def follow_saved(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Invalidate the static pages that show a row, before and after it is saved."""
    if kwargs["raw"] or not _matters(sender):
        return
    fields = kwargs["update_fields"]
    if fields is not None and BOOKKEEPING.issuperset(fields):
        return
    if isinstance(instance, Page):
        _follow_page(instance, is_after="created" in kwargs)
    else:
        _follow(sender, instance)


@receiver(pre_delete)
@receiver(post_delete)
def follow_deleted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Invalidate the static pages that show a row, before and after it is deleted."""
    if not _matters(sender):
        return
    if isinstance(instance, Page):
        _announce_page(instance.pk, _Place.of(instance.pk), moves=True)
    else:
        _follow(sender, instance)


@receiver(pre_page_move)
@receiver(post_page_move)
def follow_moved(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """Invalidate the static pages that show a page, before and after it moves.

    A move needs its own signals: the path in the database changes before a page is saved.
    """
    if is_open():
        _announce_page(instance.pk, _Place.of(instance.pk), moves=True)


def _matters(sender: type[Model]) -> bool:
    # Inside migrations, with historical models, the tables of static pages may not exist yet.
    return is_open() and sender.__module__ != "__fake__" and not is_unseen(sender)


def _follow(sender: type[Model], instance: Any) -> None:
    keys = [row_key(instance), list_key(sender), table_key(sender._meta.db_table)]
    urls = []
    if issubclass(sender, ItemBase):
        keys = _keys_of_topic_link(sender, instance)
    elif hasattr(sender, "topic_list"):
        before = sender._base_manager.filter(pk=instance.pk).first()
        keys += [topic_key(sender.topic_list, pk) for pk in _topics(sender, instance.pk)]
        versions: list[Any] = [one for one in (before, instance) if one is not None]
        urls = [one.get_absolute_url() for one in versions]
        keys += [key for one in versions for key in one.mention_keys()]
    elif isinstance(instance, Source):
        codes = sender._base_manager.filter(pk=instance.pk).values_list("code", flat=True)
        keys += [f"source:{code}" for code in {*codes, instance.code}]
    elif isinstance(instance, SignOff):
        keys = [_key_of_signed(instance)]
    elif not isinstance(instance, Picture):
        invalidate_all()
        return
    invalidate(keys, urls)


def _topics(sender: Any, pk: Any) -> list[int]:
    return [*sender.topics.through.objects.filter(content_object=pk).values_list("tag", flat=True)]


def _key_of_signed(sign_off: SignOff) -> str:
    kind = ContentType.objects.get_for_id(sign_off.content_type_id)
    return row_key(kind.model_class() or ContentPage, sign_off.object_id)


def _keys_of_topic_link(sender: Any, link: Any) -> list[str]:
    tagged = sender.content_object.field.related_model
    return [topic_key(tagged.topic_list, link.tag_id), row_key(tagged, link.content_object_id)]


def _follow_page(page: Page, *, is_after: bool) -> None:
    place = _Place.of(page.pk) if page.pk else None
    if not is_after:
        page._place_before_saving = place
        return
    before = getattr(page, "_place_before_saving", None)
    if any(one and one.live for one in (before, place)):
        _announce_page(page.pk, before, moves=before != place)
        if before != place:
            _announce_page(page.pk, place, moves=True)


def _announce_page(pk: int, place: _Place | None, *, moves: bool) -> None:
    """Invalidate the static pages that show a page.

    `moves` if the page appears, goes or is renamed: then pages that list it change, too.
    """
    model = _model(place) if place else None
    keys = [f"page:{pk}", *(table_key(one) for one in _tables(model or ContentPage))]
    keys += [topic_key("pages", topic) for topic in _topics(ContentPage, pk)]
    urls = [address_of(place.url_path)] if place else []
    if moves and place:
        below = [*Page.objects.filter(path__startswith=place.path).values_list("pk")[: _MANY + 1]]
        if len(below) > _MANY:
            invalidate_all()
            return
        keys += [f"page:{one}" for (one,) in below]
        keys += [place_key(pk), list_key(model or ContentPage), list_key(ContentPage)]
        keys += _around(place.path)
        keys += [MENU] if place.in_menus else []
    invalidate(keys, urls)


def _around(path: str) -> Iterator[str]:
    """Yield the keys of the page above a path, and of the pages beside it."""
    above = path[: -Page.steplen]
    parent = Page.objects.filter(path=above).values_list("pk", flat=True).first()
    yield below_key(parent)
    beside = ContentPage.objects.beside(path).values_list("pk", flat=True)
    yield from (beside_key(pk) for pk in beside)


def _model(place: _Place) -> type[Model] | None:
    return ContentType.objects.get_for_id(place.kind).model_class()


def _tables(model: type[Model]) -> Iterable[str]:
    parents = [one for one in model.__mro__ if hasattr(one, "_meta") and not one._meta.abstract]
    return [one._meta.db_table for one in parents]
