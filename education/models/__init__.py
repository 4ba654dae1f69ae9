"""What exists."""

from __future__ import annotations

from education.models.about import AboutIndexPage, AboutPage
from education.models.alarms import AlarmGroup
from education.models.articles import ArticleIndexPage, ArticlePage
from education.models.base import ContentPage
from education.models.faq import FAQCategory, FAQIndexPage, FAQItem
from education.models.feedback import Feedback
from education.models.glossary import GlossaryIndexPage, GlossaryTerm
from education.models.home import HomePage
from education.models.pictures import Picture
from education.models.reading import Reading
from education.models.reviews import ReviewReminder, SignOff, SignOffTask
from education.models.search import (
    EntryKind,
    SearchEntry,
    SearchPosting,
    SearchRebuild,
    SearchSpelling,
)
from education.models.seeded import Seeded
from education.models.settings import SiteSettings
from education.models.sources import Source
from education.models.stages import StageIndexPage, StagePage
from education.models.synonyms import SynonymGroup
from education.models.tallies import SearchTally
from education.models.topics import Topic, TopicIndexPage
from education.models.treatments import TreatmentIndexPage, TreatmentPage

__all__ = [
    "AboutIndexPage",
    "AboutPage",
    "AlarmGroup",
    "ArticleIndexPage",
    "ArticlePage",
    "ContentPage",
    "EntryKind",
    "FAQCategory",
    "FAQIndexPage",
    "FAQItem",
    "Feedback",
    "GlossaryIndexPage",
    "GlossaryTerm",
    "HomePage",
    "Picture",
    "Reading",
    "ReviewReminder",
    "SearchEntry",
    "SearchPosting",
    "SearchRebuild",
    "SearchSpelling",
    "SearchTally",
    "Seeded",
    "SignOff",
    "SignOffTask",
    "SiteSettings",
    "Source",
    "StageIndexPage",
    "StagePage",
    "SynonymGroup",
    "Topic",
    "TopicIndexPage",
    "TreatmentIndexPage",
    "TreatmentPage",
]
