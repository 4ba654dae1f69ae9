"""Models of the FAQ."""

from __future__ import annotations

from education.faq.models.categories import FAQCategory
from education.faq.models.questions import FAQIndexPage, FAQItem, QuestionTopic

__all__ = ["FAQCategory", "FAQIndexPage", "FAQItem", "QuestionTopic"]
