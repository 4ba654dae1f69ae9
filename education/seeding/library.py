"""The whole seed, read and checked: it is all right, or one error says all that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from education.seeding.documents import (
    QUESTION,
    Draft,
    PageDocument,
    QuestionDocument,
    read_draft,
)
from education.seeding.names import Names
from education.seeding.places import Place, find_places
from education.seeding.problems import Problem, Report, SeedError
from education.seeding.readings import read_page, read_question
from education.seeding.shelves import Shelf, open_shelf
from education.seeding.tree import check_tree
from education.seeding.vocabulary import (
    Alarm,
    Category,
    Picture,
    Source,
    SynonymGroup,
    Term,
    Topic,
    drawings,
    read_alarm,
    read_category,
    read_picture,
    read_source,
    read_synonyms,
    read_term,
    read_topic,
)

# File, the key of its list, and the key that names each record.
_SHELVES = {
    "source": ("sources.yaml", "sources", "code"),
    "topic": ("topics.yaml", "topics", "slug"),
    "category": ("faq-categories.yaml", "categories", "slug"),
    "word": ("glossary.yaml", "terms", "slug"),
    "picture": ("images/pictures.yaml", "pictures", "slug"),
    "synonyms": ("synonyms.yaml", "groups", "preferred"),
    "alarm": ("alarms.yaml", "groups", "slug"),
    "fact": ("facts.yaml", "facts", "id"),
}


@dataclass(frozen=True)
class Library:
    """All that the seed holds, in order; each page stands after the page above it."""

    pages: tuple[PageDocument, ...]
    questions: tuple[QuestionDocument, ...]
    categories: tuple[Category, ...]
    terms: tuple[Term, ...]
    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]
    synonyms: tuple[SynonymGroup, ...]
    alarms: tuple[Alarm, ...]
    pictures: tuple[Picture, ...]


def load_library(root: Path) -> Library:
    """The seed in a folder; raises SeedError with every problem, each with its file and line."""
    problems: list[Problem] = []
    root = root.resolve()
    shelves = {noun: _shelf(root, noun, problems) for noun in _SHELVES}
    places = find_places(root, problems)
    drafts = [draft for place in places if (draft := read_draft(place))]
    check_tree(drafts, places, Report(f"{root.name}/documents/home.md", problems))
    library = _read(root, shelves, drafts, _names(shelves, drafts, places))
    _refuse_idle_drawings(root, library.pictures, problems)
    if problems:
        raise SeedError(problems)
    return library


def _shelf(root: Path, noun: str, problems: list[Problem]) -> Shelf:
    file, key, name = _SHELVES[noun]
    report = Report(f"{root.name}/{file}", problems)
    # The register of facts has more to say, to others.
    return open_shelf(root / file, report, key, name, alone=noun != "fact")


def _names(shelves: Mapping[str, Shelf], drafts: Sequence[Draft], places: Sequence[Place]) -> Names:
    kinds = {draft.place.address: draft.kind for draft in drafts}
    # A document whose kind cannot be read may be either, so that no link to it is called broken.
    questions = [place.slug for place in places if kinds.get(place.address, "") in {QUESTION, ""}]
    pages = [place.slug for place in places if kinds.get(place.address) != QUESTION]
    vocabulary = {noun: shelf.names for noun, shelf in shelves.items()}
    sections = [name for draft in drafts for name in draft.sections]
    return Names({**vocabulary, "page": pages, "question": questions, "section": sections})


def _read(
    root: Path, shelves: Mapping[str, Shelf], drafts: Sequence[Draft], names: Names
) -> Library:
    pages = [read_page(draft, names) for draft in drafts if draft.kind not in {QUESTION, ""}]
    questions = [read_question(draft, names) for draft in drafts if draft.kind == QUESTION]
    return Library(
        pages=_from_home_down(pages),
        questions=_by_category(questions, shelves["category"].names or ()),
        categories=shelves["category"].read(read_category),
        terms=shelves["word"].read(partial(read_term, names=names)),
        topics=shelves["topic"].read(read_topic),
        sources=shelves["source"].read(read_source),
        synonyms=shelves["synonyms"].read(read_synonyms),
        alarms=shelves["alarm"].read(partial(read_alarm, names=names)),
        pictures=shelves["picture"].read(partial(read_picture, folder=root / "images")),
    )


def _from_home_down(pages: Iterable[PageDocument]) -> tuple[PageDocument, ...]:
    """Each page after the page above it and its elder siblings."""
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
