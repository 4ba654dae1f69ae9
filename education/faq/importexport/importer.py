"""Import of a table of questions: a plan of every row, then a draft of each question."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Locale

from education.content.markdown.errors import Problem, Report
from education.content.models import Topic
from education.faq.importexport.cell_checks import find_html_or_broken_characters
from education.faq.importexport.csv_files import PROBLEM, SheetRow
from education.faq.importexport.markdown import bare
from education.faq.importexport.resource import Guide
from education.faq.models import FAQItem

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LONGEST_SLUG = 80
_MOST_PROBLEMS = 20  # of a row; more helps nobody
_PARTED = re.compile(r"[,;\n]")
_COLUMN = {"category_id": "category", "body": "answer"}
_NEEDED = ("question", "category", "short_answer")
_SLUG_WITHOUT_LETTERS = "question"  # `slugify` leaves nothing of a question in Arabic.


class RowState(models.TextChoices):
    """Outcomes of a row of an import."""

    NEW = "new", gettext_lazy("New draft")
    CHANGED = "changed", gettext_lazy("Changed draft")
    UNCHANGED = "unchanged", gettext_lazy("Unchanged")
    BAD = "bad", gettext_lazy("To fix")


@dataclass
class PlannedRow:
    """A row, the question that it becomes, and what is new or wrong in it."""

    row: SheetRow
    item: FAQItem
    problems: list[StrOrPromise] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)
    topics: list[Topic] = field(default_factory=list)

    @property
    def state(self) -> RowState:
        """Return the outcome of this row."""
        if self.problems:
            return RowState.BAD
        if self.item._state.adding:
            return RowState.NEW
        return RowState.CHANGED if self.changes else RowState.UNCHANGED

    @property
    def title(self) -> str:
        """Return the question in the row, or the stored question, or the slug."""
        return self.row.cells.get("question") or self.item.question or self.item.slug

    @property
    def changed(self) -> list[str]:
        """Return the columns in which the row differs from the stored question."""
        return [_COLUMN.get(name, name) for name in self.changes]

    @property
    def cells_with_problems(self) -> dict[str, str]:
        """Return the cells of the row, with its problems in a further column."""
        return {**self.row.cells, PROBLEM: " | ".join(map(str, self.problems))}


def plan(rows: Iterable[SheetRow], user: Any) -> list[PlannedRow]:
    """Return the outcome of an import of these rows. It writes nothing."""
    rows = list(rows)
    locale = Locale.get_default()
    guide = Guide.of_locale(locale.pk)
    stored = _StoredQuestions.named_by(rows, locale)
    planned = [PlannedRow(row, stored.find(row) or _new(row, locale)) for row in rows]
    times = Counter(map(_identity, planned))
    taken = {*guide.keys.questions, *(_slug(row) for row in rows)}
    for one in planned:
        if one.row.problem:
            one.problems.append(one.row.problem)
        elif times[_identity(one)] > 1:
            one.problems.append(_("more than one row of this file is for this question"))
        elif not one.item.pk and stored.is_ambiguous(one.row):
            one.problems.append(
                _("more than one question is worded like this; name the slug of the one you mean")
            )
        else:
            if not one.item.slug:
                one.item.slug = _free_slug(one.row, taken)
                taken.add(one.item.slug)
            _complete(one, guide, user)
    return planned


def carry_out(planned: Iterable[PlannedRow], user: Any) -> list[FAQItem]:
    """Save the new and changed rows as drafts, and return these; bad rows are left out."""
    with transaction.atomic():
        return [
            _save(one, user) for one in planned if one.state in {RowState.NEW, RowState.CHANGED}
        ]


@dataclass
class _StoredQuestions:
    """The newest versions of the stored questions that a table names."""

    by_slug: Mapping[str, FAQItem]
    by_question: Mapping[str, list[FAQItem]]

    @classmethod
    def named_by(cls, rows: list[SheetRow], locale: Locale) -> _StoredQuestions:
        """Fetch the questions that rows name by their slug, or else by the exact question."""
        words = [_question(row) for row in rows if not _slug(row)]
        by_words = Q(question__in=words) | Q(latest_revision__content__question__in=words)
        named = Q(slug__in=[_slug(row) for row in rows]) | by_words
        items = FAQItem.objects.filter(named, locale=locale).select_related("latest_revision")
        by_slug, by_question = dict[str, FAQItem](), dict[str, list[FAQItem]]()
        for item in items:
            newest = item.get_latest_revision_as_object()
            by_slug[item.slug] = newest
            for question in {item.question, newest.question}:
                by_question.setdefault(question, []).append(newest)
        return cls(by_slug, by_question)

    def find(self, row: SheetRow) -> FAQItem | None:
        """Return the question that a row is about, or None for a new one.

        A row without a slug is about a stored question only if both have the same words. A slug
        made from the words would also fit questions with other words.
        """
        if slug := _slug(row):
            return self.by_slug.get(slug)
        alike = self.by_question.get(_question(row), [])
        return alike[0] if len(alike) == 1 else None

    def is_ambiguous(self, row: SheetRow) -> bool:
        """Return whether a row without a slug has the words of several stored questions."""
        return not _slug(row) and len(self.by_question.get(_question(row), [])) > 1


def _new(row: SheetRow, locale: Locale) -> FAQItem:
    return FAQItem(locale=locale, slug=_slug(row), live=False)


def _slug(row: SheetRow) -> str:
    return row.cells.get("slug", "").strip()


def _question(row: SheetRow) -> str:
    return " ".join(row.cells.get("question", "").split())


def _identity(one: PlannedRow) -> tuple[str, Any]:
    """Return what two rows of a file for the same question have in common."""
    if one.item.pk:
        return "stored", one.item.pk
    return ("slug", one.item.slug) if one.item.slug else ("question", _question(one.row))


def _free_slug(row: SheetRow, taken: Collection[str]) -> str:
    """Return a slug for a new question that no other question has."""
    start = slugify(_question(row)) or _SLUG_WITHOUT_LETTERS
    endings = ("", *(f"-{number}" for number in range(2, len(taken) + 3)))
    slugs = (start[: _LONGEST_SLUG - len(end)].strip("-") + end for end in endings)
    return next(slug for slug in slugs if slug not in taken)


def _complete(one: PlannedRow, guide: Guide, user: Any) -> None:
    lock = one.item.get_lock() if one.item.pk else None
    if lock and lock.for_user(user):
        one.problems.append(_("this question is locked; ask the person who locked it"))
        return
    if one.item._state.adding:
        missing = [name for name in _NEEDED if not one.row.cells.get(name, "").strip()]
        one.problems += [_("%(column)s: is empty") % {"column": name} for name in missing]
    values = _values(one, guide)
    one.changes = {
        name: value
        for name, value in values.items()
        if bare(value) != bare(_get_stored_value(one.item, name))
    }
    # First, since they explain other problems of the same cell.
    names = one.row.cells if one.item._state.adding else one.changed
    found_in_cells = [(name, find_html_or_broken_characters(one.row.cells[name])) for name in names]
    one.problems[:0] = [f"{name}: {found}" for name, found in found_in_cells if found]
    if one.changes and not one.problems:
        _apply_changes(one)
        one.problems += _faults(one.item)


def _values(one: PlannedRow, guide: Guide) -> dict[str, Any]:
    """Return the cells as a question holds them. An empty cell leaves the stored value."""
    cells = {name: cell for name, cell in one.row.cells.items() if cell.strip()}
    item, found = one.item, list[Problem]()
    values: dict[str, Any] = {}
    if "question" in cells:
        values["question"] = _question(one.row)
    if "category" in cells:
        values["category_id"] = guide.find_category(cells["category"], Report("category", found))
    if "short_answer" in cells:
        values["short_answer"] = guide.read_short(cells["short_answer"], found, item.short_answer)
    if "answer" in cells:
        inside = list[Problem]()
        values["body"] = guide.read_body(cells["answer"], list(item.body.raw_data), inside)
        found += inside
    if "topics" in cells:
        names = [name for name in _PARTED.split(cells["topics"]) if name.strip()]
        topics = [guide.find_topic(name, Report("topics", found)) for name in names]
        one.topics = [*{topic.pk: topic for topic in topics if topic}.values()]
        values["topics"] = sorted(topic.pk for topic in one.topics)
    if "search_terms" in cells:
        lines = [line.strip() for line in cells["search_terms"].split("\n")]
        values["search_terms"] = "\n".join(filter(None, lines))
    one.problems += [_format_problem(problem, cells) for problem in found[:_MOST_PROBLEMS]]
    return values


def _format_problem(problem: Problem, cells: Mapping[str, str]) -> str:
    """Return a problem with its column, and with its line if the cell has several lines."""
    lines = "\n" in cells.get(problem.path, "").strip()
    place = _("%(column)s, line %(line)d") if lines else "%(column)s"
    return f"{place % {'column': problem.path, 'line': problem.line}}: {problem.message}"


def _get_stored_value(item: FAQItem, name: str) -> Any:
    """Return the stored value of a column of a question."""
    if name == "topics":
        return sorted(link.tag_id for link in item.topic_links.all()) if item.pk else []
    if name == "search_terms":
        return "\n".join(item.get_search_keywords())
    return list(item.body.raw_data) if name == "body" else getattr(item, name)


def _apply_changes(one: PlannedRow) -> None:
    for name, value in one.changes.items():
        if name == "body":
            one.item.body = json.dumps(value)
        elif name != "topics":
            setattr(one.item, name, value)


def _faults(item: FAQItem) -> list[str]:
    """Return the errors that a form would show for a question."""
    try:
        item.full_clean()
    except ValidationError as error:
        return [
            message if name == "__all__" else f"{name}: {message}"
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return []


def _save(one: PlannedRow, user: Any) -> FAQItem:
    item, is_new = one.item, one.state is RowState.NEW
    if is_new or not item.live:
        item.save()
    if "topics" in one.changes:
        item.topics.set(one.topics)
    if is_new or not item.live:
        item.save()
    version = item.save_revision(user=user)
    action = "wagtail.create" if is_new else "wagtail.edit"
    log(item, action, user=user, revision=version, content_changed=True)
    return item
