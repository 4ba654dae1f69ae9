"""Registers what the editors' side shows. Nothing else happens here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.urls.resolvers import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler
from wagtail.admin.search import SearchArea
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.images.wagtail_hooks import ImagesSummaryItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.signals import init_new_page
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet

from education.content import reports
from education.content.initial_content import begin_page
from education.content.querysets import permissions_to_view
from education.content.viewsets import GuideGroup
from education.faq.bulk_actions import MoveAction, TopicAction
from education.feedback.models import Feedback
from education.review import menus
from education.review import reports as review_report
from education.review import views as reviews
from education.review.home_panel import WelcomePanel
from education.search import unanswered
from education.search.models import AlarmGroup, SearchTally
from education.standard import views as editing
from portal.web.linked_pages import LinkHandler

register_snippet(GuideGroup)
init_new_page.connect(begin_page)
hooks.register("register_bulk_action", MoveAction)
hooks.register("register_bulk_action", TopicAction)


@hooks.register("construct_main_menu")
@hooks.register("construct_search")
def hide_unused_libraries(request: HttpRequest, items: list[MenuItem] | list[SearchArea]) -> None:
    """Our pictures are drawings in the guide's own library; Wagtail's two libraries stay empty."""
    items[:] = [item for item in items if item.name not in {"images", "documents"}]


@hooks.register("construct_homepage_summary_items")
def count_no_unused_libraries(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Nor does a superuser read that they are empty."""
    unused = (ImagesSummaryItem, DocumentsSummaryItem)
    items[:] = [item for item in items if not isinstance(item, unused)]


@hooks.register("register_admin_urls")
def add_addresses() -> list[URLPattern]:
    """Where our own screens stand."""
    rooms = (editing, reports, unanswered, reviews, review_report)
    return [address for room in rooms for address in room.addresses()]


@hooks.register("register_admin_menu_item")
def add_content_standard_to_menu() -> MenuItem:
    """The content standard, below the guide."""
    address = reverse("content_standard")
    return MenuItem(_("Content standard"), address, icon_name="glasses", order=210)


@hooks.register("insert_global_admin_css")
def add_editors_style() -> SafeString:
    """How the content standard looks on the editors' side."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/editors.css"))


@hooks.register("insert_editor_js")
def add_standard_script() -> SafeString:
    """Keeps the panel of the content standard in step with what is written."""
    return format_html('<script src="{}" defer></script>', static("js/standard.js"))


@hooks.register("register_rich_text_features", order=1)
def read_links_at_once(features: FeatureRegistry) -> None:
    """Links to pages in rich text ask the database once for all of them."""
    rule = {
        "from_database_format": {
            "a[href]": ExternalLinkElementHandler("LINK"),
            'a[linktype="page"]': LinkHandler("LINK"),
        },
        "to_database_format": {"entity_decorators": {"LINK": link_entity}},
    }
    features.register_converter_rule("contentstate", "link", rule)


@hooks.register("register_reports_menu_item")
def add_feedback_to_reports() -> MenuItem:
    """What readers answered."""
    return reports.ReportMenuItem(reports.FeedbackReport, order=100)


@hooks.register("register_reports_menu_item")
def add_searches_to_reports() -> MenuItem:
    """What readers searched for."""
    return reports.ReportMenuItem(reports.SearchReport, order=110)


@hooks.register("register_reports_menu_item")
def add_reviews_to_reports() -> MenuItem:
    """What is due for a review."""
    return MenuItem(
        _("Reviews"), reverse("review_report"), name="reviews", icon_name="clipboard-list", order=90
    )


@hooks.register("construct_homepage_panels")
def say_what_awaits(request: HttpRequest, panels: list[Component]) -> None:
    """The first thing that an editor sees."""
    panels.append(WelcomePanel(request))


@hooks.register("register_reports_menu_item")
def add_unanswered_to_reports() -> MenuItem:
    """What readers searched for and did not find."""
    return unanswered.UnansweredMenuItem()


@hooks.register("register_permissions")
def let_admins_give_reports_to_roles() -> QuerySet[Permission]:
    """Who may see which report, and who may read the alarm words."""
    return permissions_to_view(Feedback, SearchTally, AlarmGroup)


@hooks.register("register_log_actions")
def name_what_reviewers_do(actions: LogActionRegistry) -> None:
    """So that it reads well in the history of a text."""
    actions.register_action("review.sign_off", _("Sign off"), _("Signed off clinically"))

    @actions.register_action("review.withdraw")
    class Withdraw(LogFormatter):
        label = _("Withdraw")

        def format_message(self, entry: BaseLogEntry) -> str:
            """Why."""
            return _("Withdrawn: %(reason)s") % entry.data


@hooks.register("construct_snippet_action_menu")
def offer_no_publishing(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """A question or word is published by its sign-off."""
    items[:] = menus.without_publish(items, context["model"])
