"""A template filter for the keys by which links add a question to a booklet."""

from __future__ import annotations

from django import template

from education.booklet.selection import question_key

register = template.Library()

register.filter("question_key", question_key)
