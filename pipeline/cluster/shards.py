"""Inputs cut into shards, and one shard worked on: read, extracted, written, committed.

A shard is a few hundred articles that lie beside each other in the inputs. Its records and errors are
files of their own, and a third file, its report, is written last: a shard is done if its report is there
and fits. Who does it again, because a machine was lost or the run was, writes the same files again.
"""
from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from pipeline.article import Source
from pipeline.cluster.storage import Folder, Found, connect
from pipeline.containers import error_line
from pipeline.corrections import Event
from pipeline.pool import Pool, Ready
from pipeline.read import articles, kind, source_id
from pipeline.records import ErrorLine
from pipeline.run import Outcome, outcome_of

T = TypeVar("T")
# How often a store that fails is asked, with 1, 2, 4 … seconds between: its own client has tried several times by then.
ATTEMPTS = 4
_BLOCK = 8 << 20


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the inputs, or the lines of a .jsonl file from byte ``start`` to ``end``, of which
    the first is its line number ``line``."""

    found: Found | ErrorLine
    start: int = 0
    end: int | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Shard:
    """What is read, worked on and committed together. ``key`` tells it from any other work under the same number."""

    number: int
    pieces: tuple[Piece, ...]
    key: str

    @property
    def report(self) -> str:
        return f"shard-{self.number:07d}.json"

    @property
    def records(self) -> str:
        return f"records-{self.number:07d}.jsonl"

    @property
    def errors(self) -> str:
        return f"errors-{self.number:07d}.jsonl"


@dataclass(frozen=True, slots=True)
class Job:
    """What all shards of a run have in common. ``run`` is of the run and those that resume it, ``session`` of this one."""

    out: str
    run: str
    session: str
    fingerprint: str
    furniture: frozenset[str] = frozenset()
    corrections: dict[str, tuple[Event, ...]] = field(default_factory=dict)


# ------------------------------------------------------------------ cutting

def may_be_cut(found: Found) -> bool:
    """Whether a file's lines are articles that can be found without reading all before them."""
    return found.path.lower().endswith(".jsonl")


def cut(found: Found, every: int) -> list[tuple[Piece, int]]:
    """The pieces of a .jsonl file with the number of their lines, ``every`` or fewer. A file in UTF-16 is one piece,
    and so is one of blank lines, which is an error of the whole file. Raises ``OSError`` where it cannot be read."""
    starts, lines, offset, blank = [(0, 1)], 0, 0, True
    with _opened(found) as file:
        while block := file.read(_BLOCK):
            if not offset and block[:2] in (b"\xff\xfe", b"\xfe\xff"):
                return [(Piece(found), every)]
            blank = blank and not block.strip()
            at = block.find(b"\n")
            while at >= 0:
                lines += 1
                if lines % every == 0:
                    starts.append((offset + at + 1, lines + 1))
                at = block.find(b"\n", at + 1)
            offset += len(block)
    if blank:
        return [(Piece(found), 1)]
    ends = [start for start, _ in starts[1:]] + [offset]
    return [(Piece(found, start, end, line), min(every, lines + 2 - line))
            for (start, line), end in zip(starts, ends, strict=True) if start < end]


def grouped(pieces: Iterable[tuple[Piece, int]], every: int, key: Callable[[tuple[Piece, ...]], str]) -> Iterator[Shard]:
    """Pieces, given with their numbers of articles, put together to shards of ``every`` articles or fewer."""
    number, held, size = 0, [], 0
    for piece, count in pieces:
        if held and size + count > every:
            yield Shard(number, tuple(held), key(tuple(held)))
            number, held, size = number + 1, [], 0
        held.append(piece)
        size += count
    if held:
        yield Shard(number, tuple(held), key(tuple(held)))


def key_of(job: Job, pieces: tuple[Piece, ...]) -> str:
    """The same for the same articles, code and settings in the same run."""
    events = hashlib.sha256(repr(sorted(job.corrections.items())).encode()).hexdigest() if job.corrections else ""
    told = repr((job.run, job.fingerprint, events, pieces))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


# ------------------------------------------------------------------ reading

