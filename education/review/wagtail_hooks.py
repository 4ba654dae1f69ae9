"""Register clinical review with the admin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry, Page
from wagtail.snippets.action_menu import ActionMenuItem

from education.review import admin_urls
from education.review.admin_home import WelcomePanel
from education.review.deletion import get_deletion_blocker
from education.review.mixins import SignOffRequiredMixin
from education.review.registry import find_kind, review_url
from education.review.sign_off import get_blocking_findings
from education.review.viewsets import ReviewedPageViewSet
from education.standard.text_findings import findings


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    """Register the URL patterns of clinical review."""
    return [path("", include(admin_urls))]


@hooks.register("register_admin_viewset")
def register_page_viewset() -> ReviewedPageViewSet:
    """Register the page explorer with the review state."""
    return ReviewedPageViewSet()


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Add the report of reviews to the menu."""
    return MenuItem(
        _("Reviews"), reverse("review:report"), name="reviews", icon_name="clipboard-list", order=90
    )


class SignersMenuItem(MenuItem):
    """Menu item of the list of signers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may see the list, by a permission that costs no query."""
        return bool(request.user.has_perm("review.view_signerconfirmation"))


@hooks.register("register_reports_menu_item")
def register_signers() -> MenuItem:
    """Add the list of signers to the menu."""
    return SignersMenuItem(
        _("Signers"), reverse("review:signers"), name="signers", icon_name="user", order=95
    )


@hooks.register("construct_homepage_panels")
def add_welcome_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel of pending tasks to the admin home, in place of Wagtail's two lists of them."""
    there = {"workflow_objects_to_moderate", "user_objects_in_workflow_moderation"}
    panels[:] = [one for one in panels if getattr(one, "name", "") not in there]
    panels.append(WelcomePanel(request))


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name sign-offs and withdrawals in the history of a text."""
    actions.register_action("review.sign_off", _("Sign off"), _("Signed off clinically"))
    actions.register_action(
        "review.confirm_signer", _("Confirm a signer"), _("Confirmed as a signer")
    )

    @actions.register_action("review.withdraw")
    class Withdraw(LogFormatter):
        label = _("Withdraw")

        def format_message(self, entry: BaseLogEntry) -> str:
            return _("Withdrawn: %(reason)s") % entry.data


@hooks.register("before_delete_page")
def refuse_page_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say why a page cannot be deleted."""
    return _refuse_deletion(request, [page])


@hooks.register("before_delete_snippet")
def refuse_snippet_deletion(
    request: HttpRequest, instances: Iterable[Model]
) -> HttpResponse | None:
    """Say why a question or a term cannot be deleted, by its form or as one of many."""
    return _refuse_deletion(request, instances)


@hooks.register("before_bulk_action")
def refuse_bulk_deletion(
    request: HttpRequest, action_type: str, objects: Iterable[Model], action: Any
) -> HttpResponse | None:
    """Say why some of the chosen pages cannot be deleted."""
    return _refuse_deletion(request, objects) if action_type == "delete" else None


def _refuse_deletion(request: HttpRequest, rows: Iterable[Any]) -> HttpResponse | None:
    for row in rows:
        if reason := get_deletion_blocker(row):
            messages.error(request, reason)
            return redirect(review_url(row.specific if isinstance(row, Page) else row))
    return None


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def save_what_is_submitted_already(request: HttpRequest, text: Any) -> HttpResponse | None:
    """Save what an old tab submits again: a second submission would be an error, and lose it."""
    is_text = isinstance(text, SignOffRequiredMixin)
    if "action-submit" not in request.POST or not is_text or not text.workflow_in_progress:
        return None
    sent: Any = request.POST.copy()
    del sent["action-submit"]
    request.POST = sent
    messages.warning(
        request, _("This text was submitted before you sent it. Your changes were added to it.")
    )
    match: Any = request.resolver_match
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_what_blocks_sign_off(request: HttpRequest, text: Any) -> None:
    """Tell who submits a text how many findings of the content standard block its sign-off."""
    submits = {"action-submit", "action-restart-workflow"} & request.POST.keys()
    if not submits or find_kind(type(text)) is None:
        return
    if number := len(get_blocking_findings(findings(text))):
        message = ngettext(
            "%(number)d issue blocks sign-off. Fix it, or the reviewer cannot sign off the text.",
            "%(number)d issues block sign-off. Fix them, or the reviewer cannot sign off the text.",
            number,
        )
        address = f"{review_url(text)}#standard-section"
        button = messages.button(address, gettext("See what to fix"))
        messages.warning(request, message % {"number": number}, buttons=[button])


@hooks.register("construct_snippet_action_menu")
def remove_publish_actions(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Remove publishing from the menu of a clinical text: its sign-off publishes it."""
    if issubclass(context["model"], SignOffRequiredMixin):
        publishing = {"action-publish", "action-unpublish"}
        items[:] = [one for one in items if one.name not in publishing]
