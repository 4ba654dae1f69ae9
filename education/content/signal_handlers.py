"""Signal handlers: the store of static pages follows the content, and photos are kept clean."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.images.models import Image
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published, post_page_move, pre_page_move, published

from education.content.blocks import References
from education.content.photos import CleanFile, make_sizes, without_metadata
from portal.static_pages.invalidation import invalidate_all, is_enabled

# Columns that saving a draft writes, and that readers never see.
BOOKKEEPING = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "numchild",
}
# Apps and models that no public page shows. (Of an image, pages show the file, which never changes,
# and the sizes made of it.) A change of any other model empties the store.
_UNSEEN = {
    "account", "accounts", "admin", "api", "auth", "axes", "contenttypes", "feedback", "mfa",
    "migrations", "seeding", "sessions", "static_pages", "taggit", "wagtailadmin", "wagtaildocs",
    "wagtailimages", "wagtailredirects", "wagtailsearch", "wagtailusers",
    # The index of the search changes with a text, or in `rebuild`, which empties the store itself.
    "search",
    "review.reviewcomment", "review.reviewreminder", "review.signerconfirmation",
    "review.signofftask", "review.signofftask_groups",
    *(f"wagtailcore.{name}" for name in (
        "collection", "collectionviewrestriction", "collectionviewrestriction_groups", "comment",
        "commentreply", "groupapprovaltask", "groupapprovaltask_groups",
        "groupcollectionpermission", "grouppagepermission", "groupsitepermission", "modellogentry",
        "pagelogentry", "pagesubscription", "referenceindex", "revision", "task", "taskstate",
        "uploadedfile", "workflow", "workflowcontenttype", "workflowpage", "workflowstate",
        "workflowtask",
    )),
}  # fmt: skip


@receiver([pre_save, pre_delete, m2m_changed])
def empty_static_pages(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Empty the store before a row that readers may see is saved, deleted or linked."""
    fields = kwargs.get("update_fields")
    if fields is not None and BOOKKEEPING.issuperset(fields):
        return
    # Inside migrations, with historical models, the tables of static pages may not exist yet.
    if not is_enabled() or sender.__module__ == "__fake__" or is_unseen(sender):
        return
    text = getattr(instance, "content_object", None) or instance
    versions = [one for one in (text, _before(text)) if one is not None]
    if any(getattr(one, "live", True) for one in versions):
        invalidate_all(*map(get_path, versions))


@receiver([pre_page_move, post_page_move])
def empty_static_pages_for_move(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """Empty the store before and after a page moves, which is not saved for it."""
    invalidate_all(get_path(instance))


@receiver(pre_save, sender=Image)
def remove_metadata(sender: type[Image], instance: Image, **kwargs: Any) -> None:
    """Keep of a new image only what shows, by whichever way it comes."""
    if not instance._state.adding or isinstance(instance.file.file, CleanFile):
        return
    kept = without_metadata(instance.file.file)
    if instance.file._committed:  # Wagtail has stored the file first.
        instance.file.delete(save=False)
    instance.file = kept


@receiver(pre_delete, sender=Image)
def keep_used_images(sender: type[Image], instance: Image, **kwargs: Any) -> None:
    """Raise ProtectedError before an image is deleted that a text shows."""
    used = ReferenceIndex.get_references_to(instance).select_related("base_content_type")
    shown = [one.base_content_type.get_object_for_this_type(pk=one.object_id) for one in used[:3]]
    if shown:
        raise ProtectedError(_("A text shows this image."), {*shown})


@receiver([page_published, published])
def make_sizes_of_photos(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Make the sizes of the photos of a published text, after its transaction."""
    bodies = instance.get_bodies() if hasattr(instance, "get_bodies") else ()
    if photos := References.of(*bodies).photos:
        transaction.on_commit(partial(make_sizes, [*photos]), robust=True)


def is_unseen(model: type[Model]) -> bool:
    """Return whether no public page shows the rows of a model."""
    return bool(_UNSEEN & {model._meta.app_label, model._meta.label_lower})


def get_path(text: Any) -> str:
    """Return the path of a page or snippet on its site; empty if it has none."""
    if isinstance(text, Page):
        return (text.get_url_parts() or ("", "", ""))[2] or ""
    return text.get_absolute_url() or "" if hasattr(text, "get_absolute_url") else ""


def _before(text: Any) -> Any:
    """Return a row as the database has it, or None while it is not saved."""
    return type(text)._base_manager.filter(pk=text.pk).first()
