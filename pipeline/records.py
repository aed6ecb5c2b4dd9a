"""The output record: every public data class, the schema version and the span invariants.

All offsets in a record are ``[start, end)`` in Unicode code points of ``Record.text``.
A record that breaks an invariant is a bug in an extractor; :func:`Record.check_spans`
raises before anything is written.
"""
from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"

MeetingType = Literal[
    "hội nghị", "họp", "giao ban", "phiên họp", "kỳ họp", "làm việc", "kiểm tra",
    "đối thoại", "tiếp xúc cử tri", "hội thảo", "tập huấn", "lễ", "khác",
]
Level = Literal["central", "province", "district", "commune"]
Span = Annotated[tuple[int, int], Field(description="[start, end) in code points of the record's text")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO 8601 day")]


class Model(BaseModel):
    """Base of all record parts: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid")


class SourceInfo(Model):
    """Where the article came from."""

    path: str = Field(description="Path of the input file as given; for JSONL with #line appended")
    url: str | None = Field(default=None, description="Address of the page, where the input says it")
    sha256: str = Field(description="SHA-256 of the article's bytes as read")
    format: Literal["text", "html", "jsonl", "mhtml", "csv", "warc"]
    encoding: str = Field(description="Encoding that the bytes were decoded with")


class Place(Model):
    """The administrative place the article belongs to."""

    province: str | None = None
    district: str | None = None
    ward: str | None = None
    code: str | None = Field(default=None, description="Code of the province as shipped by underthesea, or null")


class Chair(Model):
    """A person who presides over a meeting."""

    name: str = Field(description="Name without honorific")
    title: str | None = Field(default=None, description="Every post given with the name, as written")
    span: Span = Field(description="Span of the name")


class Meeting(Model):
    """An event in which officials come together and that the article reports."""

    type: MeetingType
    name: str = Field(description="The span that names it, from the type word on")
    date: Day | None = None
    end_date: Day | None = None
    date_text: str | None = Field(default=None, description="The date as written")
    part_of_day: Literal["sáng", "trưa", "chiều", "tối"] | None = None
    organizer: str | None = None
    location: str | None = None
    chairs: list[Chair] = []
    span: Span = Field(description="Span of the name")


class Person(Model):
    """A person named in a public role."""

    name: str = Field(description="Name without honorific")
    title: str | None = Field(default=None, description="The fullest list of posts given with the name")
    span: Span = Field(description="Span of the first mention of the full name")


class Unit(Model):
    """An organisation, or an organised collective of organisations."""

    name: str = Field(description="The fullest mention, as written")
    canonical: str = Field(description="Abbreviations expanded, place resolved")
    level: Level | None = None
    collective: bool = Field(default=False, description="True for 'các sở, ban, ngành' and the like")
    code: str | None = Field(default=None, description="Administrative code of its place, or null")
    mentions: list[Span] = Field(description="Every mention in the text; the first that equals name is the copied one")


class Directive(Model):
    """One action that someone with authority tells, asks or assigns someone to do."""

    text: str = Field(description="The action clause without speech frame and final punctuation")
    issuer: str | None = Field(default=None, description="Person's name without honorific, or body; null if unsaid")
    addressees: list[str] = Field(default=[], description="Who is to act, one string each as written")
    partners: list[str] = Field(default=[], description="Who is named as working with them (phối hợp với …)")
    kind: Literal["order", "request", "task"]
    trigger: str | None = Field(default=None, description="The word that made it a directive, as written")
    deadline: int | None = Field(default=None, description="Index into deadlines")
    targets: list[int] = Field(default=[], description="Indices into targets")
    span: Span
    confidence: float = Field(ge=0, le=1)


class Deadline(Model):
    """An expression that bounds when an action or a target is to be reached."""

    text: str = Field(description="With its preposition")
    relation: Literal["before", "by", "in"]
    date: Day | None = Field(default=None, description="Last day of the bound")
    start: Day | None = Field(default=None, description="First day, where the expression is a period")
    duration: str | None = Field(default=None, description="ISO 8601 duration")
    working_days: bool = False
    recurrence: str | None = Field(default=None, description="iCalendar RRULE")
    span: Span


class Figure(Model):
    """A measured value: a target to be reached, or a result already reached."""

    text: str = Field(description="Shortest span holding the comparator and the value")
    metric: str | None = Field(default=None, description="What is measured, as written")
    scope: str | None = Field(default=None, description="Whose value it is, when the text distinguishes it")
    comparator: Literal["=", ">=", ">", "<=", "<", "~"]
    value: float
    value_max: float | None = Field(default=None, description="Upper end of a range")
    unit: str = Field(description="'%' or the unit as written, multiplier included")
    direction: Literal["increase", "decrease"] | None = None
    deadline: int | None = Field(default=None, description="Index into deadlines")
    span: Span
    confidence: float = Field(ge=0, le=1)


class Document(Model):
    """An official document cited by number, or by type with a date."""

    text: str = Field(description="Fullest mention with number and date")
    type: str
    number: str | None = None
    date: Day | None = None
    issuer: str | None = None
    span: Span


class Confirmed(Model):
    """A part of the record that a person confirmed or put right."""

    path: str = Field(description="JSON Pointer: /deadlines/0 a whole entry, /deadlines/0/date what was changed in it, "
                                  "/deadlines a list in which nothing is missing, /published a field of the article")
    by: str = Field(description="Who, by the name given on the page")
    time: str = Field(description="When, UTC, ISO 8601")


class Record(Model):
    """One article."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: str = Field(description="The input's own id or URL, else derived from the content")
    source: SourceInfo
    title: str | None = None
    published: str | None = Field(default=None, description="ISO date, or date-time with +07:00")
    byline: list[str] = []
    place: Place = Place()
    text: str = Field(description="The cleaned article: title, lead, paragraphs, one a line")
    meetings: list[Meeting] = []
    people: list[Person] = []
    units: list[Unit] = []
    directives: list[Directive] = []
    deadlines: list[Deadline] = []
    targets: list[Figure] = []
    results: list[Figure] = []
    documents: list[Document] = []
    warnings: list[str] = []
    confirmed: list[Confirmed] = Field(default=[], description="What people confirmed; empty without corrections")

    def check_spans(self) -> None:
        """Raise ``ValueError`` unless ``text[start:end]`` is the copied field everywhere
        and every index points into its list."""
        text = self.text

        def same(what: str, span: Span, copy: str) -> None:
            if text[span[0]:span[1]] != copy:
                raise ValueError(f"{what}: span {span} holds {text[span[0]:span[1]]!r}, field holds {copy!r}")

        for m in self.meetings:
            same("meeting", m.span, m.name)
            for c in m.chairs:
                same("chair", c.span, c.name)
        for p in self.people:
            same("person", p.span, p.name)
        for u in self.units:
            if not any(text[s:e] == u.name for s, e in u.mentions):
                raise ValueError(f"unit {u.name!r}: no mention holds its name")
        for what, rows in (("directive", self.directives), ("deadline", self.deadlines),
                           ("target", self.targets), ("result", self.results), ("document", self.documents)):
            for row in rows:
                same(what, row.span, row.text)
        for row in [*self.directives, *self.targets, *self.results]:
            if row.deadline is not None and not 0 <= row.deadline < len(self.deadlines):
                raise ValueError(f"deadline index {row.deadline} out of range in {row.text!r}")
        for d in self.directives:
            if any(not 0 <= t < len(self.targets) for t in d.targets):
                raise ValueError(f"target index out of range in {d.text!r}")


def printable(name: str) -> str:
    """A name as valid text: bytes of it that could not be decoded, which stand in it as lone surrogates, shown as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def harmless(text: str) -> str:
    """A text of others, a file's name too, for the terminal: control characters, which that would obey, as replacement characters; line breaks stay."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf") else "\ufffd" for c in text)


class ErrorLine(Model):
    """One line of the errors file: what could not be processed, and why."""

    source: str = Field(description="Path, with #line for JSONL")
    stage: str
    error: str = Field(description="What is wrong and what to do about it")
