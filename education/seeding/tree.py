"""Checks that the documents form one tree, in which each has its own address."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from education.content.markdown.errors import Report
from education.seeding.document_files import DocumentFile
from education.seeding.documents import PARENT_KINDS, QUESTION, Draft

_ONCE = {kind for kind in PARENT_KINDS if kind == "home" or kind.endswith("_index")}


def check_tree(drafts: Sequence[Draft], files: Sequence[DocumentFile], home: Report) -> None:
    """Report missing or wrong parent pages, and slugs, index pages and places that occur twice.

    Problems are added to the report of each draft, and to `home` when there is no home page.
    """
    if all(file.parent for file in files):
        home.add(1, "is missing; the seed needs this document")
    for draft in drafts:
        _check_parent(draft, drafts, files)
    for draft, other in _again(drafts, _name):
        draft.file.report.add(1, f'the slug "{draft.file.slug}" is taken by {_path(other)}')
    for draft, other in _again((one for one in drafts if one.kind in _ONCE), lambda one: one.kind):
        draft.record.complain("kind", f'is "{draft.kind}", as in {_path(other)}; allowed once')
    for draft, other in _again((one for one in drafts if _rank(one)), _rank_among_siblings):
        draft.record.complain(_rank_key(draft), f"is {_rank(draft)}, as in {_path(other)}")


def _check_parent(draft: Draft, drafts: Sequence[Draft], files: Sequence[DocumentFile]) -> None:
    file, above = draft.file, PARENT_KINDS.get(draft.kind)
    kinds = {one.file.address: one.kind for one in drafts}
    if file.parent is None or draft.kind == "home":
        if file.parent is not None or draft.kind not in {"home", ""}:
            draft.record.complain("kind", 'is "home" in documents/home.md, and only there')
    elif file.parent not in {one.address for one in files}:
        file.report.add(1, f"the page above it, {file.parent}, has no document")
    elif above and kinds.get(file.parent, above) not in {above, ""}:
        found = kinds[file.parent]
        draft.record.complain(
            "kind", f'is "{draft.kind}", which stands under "{above}"; above it is "{found}"'
        )


def _again(
    drafts: Iterable[Draft], key: Callable[[Draft], Hashable]
) -> Iterator[tuple[Draft, Draft]]:
    """Yield each draft whose key an earlier draft has, with that earlier draft."""
    seen: dict[Hashable, Draft] = {}
    for draft in drafts:
        first = seen.setdefault(key(draft), draft)
        if first is not draft:
            yield draft, first


def _name(draft: Draft) -> Hashable:
    return draft.kind == QUESTION, draft.file.slug


def _rank_key(draft: Draft) -> str:
    return "step" if draft.kind == "step" else "order"


def _rank(draft: Draft) -> str:
    return draft.record.peek(_rank_key(draft))


def _rank_among_siblings(draft: Draft) -> Hashable:
    group = draft.record.peek("category") if draft.kind == QUESTION else draft.file.parent
    return draft.kind == QUESTION, group, _rank(draft)


def _path(draft: Draft) -> str:
    return draft.file.report.path
