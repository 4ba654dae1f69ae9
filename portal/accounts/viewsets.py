"""Viewset of users in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.users.views import users

from portal.accounts.forms import PersonCreationForm, PersonEditForm


class _SuperuserFieldMixin:
    """Mixin of views in which only superusers may set the field "Administrator"."""

    def get_form(self, *args: Any, **kwargs: Any) -> forms.ModelForm:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        field = form.fields.get("is_superuser")  # Wagtail omits it in one's own account.
        if field and not self.request.user.is_superuser:  # type: ignore[attr-defined]
            field.disabled = True  # Django then ignores what was sent.
            field.help_text = _("Only an administrator can change this.")
        return form


class CreateView(_SuperuserFieldMixin, users.CreateView):
    """Wagtail's view of a new user."""


class EditView(_SuperuserFieldMixin, users.EditView):
    """Wagtail's view of an existing user."""


class UserViewSet(users.UserViewSet):
    """Wagtail's views of users, with our forms."""

    add_view_class = CreateView
    edit_view_class = EditView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return the form that has professional title and credentials."""
        return PersonEditForm if for_update else PersonCreationForm
