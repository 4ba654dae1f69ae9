"""Register the glossary with the admin."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet

from education.glossary.viewsets import GlossaryTermViewSet

register_snippet(GlossaryTermViewSet)
