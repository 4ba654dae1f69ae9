"""Checks that the documents form one tree, in which each has its own address."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from education.content.markdown.errors import Report
from education.seeding.document_paths import DocumentFile
from education.seeding.documents import PARENT_KINDS, QUESTION, ParsedDocument

_ONCE = {kind for kind in PARENT_KINDS if kind == "home" or kind.endswith("_index")}


def check_tree(
    documents: Sequence[ParsedDocument], files: Sequence[DocumentFile], home: Report
) -> None:
    """Report missing or wrong parent pages, and slugs, index pages and places that occur twice.

    Problems are added to the report of each document, and to `home` when there is no home page.
    """
    if all(file.parent for file in files):
        home.add(1, "is missing; the seed needs this document")
    for document in documents:
        _check_parent(document, documents, files)
    for document, other in _again(documents, _name):
        document.file.report.add(1, f'the slug "{document.file.slug}" is taken by {_path(other)}')
    for document, other in _again(
        (one for one in documents if one.kind in _ONCE), lambda one: one.kind
    ):
        document.record.complain(
            "kind", f'is "{document.kind}", as in {_path(other)}; allowed once'
        )
    for document, other in _again((one for one in documents if _rank(one)), _rank_among_siblings):
        document.record.complain(_rank_key(document), f"is {_rank(document)}, as in {_path(other)}")


def _check_parent(
    document: ParsedDocument, documents: Sequence[ParsedDocument], files: Sequence[DocumentFile]
) -> None:
    file, above = document.file, PARENT_KINDS.get(document.kind)
    kinds = {one.file.address: one.kind for one in documents}
    if file.parent is None or document.kind == "home":
        if file.parent is not None or document.kind not in {"home", ""}:
            document.record.complain("kind", 'is "home" in documents/home.md, and only there')
    elif file.parent not in {one.address for one in files}:
        file.report.add(1, f"the page above it, {file.parent}, has no document")
    elif above and kinds.get(file.parent, above) not in {above, ""}:
        found = kinds[file.parent]
        document.record.complain(
            "kind", f'is "{document.kind}", which stands under "{above}"; above it is "{found}"'
        )


def _again(
    documents: Iterable[ParsedDocument], key: Callable[[ParsedDocument], Hashable]
) -> Iterator[tuple[ParsedDocument, ParsedDocument]]:
    """Yield each document whose key an earlier document has, with that earlier document."""
    seen: dict[Hashable, ParsedDocument] = {}
    for document in documents:
        first = seen.setdefault(key(document), document)
        if first is not document:
            yield document, first


def _name(document: ParsedDocument) -> Hashable:
    return document.kind == QUESTION, document.file.slug


def _rank_key(document: ParsedDocument) -> str:
    return "step" if document.kind == "step" else "order"


def _rank(document: ParsedDocument) -> str:
    return document.record.peek(_rank_key(document))


def _rank_among_siblings(document: ParsedDocument) -> Hashable:
    group = document.record.peek("category") if document.kind == QUESTION else document.file.parent
    return document.kind == QUESTION, group, _rank(document)


def _path(document: ParsedDocument) -> str:
    return document.file.report.path
