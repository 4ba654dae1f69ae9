"""Template tags for the Content Security Policy."""

from __future__ import annotations

from django import template

from portal.web.csp_nonce import nonce

register = template.Library()
register.simple_tag(nonce, name="nonce")
