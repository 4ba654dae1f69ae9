"""Register topics, sources and pictures with the admin, and hide what is not used."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.rich_text.editors.draftail.features import ControlFeature
from wagtail.admin.search import SearchArea
from wagtail.admin.site_summary import SummaryItem
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.snippets.models import register_snippet

from education.content import admin_urls
from education.content.blocks.rich_text import MARK_BUTTONS
from education.content.models import Source, Topic
from education.content.querysets import permissions_to_view
from education.content.viewsets import GuideViewSet, PictureViewSet, SourceViewSet, TopicViewSet

register_snippet(TopicViewSet)
register_snippet(PictureViewSet)
register_snippet(SourceViewSet)


@hooks.register("register_admin_menu_item")
def register_guide_menu() -> MenuItem:
    """Return a submenu, which the view sets of all apps fill."""
    menu = Menu(register_hook_name=GuideViewSet.menu_hook)
    return SubmenuMenuItem(_("Guide"), menu, icon_name="list-ul", order=200)


@hooks.register("construct_main_menu")
@hooks.register("construct_search")
def remove_documents(request: HttpRequest, items: list[MenuItem] | list[SearchArea]) -> None:
    """Hide Wagtail's library of documents, which is not used."""
    items[:] = [item for item in items if item.name != "documents"]


@hooks.register("construct_homepage_summary_items")
def remove_documents_summary(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Hide the count of documents, which superusers would see."""
    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem)]


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let site admins choose who may only read the sources."""
    return permissions_to_view(Source)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    """Register the lists from which the rich text editor chooses."""
    return [path("", include(admin_urls))]


@hooks.register("register_rich_text_features")
def register_marks(features: Any) -> None:
    """Add the buttons that cite a source and explain a term to the rich text editor."""
    for name in MARK_BUTTONS:
        feature = ControlFeature({"type": name}, js=["js/editor-marks.js"])
        features.register_editor_plugin("draftail", name, feature)


@hooks.register("insert_editor_js")
def insert_script_of_tables() -> SafeString:
    """Add the script that fills a table block with a table that is pasted."""
    return format_html('<script src="{}" defer></script>', static("js/paste-tables.js"))


@hooks.register("insert_editor_js")
def insert_script_of_submitting() -> SafeString:
    """Add the script that sends a form only after an automatic save of it has ended."""
    return format_html('<script src="{}" defer></script>', static("js/submit-after-autosave.js"))


@hooks.register("insert_editor_js")
def insert_labels_of_marks() -> SafeString:
    """Add the labels and addresses that the script of these buttons reads."""
    return format_html(
        '<template data-marks-labels data-cite="{}" data-explain="{}" data-search="{}"'
        ' data-close="{}" data-nothing="{}" data-failed="{}" data-sources="{}" data-terms="{}">'
        "</template>",
        _("Cite a source"),
        _("Explain a term"),
        _("Search"),
        _("Close"),
        _("Nothing found."),
        _("The list cannot be loaded right now. Try again."),
        reverse("marks:sources"),
        reverse("marks:terms"),
    )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_of_missing_topics(request: HttpRequest, text: Any) -> None:
    """Tell who saves a text that a topic in the form was deleted or renamed meanwhile.

    Wagtail's automatic saving shows no messages; the next save by hand does.
    """
    if not hasattr(text, "topic_links") or not request.accepts("text/html"):
        return
    known = {*Topic.objects.values_list("name", flat=True)}
    for name in sorted({*request.POST.getlist("topics")} - known - {""}):
        message = _(
            "The topic “%s” does not exist any more: it was deleted or renamed. Choose another."
        )
        messages.warning(request, message % name)
