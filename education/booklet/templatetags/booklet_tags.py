"""Provide the keys by which templates put a question into a booklet."""

from __future__ import annotations

from django import template

from education.booklet.selection import question_key

register = template.Library()

register.filter("question_key", question_key)
