"""Paths of the documents, and the addresses that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from education.content.documents.errors import Problem, Report
from education.seeding.yaml_records import is_slug

FOLDER = "documents"
HOME = "home"
INDEX = "index"


@dataclass(frozen=True)
class Place:
    """The file of a document; `home.md` is /, `faq/index.md` is /faq/, `faq/x.md` is /faq/x/."""

    file: Path
    report: Report
    parts: tuple[str, ...]

    @property
    def slug(self) -> str:
        """Return the last part of the address; “home” for the home page."""
        return self.parts[-1] if self.parts else HOME

    @property
    def address(self) -> str:
        """Return the path of the page or question on the site."""
        return _address(self.parts)

    @property
    def parent(self) -> str | None:
        """Return the address of the parent page; None for the home page."""
        return _address(self.parts[:-1]) if self.parts else None


def find_places(root: Path, problems: list[Problem]) -> list[Place]:
    """Return the places of all documents in a folder, in the order of their files.

    Files that are not documents, and names that cannot be part of an address, are reported in
    `problems`.
    """
    folder = root / FOLDER
    files = sorted(file for file in folder.rglob("*") if file.is_file() and _is_ours(file))
    return [place for file in files for place in _place(file, root, problems)]


def _is_ours(file: Path) -> bool:
    return not file.name.startswith(".")


def _place(file: Path, root: Path, problems: list[Problem]) -> Iterator[Place]:
    report = Report(file.relative_to(root.parent).as_posix(), problems)
    parts = file.relative_to(root / FOLDER).with_suffix("").parts
    if parts == (HOME,):
        parts = ()
    elif parts[-1] == INDEX:
        parts = parts[:-1] or (INDEX,)
    for part in parts:
        if not is_slug(part):
            allowed = "small letters, digits and single hyphens"
            report.add(1, f'"{part}" cannot be part of an address; allowed: {allowed}')
    if file.suffix == ".md":
        yield Place(file, report, parts)
    else:
        report.add(1, "is no document; allowed: files that end in .md")


def _address(parts: tuple[str, ...]) -> str:
    return "".join(f"/{part}" for part in parts) + "/"