def sources(piece: Piece, folder: Path) -> Iterator[Source | ErrorLine]:
    """The articles of a piece, named as in the whole file. ``folder`` is for copies.

    Raises ``OSError`` where a store fails for long: that is no fault of the article.
    """
    found = piece.found
    if isinstance(found, ErrorLine):
        yield found
        return
    if not found.root and piece.end is None:
        yield from articles(found.path)
        return
    copy = folder / f"copy{kind(found.path)}{next((e for e in ('.gz', '.zst') if found.path.lower().endswith(e)), '')}"
    try:
        patiently(lambda: _fetch(piece, copy))
    except (FileNotFoundError, PermissionError) as e:
        yield error_line(found.path, f"cannot be read ({e.strerror or 'gone since the run began'}); check its permissions, or copy the file again")
        return
    for item in articles(str(copy)):
        _, _, number = (item.path if isinstance(item, Source) else item.source).removeprefix(str(copy)).partition("#")
        if not number and piece.end is not None:
            continue  # a piece of blank lines of a file that holds others
        path = f"{found.path}#{int(number) + piece.line - 1}" if number else found.path
        yield replace(item, path=path) if isinstance(item, Source) else error_line(path, item.error)
    copy.unlink()


def _fetch(piece: Piece, copy: Path) -> None:
    found = piece.found
    left = (found.size if piece.end is None else piece.end) - piece.start
    with _opened(found) as file, copy.open("wb") as out:
        file.seek(piece.start)
        while left and (block := file.read(min(left, _BLOCK))):
            out.write(block)
            left -= len(block)
    if left:
        raise OSError(f"{found.path} is shorter than when the run began")


def _opened(found: Found) -> BinaryIO:
    return connect(found.root)[0].open_input_file(found.at) if found.root else open(found.at, "rb")


def patiently(do: Callable[[], T]) -> T:
    """What ``do`` gives, tried again where a store fails."""
    for attempt in range(ATTEMPTS - 1):
        try:
            return do()
        except (FileNotFoundError, PermissionError):
            raise
        except OSError:
            time.sleep(2 ** attempt)
    return do()


# ------------------------------------------------------------------ working

def committed(folder: Folder, shard: Shard) -> dict[str, Any] | None:
    """The report of a shard that is done, or None."""
    data = patiently(lambda: folder.read(shard.report))
    try:
        report = json.loads(data) if data else {}
    except ValueError:
        return None
    if report.get("key") != shard.key:
        return None
    sizes = [patiently(lambda n=name: folder.size(n)) for name in (shard.records, shard.errors)]
    return report if sizes == [report["records"]["bytes"], report["errors"]["bytes"]] else None


def commit(job: Job, shard: Shard, pool: Pool[Source, Outcome], where: str = "") -> dict[str, Any]:
    """Work on a shard, unless it is done; its report. ``where`` is the name of this machine."""
    folder = Folder(job.out)
    if report := committed(folder, shard):
        return report
    spent: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    found: Counter[str] = Counter()
    stages: Counter[str] = Counter()
    inputs = []

    def pending(folder: Path) -> Iterator[Source | Ready[Outcome]]:
        for piece in shard.pieces:
            items = sources(piece, folder)
            while True:
                mark = time.perf_counter()
                item = next(items, None)
                spent["read"] += time.perf_counter() - mark
                if item is None:
                    break
                counts["read"] += 1
                if isinstance(item, ErrorLine):
                    yield Ready(outcome_of(item, item.source))
                    continue
                events = job.corrections.get(source_id(item), ()) if job.corrections else ()
                counts["corrected"] += bool(events)
                yield replace(item, furniture=job.furniture, corrections=events) if job.furniture or events else item

    with tempfile.TemporaryDirectory(prefix="govnews-") as name:
        here = Path(name)
        with _Hashed(here / "records") as records, _Hashed(here / "errors") as errors:
            for outcome in pool.in_order(pending(here)):
                (errors if outcome.failed else records).write(outcome.line)
                counts["rejected" if outcome.failed else "written"] += 1
                if outcome.failed:
                    stages[outcome.failed] += 1
                found.update(outcome.found)
                spent.update(outcome.spent)
                inputs.append({"path": outcome.path, "sha256": outcome.sha256, "outcome": "rejected" if outcome.failed else "written"})
        report = {"key": shard.key, "number": shard.number, "session": job.session, "where": where, "counts": counts, "found": found,
                  "rejected_in": stages, "seconds_by_stage": spent, "records": records.about(), "errors": errors.about(), "inputs": inputs}
        (here / "report").write_text(json.dumps(report), "utf-8")
        for target, source in ((shard.records, "records"), (shard.errors, "errors"), (shard.report, "report")):
            patiently(lambda t=target, s=source: folder.put(t, here / s))
    return report


class _Hashed:
    """A local file that knows what was written to it."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("wb")
        self._digest = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> _Hashed:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, line: bytes) -> None:
        self._file.write(line)
        self._digest.update(line)
        self._size += len(line)

    def about(self) -> dict[str, Any]:
        return {"bytes": self._size, "sha256": self._digest.hexdigest()}
