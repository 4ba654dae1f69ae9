"""Fixtures, loaded and checked: all are right, or one error lists all problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from education.content.markdown.errors import Problem, Report, SeedError
from education.content.markdown.references import Names
from education.seeding.document_paths import DocumentFile, find_document_files
from education.seeding.documents import (
    QUESTION,
    PageDocument,
    ParsedDocument,
    QuestionDocument,
    parse_document,
    read_page,
    read_question,
)
from education.seeding.records import RecordFile, open_records, read
from education.seeding.snippet_files import (
    Alarm,
    Category,
    Picture,
    Source,
    SynonymGroup,
    Term,
    Topic,
    drawings,
    read_alarm,
    read_fact,
    read_picture,
)
from education.seeding.tree_checks import check_tree
from education.standard.facts import Fact

# File, the key of its list, and the key that names each record.
_FILES = {
    "source": ("sources.yaml", "sources", "code"),
    "topic": ("topics.yaml", "topics", "slug"),
    "category": ("faq-categories.yaml", "categories", "slug"),
    "term": ("glossary.yaml", "terms", "slug"),
    "picture": ("images/pictures.yaml", "pictures", "slug"),
    "synonyms": ("synonyms.yaml", "groups", "preferred"),
    "alarm": ("alarms.yaml", "groups", "slug"),
    "fact": ("facts.yaml", "facts", "id"),
}


@dataclass(frozen=True)
class Fixtures:
    """All content of the fixtures, in order; each page comes after its parent page."""

    pages: tuple[PageDocument, ...]
    questions: tuple[QuestionDocument, ...]
    categories: tuple[Category, ...]
    terms: tuple[Term, ...]
    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]
    synonyms: tuple[SynonymGroup, ...]
    alarms: tuple[Alarm, ...]
    pictures: tuple[Picture, ...]
    facts: tuple[Fact, ...]


def load_fixtures(root: Path) -> Fixtures:
    """Return the fixtures in a folder. Raise SeedError with all problems, by file and line."""
    problems: list[Problem] = []
    root = root.resolve()
    record_files = {noun: _open_file(root, noun, problems) for noun in _FILES}
    files = find_document_files(root, problems)
    documents = [document for file in files if (document := parse_document(file))]
    check_tree(documents, files, Report(f"{root.name}/documents/home.md", problems))
    fixtures = _read(root, record_files, documents, _names(record_files, documents, files))
    _refuse_idle_drawings(root, fixtures.pictures, problems)
    if problems:
        raise SeedError(problems)
    return fixtures


def _open_file(root: Path, noun: str, problems: list[Problem]) -> RecordFile:
    file, key, name = _FILES[noun]
    report = Report(f"{root.name}/{file}", problems)
    # facts.yaml has other keys beside its facts, which the import does not need.
    return open_records(root / file, report, key, name, alone=noun != "fact")


def _names(
    record_files: Mapping[str, RecordFile],
    documents: Sequence[ParsedDocument],
    files: Sequence[DocumentFile],
) -> Names:
    kinds = {document.file.address: document.kind for document in documents}
    # A document of unreadable kind counts as page and as question, so no link to it is reported.
    questions = [file.slug for file in files if kinds.get(file.address, "") in {QUESTION, ""}]
    pages = [file.slug for file in files if kinds.get(file.address) != QUESTION]
    vocabulary = {noun: record_file.names for noun, record_file in record_files.items()}
    sections = [name for document in documents for name in document.sections]
    return Names({**vocabulary, "page": pages, "question": questions, "section": sections})


def _read(
    root: Path,
    record_files: Mapping[str, RecordFile],
    documents: Sequence[ParsedDocument],
    names: Names,
) -> Fixtures:
    pages = [
        read_page(document, names) for document in documents if document.kind not in {QUESTION, ""}
    ]
    questions = [
        read_question(document, names) for document in documents if document.kind == QUESTION
    ]
    return Fixtures(
        pages=_from_home_down(pages),
        questions=_by_category(questions, record_files["category"].names or ()),
        categories=record_files["category"].read(partial(read, Category)),
        terms=record_files["term"].read(partial(read, Term, names=names)),
        topics=record_files["topic"].read(partial(read, Topic)),
        sources=record_files["source"].read(partial(read, Source)),
        synonyms=record_files["synonyms"].read(partial(read, SynonymGroup)),
        alarms=record_files["alarm"].read(partial(read_alarm, names=names)),
        pictures=record_files["picture"].read(partial(read_picture, folder=root / "images")),
        facts=record_files["fact"].read(read_fact),
    )


def _from_home_down(pages: Iterable[PageDocument]) -> tuple[PageDocument, ...]:
    """Return the pages, each after its parent page and after the siblings before it."""
    orders = {page.address: page for page in pages}

    def trail(page: PageDocument) -> tuple[int, ...]:
        above = orders.get(page.parent or "")
        return (*(trail(above) if above else ()), page.order)

    return tuple(sorted(orders.values(), key=trail))


def _by_category(
    questions: Iterable[QuestionDocument], categories: Sequence[str]
) -> tuple[QuestionDocument, ...]:
    places = {slug: place for place, slug in enumerate(categories)}
    return tuple(
        sorted(questions, key=lambda one: (places.get(one.category, len(places)), one.order))
    )


def _refuse_idle_drawings(root: Path, pictures: Iterable[Picture], problems: list[Problem]) -> None:
    used = {name for picture in pictures for name in (picture.svg, picture.svg_narrow)}
    for name in drawings(root / "images"):
        if name not in used:
            report = Report(f"{root.name}/images/{name}", problems)
            report.add(1, "is the drawing of no picture; name it in pictures.yaml")
