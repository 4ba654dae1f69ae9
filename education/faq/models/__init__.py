"""Models of the FAQ."""

from __future__ import annotations

from education.faq.models.categories import FAQCategory
from education.faq.models.index_page import FAQIndexPage
from education.faq.models.questions import FAQItem, QuestionTopic

__all__ = ["FAQCategory", "FAQIndexPage", "FAQItem", "QuestionTopic"]
