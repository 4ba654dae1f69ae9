"""Import of the pages and questions of the fixtures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Comment, Locale, Page, Site

from education.content.markdown.errors import Problem, SeedError
from education.content.markdown.references import Keys, page_addresses
from education.content.models import (
    AboutIndexPage,
    AboutPage,
    ArticleIndexPage,
    ArticlePage,
    ContentPage,
    HomePage,
    Picture,
    SiteSettings,
    StepIndexPage,
    StepPage,
    Topic,
    TopicIndexPage,
    TreatmentIndexPage,
    TreatmentPage,
)
from education.faq.models import FAQCategory, FAQIndexPage, FAQItem
from education.glossary.models import GlossaryIndexPage, GlossaryTerm
from education.seeding.documents import Document, PageDocument, QuestionDocument
from education.seeding.loader import Fixtures
from education.seeding.plan import Plan

PAGE_TYPES: dict[str, type[ContentPage]] = {
    "home": HomePage,
    "step_index": StepIndexPage,
    "step": StepPage,
    "treatment_index": TreatmentIndexPage,
    "treatment": TreatmentPage,
    "article_index": ArticleIndexPage,
    "article": ArticlePage,
    "faq_index": FAQIndexPage,
    "glossary_index": GlossaryIndexPage,
    "topic_index": TopicIndexPage,
    "about_index": AboutIndexPage,
    "about": AboutPage,
}
# Kinds of pages in the menu, with short names; pages about the guide are in the footer.
_MENU = {
    "step_index": "",
    "treatment_index": "Treatments",
    "article_index": "Understanding",
    "faq_index": "Questions",
    "glossary_index": "Words",
    "about": "",
}


HELP_PAGE, REVIEW_PAGE = "when-to-call", "how-we-write-and-review"
_FOR = {"reviewer": "", "editor": "For the editor: "}


class PageImporter:
    """An import of pages and questions in one locale."""

    def __init__(self, fixtures: Fixtures, plan: Plan, locale: Locale) -> None:
        self.fixtures, self.plan, self.locale = fixtures, plan, locale
        self.asks = {fact.id: fact for fact in fixtures.facts if fact.ask}
        self.addresses: dict[str, Page] = {}

    def run(self) -> None:
        """Create the new pages and questions, and set the page about when to call.

        All are created without text first, so that the links in their texts find their targets.
        Raise SeedError when a parent page or the target of a link is missing.
        """
        pages = [(document, self._create_page(document)) for document in self.fixtures.pages]
        questions = [(one, self._question(one)) for one in self.fixtures.questions]
        keys = self._keys()
        for document, page in pages:
            if page is not None:
                with _reporting_missing_target(document):
                    self._write_page(document, page, keys)
        for question, item in questions:
            if item is not None:
                with _reporting_missing_target(question):
                    self._write_question(question, item, keys)
        self._choose_page("help_page", HELP_PAGE)
        self._choose_page("review_page", REVIEW_PAGE)

    def _choose_page(self, setting: str, slug: str) -> None:
        """Choose a page in the site settings, unless an admin has chosen one."""
        page = ContentPage.objects.filter(slug=slug, locale=self.locale).first()
        site = Site.objects.filter(is_default_site=True).first()
        if page is None or site is None or not self.plan.takes("setting", setting):
            return
        settings = SiteSettings.for_site(site)
        if getattr(settings, setting) is None:
            setattr(settings, setting, page)
            settings.save()

    def _create_page(self, document: PageDocument) -> ContentPage | None:
        """Create a new page without its text; return None when an earlier import created it."""
        if not self.plan.takes("page", document.address):
            self._remember(document)
            return None
        page = PAGE_TYPES[document.kind](
            slug=document.slug,
            title=document.title,
            medical_name=document.medical_name,
            summary=document.summary,
            search_description=document.search_description,
            search_terms="\n".join(document.search_terms),
            codes="\n".join(document.codes),
            show_in_menus=document.kind in _MENU,
            menu_title=_MENU.get(document.kind, ""),
            locale=self.locale,
            **_own_fields(document),
        )
        self._parent(document).add_child(instance=page)
        self.addresses[document.address] = page
        if document.kind == "home":
            _make_site(page)
        return page

    def _parent(self, document: PageDocument) -> Page:
        if document.parent is None:
            return _root_without_welcome()
        parent = self.addresses.get(document.parent)
        if parent is None:
            words = f"the page above it, {document.parent}, was removed or moved"
            raise SeedError([Problem(document.path, 1, words)])
        return type(parent).objects.get(pk=parent.pk)

    def _remember(self, document: PageDocument) -> None:
        kind = PAGE_TYPES[document.kind]
        page = kind.objects.filter(slug=document.slug, locale=self.locale).first()
        if page is not None:
            self.addresses[document.address] = page

    def _question(self, document: QuestionDocument) -> FAQItem | None:
        if not self.plan.takes("question", document.slug):
            return None
        item = FAQItem(
            slug=document.slug,
            question=document.question,
            category=FAQCategory.objects.get(slug=document.category, locale=self.locale),
            sort_order=document.order,
            search_terms="\n".join(document.search_terms),
            reviewer_note="\n\n".join(self._notes(document)),
            locale=self.locale,
        )
        item.save()
        return item

    def _keys(self) -> Keys:
        def by_slug(model: Any) -> dict[str, int]:
            return dict(model.objects.filter(locale=self.locale).values_list("slug", "pk"))

        return Keys(
            pages=by_slug(ContentPage),
            addresses=page_addresses(self.locale.pk),
            questions=by_slug(FAQItem),
            pictures=by_slug(Picture),
            terms=by_slug(GlossaryTerm),
        )

    def _write_page(self, document: PageDocument, page: ContentPage, keys: Keys) -> None:
        page = type(page).objects.get(pk=page.pk)
        streams = {"body": document.body, "opening": document.opening, **document.slots}
        for name, blocks in streams.items():
            if hasattr(page, name):
                setattr(page, name, json.dumps(keys.stream(blocks)))
        page.topics.set(self._topics(document))
        for note in self._notes(document):
            page.wagtail_admin_comments.add(
                Comment(page=page, user=_seed_user(), text=note, contentpath="body")
            )
        page.full_clean()
        page.save_revision().publish()

    def _write_question(self, document: QuestionDocument, item: FAQItem, keys: Keys) -> None:
        item.short_answer = keys.text(document.short_answer)
        item.body = json.dumps(keys.stream(document.body))
        item.topics.set(self._topics(document))
        item.full_clean()
        item.save()
        item.save_revision().publish()

    def _topics(self, document: Document) -> list[Topic]:
        return list(Topic.objects.filter(slug__in=document.topics, locale=self.locale))

    def _notes(self, document: Document) -> list[str]:
        """Return the open questions in the document's remarks and in the facts that it states."""
        remarks = [_note(_FOR[one.audience] + one.text, [one.section]) for one in document.remarks]
        asks = [self.asks[fact] for fact in document.facts if fact in self.asks]
        return [
            *remarks,
            *(
                _note(
                    f"{fact.ask} (fact: {fact.fact})",
                    [one.section for one in document.statements if fact.id in one.facts],
                )
                for fact in asks
            ),
        ]


