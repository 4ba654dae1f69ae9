"""Wagtail's user administration, with our user model's fields."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class PortalUsers(WagtailUsersAppConfig):
    """People and roles in `/cms/`, with professional title and credentials."""

    user_viewset = "portal.accounts.viewsets.UserViewSet"
