"""Models of pages and of the snippets that pages share."""

from __future__ import annotations

from education.content.models.about import AboutIndexPage, AboutPage
from education.content.models.articles import ArticleIndexPage, ArticlePage
from education.content.models.base import ContentPage
from education.content.models.home import HomePage
from education.content.models.pictures import Picture
from education.content.models.settings import SiteSettings
from education.content.models.snippet_index import SnippetIndexPage
from education.content.models.sources import Source
from education.content.models.steps import StepIndexPage, StepPage
from education.content.models.topics import (
    PageTopic,
    Topic,
    TopicIndexPage,
)
from education.content.models.treatments import TreatmentIndexPage, TreatmentPage

__all__ = [
    "AboutIndexPage",
    "AboutPage",
    "ArticleIndexPage",
    "ArticlePage",
    "ContentPage",
    "HomePage",
    "PageTopic",
    "Picture",
    "SiteSettings",
    "SnippetIndexPage",
    "Source",
    "StepIndexPage",
    "StepPage",
    "Topic",
    "TopicIndexPage",
    "TreatmentIndexPage",
    "TreatmentPage",
]
