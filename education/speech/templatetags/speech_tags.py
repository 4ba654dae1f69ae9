"""Template tag of the recording of a text."""

from __future__ import annotations

from django import template

from education.content.rendering import ContentRenderer
from education.speech.recordings import find_recording
from education.speech.storage import Recording

register = template.Library()


@register.simple_tag
def recording_of(renderer: ContentRenderer) -> Recording | None:
    """Return the recording that reads the text of a renderer as it is now, or None."""
    return find_recording(renderer)
