"""What travels between stages: Source → Article → Context."""
from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import regex
    from pipeline.coreference import Named
    from pipeline.corrections import Event
    from pipeline.dates_nodes import Node
    from pipeline.records import (Deadline, Directive, Document, Figure, Meeting, Person, Place,
                                  Unit)
    from pipeline.segment import Segmentation
    from pipeline.words import Words

LineKind = Literal["title", "body", "caption"]
Label = Literal["PERSON", "POST", "ORG", "PLACE"]


@dataclass(frozen=True, slots=True)
class Source:
    """One article as it was handed over, decoded. ``content`` is text or HTML page source."""

    path: str
    content: str
    format: Literal["text", "html", "jsonl", "mhtml", "csv", "warc"]
    markup: Literal["text", "html"]
    sha256: str
    encoding: str = "utf-8"
    id: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    furniture: frozenset[str] = frozenset()  # keys of the site's recurring blocks (pipeline.profile)
    corrections: tuple[Event, ...] = ()  # of people, to be applied, in order of time


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article's text: ``text[start:end]``, without its line break and without
    furniture that the scraper glued to its end."""

    start: int
    end: int
    kind: LineKind


@dataclass(slots=True)
class Article:
    """A cleaned article. ``text`` is the lines joined by a line break; bylines, dates and lines of
    noise are not in it. What stands in the text but in no line is furniture glued to a paragraph:
    kept, since the paragraph was one line of the page, and never read. Every offset downstream is in code points of ``text``."""

    text: str
    lines: list[Line]
    title: str | None = None
    published: str | None = None  # ISO date or date-time
    byline: list[str] = field(default_factory=list)
    portal: str | None = None  # portal name or site title seen in the page's furniture, for `place`
    origins: list[int] = field(default_factory=list)  # text offset → offset in Source.content (-1: inserted)
    warnings: list[str] = field(default_factory=list)
    line_words: list[Words] | None = None  # of each line, made once for all who walk over them (pipeline.words.of_lines)

    @property
    def reference(self) -> dt.date | None:
        """The publication day, against which yearless dates are resolved."""
        return dt.date.fromisoformat(self.published[:10]) if self.published else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text[start:end]``, trimmed of blanks. ``line`` indexes ``Article.lines``."""

    start: int
    end: int
    line: int


def sentence_at(sentences: list[Sentence], offset: int) -> Sentence | None:
    """The one of ``sentences``, in the order of the text, that holds the character at ``offset``."""
    i = bisect.bisect_right(sentences, offset, key=lambda s: s.start) - 1
    return sentences[i] if i >= 0 and offset < sentences[i].end else None


@dataclass(frozen=True, slots=True)
class Entity:
    """A recognised name: ``text[start:end]``. Entities of one article do not overlap; a POST
    swallows the body named in it ("Chủ tịch UBND huyện")."""

    start: int
    end: int
    label: Label
    rule: str  # readable name of what found it


@dataclass(slots=True)
class Trace:
    """Why a directive was found: the rule, and what weighed in its confidence. Not in the record."""

    rule: str
    scores: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Context:
    """An article under analysis: what extractors read and, in order, fill in."""

    article: Article
    sentences: list[Sentence]
    words: Segmentation
    entities: list[Entity] = field(default_factory=list)
    place: Place | None = None
    documents: list[Document] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    targets: list[Figure] = field(default_factory=list)
    results: list[Figure] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    nodes: list[Node] | None = None  # the text's temporal expressions, parsed once for all who place them
    named: Named | None = None  # the article's persons by what they are called (pipeline.coreference)
    triggers: dict[tuple[int, int], list[regex.Match]] = field(default_factory=dict)  # of directives, by the span looked at
    openers: dict[tuple[int, int], tuple[int, bool]] = field(default_factory=dict)  # of clauses, likewise (pipeline.clauses)
    traces: dict[tuple[int, int], Trace] = field(default_factory=dict)  # of directives, by their span

    @property
    def text(self) -> str:
        return self.article.text

    def entities_in(self, start: int, end: int) -> Iterator[Entity]:
        """The entities that begin in ``text[start:end]``, in order."""
        i = bisect.bisect_left(self.entities, start, key=lambda e: e.start)
        while i < len(self.entities) and self.entities[i].start < end:
            yield self.entities[i]
            i += 1

    def entity_at(self, start: int) -> Entity | None:
        """The entity that begins at ``start``."""
        return next(self.entities_in(start, start + 1), None)

    def entity_before(self, offset: int) -> Entity | None:
        """The last entity that begins at ``offset`` or before."""
        i = bisect.bisect_right(self.entities, offset, key=lambda e: e.start) - 1
        return self.entities[i] if i >= 0 else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at ``offset``."""
        return sentence_at(self.sentences, offset)
