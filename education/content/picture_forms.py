"""Form of the library of pictures, which takes a drawing as text or as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

_FILES = {"svg_file": "svg", "svg_narrow_file": "svg_narrow"}


def _file_field(label: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        widget=forms.FileInput(attrs={"accept": ".svg,image/svg+xml"}),
        help_text=_("Instead of pasted text. The file replaces the text when you save."),
    )


class PictureForm(WagtailAdminModelForm):
    """Form of a picture. The text of a file takes the place of pasted text, and is checked like it.

    What is wrong with the drawing is told beside the text, which then holds that of the file.
    """

    data: Any

    svg_file = _file_field(_("SVG file"))
    svg_narrow_file = _file_field(_("SVG file for narrow screens"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._texts = {name: _text_of(self.files.get(self.add_prefix(name))) for name in _FILES}
        given = {_FILES[name]: text for name, text in self._texts.items() if text}
        if given:
            self.data = self.data.copy()
            for name, text in given.items():
                self.data[self.add_prefix(name)] = text

    def clean_svg_file(self) -> Any:
        """Raise ValidationError for a file that is not text."""
        return self._checked("svg_file")

    def clean_svg_narrow_file(self) -> Any:
        """Raise ValidationError for a file that is not text."""
        return self._checked("svg_narrow_file")

    def _checked(self, name: str) -> Any:
        if self.cleaned_data[name] and not self._texts[name]:
            raise ValidationError(
                _("This file is not an SVG drawing. Save it as plain SVG, and choose that file.")
            )
        return self.cleaned_data[name]


def _text_of(file: Any) -> str:
    """Return the text of a file; empty without one, and for a file that is not text."""
    try:
        text: str = file.read().decode("utf-8-sig") if file else ""
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else text
