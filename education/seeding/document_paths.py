"""Files of the documents in the fixtures, and the addresses that their names give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from education.content.markdown.errors import Problem, Report
from education.seeding.records import is_slug

FOLDER = "documents"
HOME = "home"
INDEX = "index"


@dataclass(frozen=True)
class DocumentFile:
    """A file of a document; `home.md` is /, `faq/index.md` is /faq/, `faq/x.md` is /faq/x/."""

    path: Path
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


def find_document_files(root: Path, problems: list[Problem]) -> list[DocumentFile]:
    """Return the files of all documents in a folder, in order.

    Files that are not documents, and names that cannot be part of an address, are reported in
    `problems`.
    """
    folder = root / FOLDER
    paths = sorted(path for path in folder.rglob("[!.]*") if path.is_file())
    return [found for path in paths for found in _read_path(path, root, problems)]


def _read_path(path: Path, root: Path, problems: list[Problem]) -> Iterator[DocumentFile]:
    report = Report(path.relative_to(root.parent).as_posix(), problems)
    parts = path.relative_to(root / FOLDER).with_suffix("").parts
    if parts == (HOME,):
        parts = ()
    elif parts[-1] == INDEX:
        parts = parts[:-1] or (INDEX,)
    for part in parts:
        if not is_slug(part):
            allowed = "small letters, digits and single hyphens"
            report.add(1, f'"{part}" cannot be part of an address; allowed: {allowed}')
    if path.suffix == ".md":
        yield DocumentFile(path, report, parts)
    else:
        report.add(1, "is no document; allowed: files that end in .md")


def _address(parts: tuple[str, ...]) -> str:
    return "".join(f"/{part}" for part in parts) + "/"
