"""Form of the image library, in place of Wagtail's."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image as Pixels
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from education.content.photos import without_metadata

# Keys of the messages of Wagtail's field about a file that is not a photo in one of our formats.
_NOT_A_PHOTO = ("invalid_image", "invalid_image_extension", "invalid_image_known_format")


class PhotoField(WagtailImageField):
    """Field for a photo, which is read without its metadata."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = _(
            "A JPEG, PNG, WebP, AVIF or HEIC file of up to %(size)s. Only show people who have "
            "agreed to it. Place, time and owner are removed from the file."
        ) % {"size": self.max_upload_size_text}
        advice = _(
            "This file cannot be used as a photo. Save or export it as JPEG or PNG, and upload "
            "that file. SVG drawings belong in the library of pictures."
        )
        self.error_messages |= dict.fromkeys(_NOT_A_PHOTO, advice)

    def to_python(self, data: Any) -> Any:
        """Return the photo without metadata, upright, in a format that every program reads.

        Raise ValidationError for what is not a photo, too large or damaged.
        """
        try:
            file = super().to_python(data)
            return file and without_metadata(file)
        except (OSError, SyntaxError, ValueError, Pixels.DecompressionBombError) as error:
            raise ValidationError(
                _("This file is damaged or too large. Export the photo again as JPEG or PNG.")
            ) from error


class PhotoForm(BaseImageForm):
    """Form that never puts another file in the place of a photo.

    A text that was signed off would show another photo without a sign-off.
    """

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = self.fields.pop("file", None)
        if stock and not self.instance.pk:
            field = PhotoField(label=stock.label, widget=stock.widget, max_length=stock.max_length)
            self.fields["file"] = field
            self.order_fields(["title", "file"])
