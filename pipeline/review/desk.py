"""What annotators can do with the records of a file. No web in it.

Every annotator works on their own: they see what the machine proposes and what they themselves
made of it, so that agreement between annotators means something.
"""
from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from pipeline.anchors import Target, target
from pipeline.article import Source
from pipeline.corrections import LISTS, Event, Store, active
from pipeline.read import read
from pipeline.records import Record
from pipeline.review.reading import propose, read_deadline
from pipeline.revise import (COPY, LINE_KINDS, MODELS, PLAIN, Entry, Review, digest, merged,
                             page_text, rebuilt, relabeller, replay, unjudged)

_STAMP = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d(?::\d\d)?\+07:00)?")


class Refused(ValueError):
    """What was asked for cannot be done; the message says why."""


class Stale(Exception):
    """Another window has changed the same thing since."""


class Op(BaseModel):
    """One thing that the page asks for."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["accept", "reject", "edit", "add", "complete", "note"]
    field: str = Field(max_length=60)
    row: str | None = Field(default=None, max_length=200)
    before: Any = None
    after: Any = None
    span: tuple[int, int] | None = None
    reason: str | None = Field(default=None, max_length=2000)


class Stroke(BaseModel):
    """What one key does: undone as one. ``id`` lets a client ask again without doing it twice."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[0-9a-f]{32}$")
    ops: list[Op] = Field(min_length=1, max_length=2000)


@dataclass(frozen=True)
class Summary:
    """What the queue tells of an article."""

    key: str  # in addresses; made of the id, says nothing
    id: str
    title: str
    portal: str
    published: str
    counts: dict[str, int]
    confidence: dict[str, float]  # the least of each list that has one
    offset: int  # of its line in the file