def _note(text: str, sections: Iterable[str]) -> str:
    """Return a note with the headings of the sections that it is about."""
    named = ", ".join(f"“{one}”" for one in dict.fromkeys(sections) if one)
    return f"{text} (Section: {named})" if named else text


@contextmanager
def _reporting_missing_target(document: Document) -> Iterator[None]:
    """Turn a KeyError into a SeedError that names the document and the missing link target."""
    try:
        yield
    except KeyError as error:
        words = f"leads to {error}, which was removed or renamed in /cms/"
        raise SeedError([Problem(document.path, 1, words)]) from error


def _own_fields(document: PageDocument) -> dict[str, Any]:
    if document.kind == "step":
        return {"step": document.step}
    if document.kind == "treatment":
        names = ("reach", "how_given", "what_for")
        return {name: getattr(document, name) for name in names}
    return {}


def _root_without_welcome() -> Page:
    """Delete Wagtail's welcome page, and return the root of the page tree."""
    root = Page.get_first_root_node()
    welcome = root.get_children().filter(slug="home", title__startswith="Welcome to your new")
    for page in welcome:
        page.delete()
    return Page.objects.get(pk=root.pk)


def _make_site(home: Page) -> None:
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(
            hostname="localhost",
            port=80,
            root_page=home,
            is_default_site=True,
            site_name=home.title,
        )


def _seed_user() -> Any:
    """Return the author of imported comments, a user who cannot sign in."""
    user, created = get_user_model().objects.get_or_create(
        username="content-seed", defaults={"first_name": "Content seed", "is_active": False}
    )
    if created:
        user.set_unusable_password()
        user.save()
    return user
