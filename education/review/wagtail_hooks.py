"""Register clinical review with the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry
from wagtail.snippets.action_menu import ActionMenuItem

from education.review import admin_urls
from education.review.panels import WelcomePanel
from education.review.signer_views import may_see_signers


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    """Register the URL patterns of clinical review."""
    return [path("", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Add the report of reviews to the menu."""
    return MenuItem(
        _("Reviews"), reverse("review:report"), name="reviews", icon_name="clipboard-list", order=90
    )


class SignersMenuItem(MenuItem):
    """Menu item of the list of signers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user signs texts or manages people."""
        return may_see_signers(request.user)


@hooks.register("register_reports_menu_item")
def register_signers() -> MenuItem:
    """Add the list of signers to the menu."""
    return SignersMenuItem(
        _("Signers"), reverse("review:signers"), name="signers", icon_name="user", order=95
    )


@hooks.register("construct_homepage_panels")
def add_welcome_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel of pending tasks to the admin home."""
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


@hooks.register("construct_snippet_action_menu")
def remove_publish_actions(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Remove publishing from the menu of a clinical text: its sign-off publishes it."""
    if getattr(context["model"], "is_clinical", False):
        publishing = {"action-publish", "action-unpublish"}
        items[:] = [one for one in items if one.name not in publishing]
