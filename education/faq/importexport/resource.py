"""Conversion of a question to a row of a table, and of cells with marks to an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from markdown_it.tree import SyntaxTreeNode
from wagtail.blocks import StreamBlock, StreamValue

from education.content.blocks.base import read
from education.content.blocks.markdown import MarkdownWriter
from education.content.markdown.blocks import Block, Directive
from education.content.markdown.body import Annotations, Body
from education.content.markdown.errors import Problem, Report
from education.content.markdown.parser import Writer, citations, line_of, parse
from education.content.markdown.references import Keys, Names, page_addresses
from education.content.models import ContentPage, Picture, Source, Topic
from education.content.querysets import keys_of
from education.faq.importexport.csv_files import comparable
from education.faq.importexport.markdown import KEEP, bare, keep_line
from education.faq.models import FAQCategory, FAQItem

LONGEST = 20_000  # characters of a cell


@dataclass
class Guide:
    """Everything that an answer can refer to, fetched once for a whole table. Nine queries."""

    categories: Collection[FAQCategory]
    topics: Collection[Topic]
    sources: Collection[str]
    keys: Keys

    @classmethod
    def of_locale(cls, locale_id: int) -> Guide:
        """Fetch everything that there is in one language."""
        term = apps.get_model("glossary", "GlossaryTerm")
        kinds: tuple[Any, ...] = (Source, ContentPage, FAQItem, Picture, term)
        sources, pages, questions, pictures, terms = (
            keys_of(kind.objects.filter(locale_id=locale_id), "code" if kind is Source else "slug")
            for kind in kinds
        )
        categories = FAQCategory.objects.filter(locale_id=locale_id)
        topics = Topic.objects.filter(locale_id=locale_id)
        keys = Keys(
            pages=pages,
            addresses=page_addresses(locale_id),
            questions=questions,
            pictures=pictures,
            terms=terms,
        )
        return cls(list(categories), list(topics), list(sources), keys)

    def __post_init__(self) -> None:
        self.markdown = MarkdownWriter(
            {
                "pages": _by_key(self.keys.pages),
                "questions": _by_key(self.keys.questions),
                "pictures": _by_key(self.keys.pictures),
            }
        )
        self.category_slugs = {category.pk: category.slug for category in self.categories}
        self.topic_slugs = {topic.pk: topic.slug for topic in self.topics}
        self._categories_by_name = _by_name(self.categories)
        self._topics_by_name = _by_name(self.topics)
        self.names = Names(
            {
                "source": self.sources,
                "category": [category.name for category in self.categories],
                "topic": [topic.name for topic in self.topics],
                "page": self.keys.pages,
                "question": self.keys.questions,
                "term": self.keys.terms,
                "picture": self.keys.pictures,
                "fact": None,
                "section": None,
            }
        )

    def find_category(self, name: str, report: Report) -> int | None:
        """Return the key of the category with a name or slug; report one that is unknown."""
        category = self._categories_by_name.get(comparable(name))
        if category is None:
            self.names.check("category", name.strip(), 1, report)
        return category.pk if category else None

    def find_topic(self, name: str, report: Report) -> Topic | None:
        """Return the topic with a name or slug; report one that is unknown."""
        topic: Topic | None = self._topics_by_name.get(comparable(name))
        if topic is None:
            self.names.check("topic", name.strip(), 1, report)
        return topic

    def cells(self, item: FAQItem) -> dict[str, str]:
        """Return a question as a row of a table: a text for each column."""
        topics = {self.topic_slugs.get(link.tag_id, "") for link in item.topic_links.all()}
        return {
            "slug": item.slug,
            "question": item.question,
            "category": self.category_slugs.get(item.category_id or 0, ""),
            "short_answer": self.write_short(item.short_answer),
            "answer": self.write_body(item.body),
            "topics": ", ".join(sorted(topics)),
            "search_terms": "\n".join(item.get_search_keywords()),
        }

    def write_short(self, html: str) -> str:
        """Return a short answer as text with marks, or `:::keep` if marks cannot express it."""
        text = self.markdown.rich(html)
        problems: list[Problem] = []
        is_same = bare(self.read_short(text, problems)) == bare(html)
        return text if is_same and not problems else f":::{KEEP}"

    def write_body(self, body: StreamValue) -> str:
        """Return a body as text with marks.

        A block that would change is kept by its line; if others change beside it, all are.
        """
        blocks = list(body.raw_data)
        text = "\n\n".join(self._write_block(body.stream_block, block) for block in blocks)
        return text if self._reads(text, blocks) else "\n\n".join(map(keep_line, blocks))

    def _write_block(self, stream_block: StreamBlock, block: Mapping[str, Any]) -> str:
        text = self.markdown.stream(read(StreamValue(stream_block, [block], is_lazy=True)))
        return text if self._reads(text, [block]) else keep_line(block)

    def _reads(self, text: str, blocks: Sequence[Mapping[str, Any]]) -> bool:
        return bare(self.read_body(text, blocks, [])) == bare(list(blocks))

    def read_short(self, text: str, problems: list[Problem], kept: str = "") -> str:
        """Return text with marks as rich text, and add what is wrong with it to `problems`.

        The line `:::keep` stands for `kept`. With problems, the answer is empty.
        """
        if text.strip() == f":::{KEEP}":
            return kept
        writer = self._writer("short_answer", text, problems)
        nodes = _parse(text, writer.report)
        for node in nodes:
            if node.type != "paragraph":
                writer.report.add(line_of(node), "the short answer has paragraphs only")
        html = writer.rich(one for one in nodes if one.type == "paragraph")
        return "" if problems else self.keys.text(html)

    def read_body(
        self, text: str, kept: Sequence[Mapping[str, Any]], problems: list[Problem]
    ) -> list[dict[str, Any]]:
        """Return text with marks as raw stream data, and add what is wrong to `problems`.

        `kept` are the blocks that a line may keep. With problems, the answer is empty.
        """
        known = {block["id"]: dict(block) for block in kept if "id" in block}
        writer = self._writer("answer", text, problems)
        body = _Answer(writer, Annotations(), known=known)
        body.take(_parse(text, writer.report))
        if problems:
            return []
        blocks = self.keys.stream(body.blocks)
        return [known[one["value"]] if one["type"] == KEEP else one for one in blocks]

    def _writer(self, column: str, text: str, problems: list[Problem]) -> Writer:
        # The front matter of a document lists its sources. A cell has none, so its citations count.
        return Writer(Report(column, problems), self.names, citations(text))


@dataclass
class _Answer(Body):
    """A body in which some blocks are kept as they are."""

    known: Mapping[str, Any] = field(default_factory=dict)

    def _block(self, directive: Directive) -> Block | None:
        if directive.name != KEEP:
            return super()._block(directive)
        _kind, _, name = directive.argument.partition(" ")
        if name not in self.known:
            self.complain(directive.line, f":::{KEEP} names no block of this answer as it is now")
            return None
        self._close_section()
        return Block(type=KEEP, value=name)


def _by_key(keys: Mapping[str, int]) -> dict[int, str]:
    return {key: slug for slug, key in keys.items()}


def _by_name(named: Iterable[Any]) -> dict[str, Any]:
    """Return what has a name and a slug by both; a slug counts more than a name."""
    rows = list(named)
    by_name = {comparable(one.name): one for one in rows}
    return by_name | {comparable(one.slug): one for one in rows}


def _parse(text: str, report: Report) -> list[SyntaxTreeNode]:
    if len(text) <= LONGEST:
        return parse(text, report)
    report.add(1, f"has {len(text)} characters; a cell has at most {LONGEST}")
    return []
