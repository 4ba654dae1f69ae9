"""Views of a user's own account."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel


class OwnAccountView(AccountView):
    """Wagtail's account view without the avatar, as the portal accepts no pictures."""

    def get_panels(self) -> list[Any]:
        """Return the panels without that of the avatar."""
        return [one for one in super().get_panels() if not isinstance(one, AvatarSettingsPanel)]
