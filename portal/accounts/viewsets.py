"""Viewset of users in the admin."""

from __future__ import annotations

from django import forms
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from portal.accounts.forms import PersonCreationForm, PersonEditForm


class UserViewSet(WagtailUserViewSet):
    """Wagtail's views of users, with our forms."""

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return the form that has professional title and credentials."""
        return PersonEditForm if for_update else PersonCreationForm
