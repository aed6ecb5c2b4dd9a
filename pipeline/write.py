"""Stage 7: records and errors → JSON Lines, complete under their final names or not at all.

A run writes to ``OUT.part``; only a run that came to its end renames it to ``OUT``.
"""
from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Self

from filelock import FileLock, Timeout
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from pipeline.manifest import Manifest, code_of
from pipeline.records import Record

# Seconds of work that a loss of power may cost; a write to the disk itself takes some milliseconds.
COMMIT_EVERY = 2.0
# Line breaks to Unicode, and so to many line readers, but not to JSON: written as escapes.
_LINE_BREAKS = str.maketrans({"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def to_line(row: BaseModel) -> bytes:
    """One record or error as a UTF-8 line with its line break, keys in the order of the model.

    Vietnamese is written as it is. A lone surrogate, which UTF-8 cannot hold, becomes its JSON
    escape. Raises ``ValueError`` for a number that JSON cannot hold (NaN, infinity).
    """
    line = json.dumps(row.model_dump(), ensure_ascii=False, allow_nan=False).translate(_LINE_BREAKS)
    return line.encode("utf-8", "backslashreplace") + b"\n"


def errors_path(out: Path) -> Path:
    """Where a run that writes ``out`` writes what it could not process."""
    return out.with_name(out.name + ".errors.jsonl")


def duplicates_path(out: Path) -> Path:
    """Where a run that writes ``out`` lists articles that are the same or nearly."""
    return out.with_name(out.name + ".duplicates.jsonl")


def manifest_path(out: Path) -> Path:
    """Where a run that writes ``out`` says what was read and what made the records."""
    return out.with_name(out.name + ".manifest.json")


def part_path(path: Path) -> Path:
    """The name that ``path`` has while it is being written."""
    return path.with_name(path.name + ".part")


def schema() -> str:
    """The JSON Schema of one line of the output, as text."""
    shape = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | Record.model_json_schema(
        mode="serialization", schema_generator=_EveryKeyIsThere)
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


class _EveryKeyIsThere(GenerateJsonSchema):
    """A default is what a key holds where the article says nothing, not leave to omit it."""

    def field_is_required(self, *_: object, **__: object) -> bool:
        return True


class Busy(OSError):
    """Another run is writing the same output."""


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """No other run writes ``out`` while this context lasts. Raises ``Busy`` where one does."""
    lock = FileLock(out.with_name(out.name + ".lock"))
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise Busy(f"another run is writing {out}; wait for it, or name another file") from None
    try:
        yield
    finally:
        with suppress(OSError):
            os.unlink(lock.lock_file)
        lock.release()


class Output:
    """The files of one run, as a context: records, errors, duplicates and manifest.

    Leaving it well puts all under their final names, the records last: where ``out`` is new, so
    are the others. Leaving it by an exception keeps the part files for ``resume``. Every
    ``COMMIT_EVERY`` seconds what was written is put on the disk itself.

    ``resume`` gives back the records of an interrupted run, ``changed_only`` those of the last run
    that ended; of both only what the code of the same ``fingerprint`` has written.
    Raises ``OSError`` where the files cannot be written, ``Busy`` where another run does so.
    """

    def __init__(self, out: Path, *, resume: bool = False, changed_only: bool = False, fingerprint: str = "") -> None:
        self.out = out
        self.fingerprint = fingerprint
        self._resume, self._changed_only = resume, changed_only
        self._kept = out.with_name(out.name + ".done")  # records of interrupted runs, until a run ends well
        self._code = part_path(out.with_name(out.name + ".code"))  # the fingerprint of what wrote the part and done files
        self._alone = ExitStack()
        self._digest = hashlib.sha256()
        self._committed = 0.0
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.is_dir():
            raise IsADirectoryError(f"{out} is a folder; name a file in it")

    def __enter__(self) -> Self:
        self._alone.enter_context(alone(self.out))
        try:
            self._index = _Index()
            self._collect()
            self._files: dict[Path, BinaryIO] = {
                path: part_path(path).open("wb") for path in (errors_path(self.out), duplicates_path(self.out), manifest_path(self.out), self.out)}
        except BaseException:
            self._alone.close()
            raise
        self.manifest = Manifest(self._files[manifest_path(self.out)])
        return self

    def _collect(self) -> None:
        """Find what earlier runs have done; put what an interrupted one left where it is safe."""
        part = part_path(self.out)
        if not self._resume or not self._code.exists() or self._code.read_text("utf-8") != self.fingerprint:
            self._kept.unlink(missing_ok=True)
            part.unlink(missing_ok=True)
        if self._resume:
            self._index.add(self._kept)
            if part.exists():
                with self._kept.open("ab") as file:
                    file.write(b"\n")  # closes a line that a run killed right here had cut short
                    file.writelines(line for _, line in _lines(part) if (key := _key_of(line)) and key not in self._index)
                    _sync(file)
                self._index.add(self._kept)
        if self._changed_only and code_of(manifest_path(self.out)) == self.fingerprint:
            self._index.add(self.out)
        with self._code.open("w", encoding="utf-8") as file:
            file.write(self.fingerprint)
            _sync(file)

    def record(self, line: bytes) -> None:
        self._digest.update(line)
        self._files[self.out].write(line)
        self._commit()

    def error(self, line: bytes) -> None:
        self._files[errors_path(self.out)].write(line)
        self._commit()

    def duplicates(self, line: bytes) -> None:
        self._files[duplicates_path(self.out)].write(line)

    def written(self) -> Path:
        """The file with all records so far."""
        self._files[self.out].flush()
        return part_path(self.out)

    @property
    def sha256(self) -> str:
        """Of all records so far."""
        return self._digest.hexdigest()

    def finished_before(self, path: str, sha256: str) -> Record | None:
        """What an earlier run wrote for this very article, or None."""
        line = self._index.line(_key(path, sha256))
        try:
            record = Record.model_validate_json(line) if line else None
        except ValueError:
            return None  # of another schema version
        return None if record is None or record.confirmed else record  # corrections may have been taken back

    def _commit(self) -> None:
        now = time.monotonic()
        if now - self._committed > COMMIT_EVERY:
            for file in self._files.values():
                _sync(file)
            self._committed = now

    def __exit__(self, kind: type | None, *_: object) -> None:
        failed: OSError | None = None
        try:
            for file in self._files.values():
                try:
                    _sync(file)
                except OSError as e:  # the disk is full: what is on it is kept for resume
                    failed = failed or e
                with suppress(OSError):
                    file.close()
            self._index.close()
            if kind is None:
                if failed:
                    raise failed
                for path in self._files:
                    os.replace(part_path(path), path)
                _sync_folder(self.out.parent)
                for path in (self._kept, self._code):
                    path.unlink(missing_ok=True)
        finally:
            self._alone.close()


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Put renamed names on the disk, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class _Index:
    """Where the records of earlier runs stand, by path and content of their article: so an article
    that changed is processed again; one that was rejected is not in it, and so is tried again.
    A temporary database holds it, so that a large run needs no memory for it."""

    def __init__(self) -> None:
        self._table = sqlite3.connect("")  # on disk once it outgrows its cache, gone when closed
        self._table.execute("CREATE TABLE lines (key BLOB PRIMARY KEY, file INTEGER, at INTEGER) WITHOUT ROWID")
        self._files: list[Path] = []

    def add(self, path: Path) -> None:
        """Index the records of a file, which must not change any more."""
        if path.exists():
            self._files.append(path)
            rows = ((key, len(self._files) - 1, at) for at, line in _lines(path) if (key := _key_of(line)))
            self._table.executemany("INSERT OR REPLACE INTO lines VALUES (?, ?, ?)", rows)

    def __contains__(self, key: bytes) -> bool:
        return self._table.execute("SELECT 1 FROM lines WHERE key = ?", (key,)).fetchone() is not None

    def line(self, key: bytes) -> bytes | None:
        found = self._table.execute("SELECT file, at FROM lines WHERE key = ?", (key,)).fetchone()
        if not found:
            return None
        with self._files[found[0]].open("rb") as file:
            file.seek(found[1])
            return file.readline()

    def close(self) -> None:
        self._table.close()


def _key(path: str, sha256: str) -> bytes:
    return hashlib.blake2b(f"{path}\0{sha256}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _key_of(line: bytes) -> bytes | None:
    """Of the article that a line of output is the record of; None for a blank or cut line."""
    try:
        source = json.loads(line)["source"]
        return _key(source["path"], source["sha256"])
    except (ValueError, KeyError, TypeError):
        return None


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Lines with their byte offsets, without a last one that was cut short."""
    offset = 0
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield offset, line
            offset += len(line)
