"""The forms in which a site admin writes people down."""

from __future__ import annotations

from wagtail.users.forms import UserCreationForm, UserEditForm

_PROFESSION = {"professional_title", "credentials"}


class PersonEditForm(UserEditForm):
    """Changes a person."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | _PROFESSION


class PersonCreationForm(UserCreationForm):
    """Adds a person."""

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | _PROFESSION
