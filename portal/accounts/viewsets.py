"""Viewset of users in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views import users

from portal.accounts.forms import PersonCreationForm, PersonEditForm
from portal.accounts.views import PasswordLinkView


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


class IndexView(users.IndexView):
    """Wagtail's list of users, with their roles and with what readers see beside a review."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """Fetch the roles of all users of the list at once."""
        return super().get_base_queryset().prefetch_related("groups")

    @cached_property
    def columns(self) -> list[Column]:
        """Put roles, title and credentials in the place of "Access level"."""
        added = [
            Column("roles", label=_("Roles"), accessor=_roles_of),
            Column("professional_title", label=_("Title"), sort_key="professional_title"),
            Column("credentials", label=_("Credentials"), sort_key="credentials"),
        ]
        kept = [one for one in super().columns if one.name != "is_superuser"]
        return [*kept[:3], *added, *kept[3:]]

    def get_edit_url(self, instance: Any) -> str | None:
        """Return no address for an account that the user may not change."""
        return super().get_edit_url(instance) if self._may_change(instance) else None

    def get_delete_url(self, instance: Any) -> str | None:
        """Return no address for an account that the user may not delete."""
        return super().get_delete_url(instance) if self._may_change(instance) else None

    def _may_change(self, person: Any) -> bool:
        return self.request.user.is_superuser or not person.is_superuser


def _roles_of(user: Any) -> str:
    roles = [group.name for group in user.groups.all()]
    return ", ".join([gettext("Administrator"), *roles] if user.is_superuser else roles)


class UserViewSet(users.UserViewSet):
    """Wagtail's views of users, with our forms."""

    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the view that makes a link for a password."""
        link = path("password-link/<int:pk>/", PasswordLinkView.as_view(), name="password_link")
        return [*super().get_urlpatterns(), link]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return the form that has professional title and credentials."""
        return PersonEditForm if for_update else PersonCreationForm
