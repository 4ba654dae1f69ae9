"""Photos and scans of Wagtail's image library: what is kept of a file, and the sizes shown."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from PIL import Image as Pixels
from PIL import ImageOps
from wagtail.images.models import Filter, Image

LONGEST_SIDE = 2880  # pixels that are kept: twice the largest width that is shown
# As in the {% picture %} tag of templates/blocks/photo.html.
SIZES = Filter.expand_spec("format-{avif,webp,jpeg}|width-{480,960,1440}")
_QUALITY = 92  # of a JPEG from which the shown sizes are made


class CleanFile(ContentFile):
    """A file of an image that `without_metadata` has written."""


def without_metadata(file: File) -> CleanFile:
    """Return a photo as JPEG, or as PNG if it was one: turned upright, and without metadata.

    A camera notes the place, the time and the owner in the file. The profile of its colors stays.
    """
    with Pixels.open(file) as opened:
        is_png = opened.format == "PNG"
        pixels = ImageOps.exif_transpose(opened)
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if not is_png:
        pixels = _on_white(pixels)
    profile = pixels.info.get("icc_profile") if pixels.mode in {"RGB", "RGBA", "L"} else None
    pixels.info = {}
    kept = BytesIO()
    pixels.save(
        kept, "PNG" if is_png else "JPEG", quality=_QUALITY, optimize=True, icc_profile=profile
    )
    name = PurePath(file.name or "photo").with_suffix(".png" if is_png else ".jpg")
    return CleanFile(kept.getvalue(), name.name)


def get_photos(keys: Iterable[int]) -> dict[int, Image]:
    """Return images by primary key, with the sizes of them that exist. Two queries at most."""
    wanted = [*keys]
    if not wanted:
        return {}
    return Image.objects.prefetch_renditions(*SIZES).in_bulk(wanted)


def make_sizes(keys: Iterable[int]) -> None:
    """Make every size of some images that readers may see, so that no reader waits for it."""
    for image in get_photos(keys).values():
        image.get_renditions(*SIZES)


def _on_white(pixels: Pixels.Image) -> Pixels.Image:
    """Return an image as JPEG can hold it, with white where it was transparent."""
    if pixels.mode in {"RGB", "L"}:
        return pixels
    if not pixels.has_transparency_data:
        return pixels.convert("RGB")
    layer = pixels.convert("RGBA")
    white = Pixels.new("RGB", layer.size, "white")
    white.paste(layer, mask=layer.getchannel("A"))
    return white
