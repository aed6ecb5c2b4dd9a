"""Stage 7: records and errors → JSON Lines, complete under their final names or not at all.

A run writes to ``OUT.part``; only a run that came to its end renames it to ``OUT``.
"""
from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Self

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from pipeline.records import Record

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


class Output:
    """The records file and the errors file of one run, as a context.

    Leaving it well puts both under their final names, the records last: where ``out`` is new,
    its errors file is too. Leaving it by an exception keeps the part files for ``resume``.
    Raises ``OSError`` where the files cannot be written.
    """

    def __init__(self, out: Path, *, resume: bool = False) -> None:
        self.out = out
        self.errors = errors_path(out)
        self._done = _Done(out, keep=resume)
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.is_dir():
            raise IsADirectoryError(f"{out} is a folder")

    def __enter__(self) -> Self:
        self._done.collect()
        self._records: BinaryIO = part_path(self.out).open("wb")
        self._rejects: BinaryIO = part_path(self.errors).open("wb")
        return self

    def record(self, line: bytes) -> None:
        self._records.write(line)

    def error(self, line: bytes) -> None:
        self._rejects.write(line)

    def finished_before(self, path: str, sha256: str) -> Record | None:
        """What an interrupted run wrote for this very article, or None."""
        return self._done.get(path, sha256)

    def __exit__(self, kind: type | None, *_: object) -> None:
        for file in (self._rejects, self._records):
            file.flush()
            os.fsync(file.fileno())
            file.close()
        if kind is None:
            os.replace(part_path(self.errors), self.errors)
            os.replace(part_path(self.out), self.out)
            self._done.forget()


class _Done:
    """Records of interrupted runs, kept in one file beside the output until a run ends well.

    The index is by path and content, so an article that changed is processed again; one that was
    rejected is not in it, and so is tried again.
    """

    def __init__(self, out: Path, *, keep: bool) -> None:
        self._part = part_path(out)
        self._file = out.with_name(out.name + ".done")
        self._keep = keep
        self._offsets: dict[tuple[str, str], int] = {}

    def collect(self) -> None:
        if not self._keep:
            self.forget()
            return
        if self._part.exists():
            with self._file.open("ab") as file:
                file.write(b"\n")  # closes a line that a run killed right here had cut short
                file.writelines(line for _, line in _lines(self._part))
        if self._file.exists():
            for offset, line in _lines(self._file):
                try:
                    source = json.loads(line)["source"]
                except ValueError:
                    continue  # blank or cut short
                self._offsets[source["path"], source["sha256"]] = offset

    def get(self, path: str, sha256: str) -> Record | None:
        offset = self._offsets.get((path, sha256))
        if offset is None:
            return None
        with self._file.open("rb") as file:
            file.seek(offset)
            try:
                return Record.model_validate_json(file.readline())
            except ValueError:
                return None  # of another schema version

    def forget(self) -> None:
        self._file.unlink(missing_ok=True)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Lines with their byte offsets, without a last one that was cut short."""
    offset = 0
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield offset, line
            offset += len(line)
