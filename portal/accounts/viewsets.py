"""People in `/cms/`."""

from __future__ import annotations

from django import forms
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from portal.accounts.forms import PersonCreationForm, PersonEditForm


class UserViewSet(WagtailUserViewSet):
    """Wagtail's own screens with our forms."""

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """The form that knows professional title and credentials."""
        return PersonEditForm if for_update else PersonCreationForm
