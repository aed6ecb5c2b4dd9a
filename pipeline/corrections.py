"""What annotators correct: events in ``annotations/corrections/*.jsonl``, one a line, only ever added.

An event is on disk (written under a lock, flushed to the device) before :meth:`Store.append`
returns. Nothing is rewritten: what is taken back is taken back by a later ``undo`` event. Files
are merged by concatenation, in any order; events have ids and times.
"""
from __future__ import annotations

import datetime as dt
import json
import os
import threading
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.anchors import Target

FOLDER = Path("annotations/corrections")
# The lists of a record in its order: what can be accepted, rejected, edited and added.
LISTS = ("meetings", "people", "units", "directives", "deadlines", "targets", "results", "documents")
Action = Literal["accept", "reject", "edit", "add", "complete", "note", "undo"]
# Seconds to wait for another process to finish its line. One takes milliseconds.
LOCK_WAIT = 30


class Event(BaseModel):
    """One line of a corrections file."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(default_factory=lambda: uuid.uuid4().hex, pattern=r"^[0-9a-f]{32}$")
    batch: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$", description="Shared by events made, and undone, in one stroke")
    article: str = Field(description="Record.id")
    source_sha256: str = Field(description="SHA-256 of the article's bytes, as in Record.source")
    text_sha256: str = Field(description="SHA-256 of the text that the offsets count in (of the page's lines for field lines)")
    annotator: str = Field(min_length=1, max_length=80)
    time: str = Field(description="When it was kept, UTC, ISO 8601 with microseconds")
    action: Action
    field: str = Field(description="deadlines: an entry; deadlines.date: one of its fields; published: a field of the article; "
                                   "lines: the label of a line of the page; empty: the article")
    row: str | None = Field(default=None, description="Key of the entry (pipeline.revise), or of the line")
    before: Any = None
    after: Any = None
    entry: dict[str, Any] | None = Field(default=None, description="The whole entry as it stood before, links as keys")
    target: Target | None = Field(default=None, description="Where the entry stands: after the event, where it moves it")
    reason: str | None = Field(default=None, max_length=2000)
    undoes: str | None = Field(default=None, description="Id of an event or a batch")

    @property
    def list(self) -> str:
        """The list of the record that it is about, or ''."""
        name = self.field.partition(".")[0]
        return name if name in LISTS else ""

    @property
    def attribute(self) -> str:
        """The field of the entry that it is about, or ''."""
        return self.field.partition(".")[2] if self.list else ""


@dataclass(frozen=True)
class BadLine:
    """A line of a corrections file that is no event: kept where it is, and told."""

    where: str
    error: str

    def __str__(self) -> str:
        return f"{self.where}: {self.error}"


@dataclass
class _File:
    offset: int = 0  # bytes read
    line: int = 0
    inode: int = 0


@dataclass
class Store:
    """All corrections of a folder. Safe in threads, and with other processes at the same folder.

    ``now`` is the clock that stamps events. Raises ``OSError`` where files cannot be read or
    written, ``filelock.Timeout`` where another process holds the lock for ``LOCK_WAIT`` seconds.
    """

    folder: Path = FOLDER
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    bad: list[BadLine] = field(default_factory=list)
    _by_article: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    _ids: dict[str, Event] = field(default_factory=dict)
    _files: dict[Path, _File] = field(default_factory=dict)
    _mutex: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self.refresh()

    # -------------------------------------------------------------- reading

    def refresh(self) -> None:
        """Take in what other processes have written since."""
        with self._mutex:
            changed = False
            for path in sorted(self.folder.glob("*.jsonl")):
                changed |= self._read(path)
            if changed:
                for events in self._by_article.values():
                    events.sort(key=lambda e: e.time)  # stable: lines of one file keep their order

    def articles(self) -> list[str]:
        """Ids of the articles that have events, sorted."""
        with self._mutex:
            return sorted(self._by_article)

    def of(self, article: str, annotator: str | None = None) -> list[Event]:
        """The events of an article in order of time, of one annotator or of all."""
        with self._mutex:
            return [e for e in self._by_article.get(article, ()) if annotator in (None, e.annotator)]

    def annotators(self, article: str | None = None) -> list[str]:
        with self._mutex:
            lists = self._by_article.values() if article is None else [self._by_article.get(article, [])]
            return sorted({e.annotator for events in lists for e in events})

    def __len__(self) -> int:
        return len(self._ids)

    def _read(self, path: Path) -> bool:
        known = self._files.setdefault(path, _File())
        state = path.stat()
        if state.st_ino != known.inode or state.st_size < known.offset:  # another file under this name
            known.offset, known.line, known.inode = 0, 0, state.st_ino
        if state.st_size == known.offset:
            return False
        with path.open("rb") as file:
            file.seek(known.offset)
            data = file.read()
        whole = data[:data.rfind(b"\n") + 1]  # the rest is being written, or was cut short and never confirmed
        known.offset += len(whole)
        for line in whole.split(b"\n")[:-1]:
            known.line += 1
            self._take(line, f"{path}, line {known.line}")
        return bool(whole)

    def _take(self, line: bytes, where: str) -> None:
        if not line.strip():
            return
        try:
            event = Event.model_validate_json(line)
        except ValidationError as e:
            first = e.errors()[0]
            self.bad.append(BadLine(where, f"no correction: {'.'.join(map(str, first['loc']))} {first['msg']}".strip()))
            return
        if event.id not in self._ids:
            self._ids[event.id] = event
            self._by_article[event.article].append(event)

    # -------------------------------------------------------------- writing

    def append(self, events: Iterable[Event], check: Callable[[], None] = lambda: None) -> list[Event]:
        """Write events, stamped with the time; all of them or none. Returns them once they are on
        the device. An event whose id is there already is not written again, so that a client that
        lost the answer may ask again. ``check`` is called under the lock, when everything written
        before is known; what it raises stops the writing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._mutex, FileLock(self.folder / ".lock", timeout=LOCK_WAIT):
            self.refresh()
            events = list(events)
            if events and all(e.id in self._ids for e in events):
                return [self._ids[e.id] for e in events]
            check()
            time = self.now().astimezone(dt.UTC)
            stamped = [e.model_copy(update={"time": time.isoformat(timespec="microseconds")}) for e in events]
            path = self.folder / f"{time:%Y-%m}.jsonl"
            _write(path, b"".join(_line(e) for e in stamped))
            self.refresh()
            return stamped