@dataclass
class Desk:
    """The records of a file and their corrections. Safe in threads."""

    records: Path
    store: Store
    analyse: Callable[[Source], Record] | None = None  # for articles whose lines were corrected
    summaries: dict[str, Summary] = field(default_factory=dict)
    _again: dict[tuple[str, str], Record] = field(default_factory=dict)  # (article, lines) → record read again
    _states: dict[tuple[str, str], tuple[int, str, dict[str, int]]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        offset = 0
        with self.records.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    summary = _summary(Record.model_validate_json(line), offset)
                except ValueError as e:
                    raise ValueError(f"{self.records}, line {number} is no record: {e}") from e
                self.summaries[summary.key] = summary
                offset += len(line)

    # -------------------------------------------------------------- reading

    def record(self, key: str) -> Record:
        """The machine's record. Raises ``KeyError`` for an unknown key."""
        with self.records.open("rb") as file:
            file.seek(self.summaries[key].offset)
            return Record.model_validate_json(file.readline())

    def state(self, key: str, who: str) -> tuple[str, dict[str, int]]:
        """How far an annotator is: new, started or done; and how many entries of each list they have
        not judged."""
        summary = self.summaries[key]
        events = self.store.of(summary.id, who)
        known = self._states.get((key, who))
        if known is None or known[0] != len(events):
            if not events:
                known = (0, "new", summary.counts)
            else:
                record, review = self.current(key, who)
                left = unjudged(merged(record, review)[0])
                done = all(name in review.complete and not left[name] for name in LISTS)
                known = (len(events), "done" if done else "started" if any(active(events)) else "new", {n: left[n] for n in LISTS})
            self._states[key, who] = known
        return known[1], known[2]

    def queue(self, who: str, *, field: str = "", portal: str = "", state: str = "") -> list[tuple[Summary, str, dict[str, int]]]:
        """Articles, the least confident first: by the lowest confidence of an entry that is not
        judged, of one list or of all. Those without any come last."""
        out = []
        for key, s in self.summaries.items():
            how, left = self.state(key, who)
            if portal in ("", s.portal) and state in ("", how) and (not field or left.get(field)):
                sure = [c for name, c in s.confidence.items() if field in ("", name) and left.get(name)]
                out.append((min(sure, default=2.0), -sum(left.values()), s, how, left))
        out.sort(key=lambda row: (row[3] == "done", row[0], row[1], row[2].key))
        return [(s, how, left) for _, _, s, how, left in out]

    def current(self, key: str, who: str) -> tuple[Record, Review]:
        """The machine's record of the article, read again where the annotator has corrected its lines,
        and what they said of it."""
        record = self.record(key)
        review = replay(self.store.of(record.id, who))
        if review.lines and self.analyse:
            known = json.dumps(sorted((k, v[1]) for k, v in review.lines.items()))
            with self._lock:  # one reading at a time: it takes the whole processor
                again = self._again.get((key, known))
                source = self.source(record)
                if again is None and source:
                    lines = tuple(e for e in active(self.store.of(record.id, who)) if e.field == "lines")
                    again = self._again[key, known] = self.analyse(Source(**{**_fields(source), "corrections": lines}))
            record = again.model_copy(update={"confirmed": [], "id": record.id}) if again else record
        return record, review

    def source(self, record: Record) -> Source | None:
        """The page that the record was made of, if it is still there unchanged. Its path comes from
        the records file, never from a browser."""
        try:
            found = [s for s in read([record.source.path.partition("#")[0]]) if isinstance(s, Source)]
        except OSError:
            return None
        return next((s for s in found if s.path == record.source.path and s.sha256 == record.source.sha256), None)

    def view(self, key: str, who: str, *, text: bool = False) -> dict[str, Any]:
        """All that the page shows of an article; with the article's text only where asked for."""
        record, review = self.current(key, who)
        found, problems = merged(record, review)
        events = self.store.of(record.id, who)
        back, forth = strokes(events)
        view = {
            "version": len(events), "entries": [_shown(e) for e in found], "complete": sorted(review.complete),
            "plain": {path: _plain(record, review, path) for path in PLAIN}, "undo": back is not None, "redo": forth is not None,
            "notes": [{"text": n.after} for n in review.notes], "problems": [{"what": p.what} for p in problems],
            "done": all(name in review.complete for name in LISTS) and not any(unjudged(found).values()),
        }
        if text:
            view["text"] = record.text
        return view

    def version(self, key: str, who: str) -> int:
        """A number that grows with everything the annotator does in the article, in any window."""
        self.store.refresh()
        return len(self.store.of(self.summaries[key].id, who))

    def page(self, key: str, who: str) -> dict[str, Any]:
        """The lines of the scraped page with what cleaning made of each."""
        from pipeline.clean import labelled

        record = self.record(key)
        source = self.source(record)
        if source is None:
            return {"available": False, "lines": []}
        rows = labelled(source)[1]
        machine = [r.kind for r in rows]
        review = replay(self.store.of(record.id, who))
        relabeller(record.id, review)(rows)
        return {"available": True, "lines": [{"text": r.text.text, "kind": r.kind, "machine": kind} for r, kind in zip(rows, machine)]}

    # -------------------------------------------------------------- writing

    def do(self, key: str, who: str, stroke: Stroke) -> dict[str, Any]:
        """Keep what an annotator does; returns the new view once it is on the device. Raises
        ``Refused``, or ``Stale`` where another window changed the same field."""
        record, _ = self.current(key, who)
        events: list[Event] = []

        def check() -> None:
            """Under the lock, with what all other windows have written."""
            existing = self.store.of(record.id, who)
            review = replay(existing)
            found = {e.key: e for e in merged(record, review)[0]}
            for made, op in zip(events, stroke.ops):
                if op.action == "edit" and made.list and op.row in found:
                    now = found[op.row].values.get(made.attribute) if made.attribute != "span" else list(found[op.row].span or ())
                    if now != op.before:
                        raise Stale
            trial = replay([*existing, *events])
            try:
                rebuilt(record, merged(record, trial)[0], trial)
            except ValueError as e:
                raise Refused(str(e)) from e

        self.store.refresh()
        review = replay(self.store.of(record.id, who))
        found, _ = merged(record, review)
        events += [self._event(record, found, who, stroke, i, op, key) for i, op in enumerate(stroke.ops)]
        self.store.append(events, check)
        return self.view(key, who, text=any(e.field == "lines" for e in events))

    def _event(self, record: Record, found: list[Entry], who: str, stroke: Stroke, number: int, op: Op, key: str) -> Event:
        text = record.text
        made = Event(id=_derived(stroke.id, number), batch=stroke.id, article=record.id, source_sha256=record.source.sha256,
                     text_sha256=digest(text), annotator=who, time="", action=op.action, field=op.field, row=op.row, before=op.before,
                     after=op.after, reason=op.reason)
        if op.action == "note":
            made.after = str(op.after or "")[:2000]
            return made
        if op.field == "lines":
            return self._line(record, made, key)
        if op.action == "complete":
            if op.field not in LISTS:
                raise Refused(f"no such list: {op.field}")
            made.entry = {"keys": [e.key for e in found if e.list == op.field]}
            return made
        if not made.list:
            if op.action != "edit" or op.field not in PLAIN:
                raise Refused(f"no such field: {op.field}")
            if op.field == "published" and op.after is not None and not _STAMP.fullmatch(str(op.after)):
                raise Refused("the day of publication is written 2023-06-15, with a time 2023-06-15T08:30:00+07:00")
            return made
        if op.action == "add":
            start, end = op.span or (0, 0)
            made.target = _place(record, start, end)
            made.row = f"{op.field}:+{made.id[:12]}"
            made.after = propose(record, found, op.field, start, end)
            return made
        entry = next((e for e in found if e.key == op.row), None)
        if entry is None or entry.list != made.list:
            raise Refused(f"no such entry: {op.row}")
        made.entry = entry.values
        span = entry.span
        if op.action == "edit" and made.attribute == "span":
            span = op.span or (0, 0)
            made.after = list(span)
        elif op.action == "edit" and (made.attribute not in MODELS[entry.list].model_fields
                                      or made.attribute in (COPY[entry.list], "mentions", "confidence")):
            raise Refused(f"no such field: {op.field}")
        made.target = _place(record, *span) if span else entry.place
        return made

    def _line(self, record: Record, made: Event, key: str) -> Event:
        from pipeline.clean import labelled

        source = self.source(record)
        rows = labelled(source)[1] if source else []
        if made.after not in LINE_KINDS or not (made.row or "").isdecimal() or int(made.row) >= len(rows):
            raise Refused("no such line")
        at = sum(len(r.text) + 1 for r in rows[:int(made.row)])
        line = rows[int(made.row)].text
        page = page_text(rows)
        made.text_sha256 = digest(page)
        made.target = target(record.id, page, at, at + len(line))
        made.row = f"line:{digest(line.text)[:10]}:{at}"
        made.action = "edit"
        return made

    def undo(self, key: str, who: str, id: str, *, forth: bool = False) -> dict[str, Any]:
        """Take back the annotator's last stroke in the article, or with ``forth`` the last taking back."""
        record = self.record(key)
        self.store.refresh()
        what = strokes(self.store.of(record.id, who))[forth]
        if what is None:
            raise Refused("nothing to redo" if forth else "nothing to undo")
        self.store.append([Event(id=id, article=record.id, source_sha256=record.source.sha256, text_sha256=digest(record.text),
                                 annotator=who, time="", action="undo", field="", undoes=what)])
        return self.view(key, who, text=True)

    def read(self, key: str, who: str, row: str) -> dict[str, Any]:
        """What the temporal grammar reads in a deadline's text."""
        record, review = self.current(key, who)
        entry = next((e for e in merged(record, review)[0] if e.key == row and e.list == "deadlines"), None)
        if entry is None:
            raise Refused("no such deadline")
        return read_deadline(entry.values["text"], record.published)


def strokes(events: list[Event]) -> tuple[str | None, str | None]:
    """What an undo would take back, and what a redo would: ids of a batch or an event, or None."""
    back = next((e.batch or e.id for e in reversed(list(active(events)))), None)
    gone: set[str] = set()
    for e in reversed(events):
        if e.id in gone:
            continue
        if e.action != "undo":
            if e.batch not in gone:
                return back, None
            continue
        gone.add(e.undoes or "")
        if not any(e.undoes == other.id and other.action == "undo" for other in events):
            return back, e.id
    return back, None


def _place(record: Record, start: int, end: int) -> Target:
    try:
        return target(record.id, record.text, start, end)
    except ValueError as e:
        raise Refused(str(e)) from e


def _derived(stroke: str, number: int) -> str:
    """The id of a stroke's n-th event: the same when the client asks again."""
    return uuid.uuid5(uuid.UUID(stroke), str(number)).hex


def _fields(source: Source) -> dict[str, Any]:
    return {name: getattr(source, name) for name in source.__dataclass_fields__}


def _shown(e: Entry) -> dict[str, Any]:
    return {"key": e.key, "list": e.list, "values": e.values, "span": e.span, "status": e.status, "edited": sorted(e.edited),
            "mentions": e.mentions}


def _plain(record: Record, review: Review, path: str) -> dict[str, Any]:
    head, _, rest = path.partition(".")
    machine = getattr(getattr(record, head), rest) if rest else getattr(record, head)
    said = review.plain.get(path)
    return {"value": said[0] if said else machine, "edited": said is not None}


def _summary(record: Record, offset: int) -> Summary:
    sure: dict[str, float] = {}
    for name in LISTS:
        values = [row.confidence for row in getattr(record, name) if getattr(row, "confidence", None) is not None]
        if values:
            sure[name] = min(values)
    host = urlsplit(record.source.url or "").hostname if record.source.url else None
    parts = Path(record.source.path.partition("#")[0]).parent.parts
    return Summary(key=digest(record.id)[:16], id=record.id, title=record.title or record.text[:80], portal=host or (parts[-1] if parts else ""),
                   published=(record.published or "")[:10], counts={n: len(getattr(record, n)) for n in LISTS}, confidence=sure, offset=offset)

