"""Screens that people have for themselves."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel


class OwnAccountView(AccountView):
    """Wagtail's own, without a picture: the portal takes no files in."""

    def get_panels(self) -> list[Any]:
        """What people can set."""
        return [one for one in super().get_panels() if not isinstance(one, AvatarSettingsPanel)]