def _line(event: Event) -> bytes:
    # a line separator of Unicode would break the line for some readers
    text = json.dumps(event.model_dump(), ensure_ascii=False, allow_nan=False)
    for char in "\u0085\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _write(path: Path, data: bytes) -> None:
    new = not path.exists()
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        size = os.fstat(fd).st_size
        _mend(path, fd, size)
        size = os.fstat(fd).st_size
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(fd, left):]
            os.fsync(fd)
        except OSError:  # a full disk: leave no half of it
            os.ftruncate(fd, size)
            raise
    finally:
        os.close(fd)
    if new:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _mend(path: Path, fd: int, size: int) -> None:
    """Move the end of a line that a killed process left (and never confirmed) out of the way."""
    if not size or os.pread(fd, 1, size - 1) == b"\n":
        return
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    with path.with_suffix(".torn").open("ab") as torn:
        torn.write(data[whole:] + b"\n")
    os.ftruncate(fd, whole)


def active(events: list[Event]) -> Iterator[Event]:
    """The events, in their order, that no later event takes back, without the taking back. An
    undo can itself be undone."""
    gone: set[str] = set()
    kept: list[Event] = []
    for event in reversed(events):
        if event.id in gone or (event.batch and event.batch in gone):
            continue
        if event.action == "undo":
            gone.add(event.undoes or "")
        else:
            kept.append(event)
    yield from reversed(kept)
