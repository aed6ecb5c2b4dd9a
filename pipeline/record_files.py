"""Records files → records, one by one: the files that ``extract`` writes, and Parquet of ``export``."""
from __future__ import annotations

import glob
import gzip
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from pipeline.records import SCHEMA_VERSION, Record

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# What a run writes beside its records and while it works: a pattern of records means none of them.
_BESIDE = re.compile(r"\.(?:errors\.jsonl|duplicates\.jsonl|manifest\.json|part|done|lock)$|(?:^|[/\\])errors-\d+\.jsonl$")


def read_records(source: str | Path) -> Iterator[Record]:
    """The records of a file, or of the files that a pattern names, one by one.

    ``source`` is the path of a ``.jsonl``, ``.jsonl.gz`` or ``.parquet`` file, or a pattern of
    paths (``"out/*.jsonl"``, read in the order of their names). ``list(read_records(…))`` has
    them whole. Raises ``FileNotFoundError`` where no file is, ``ValueError`` with file and line
    for what is not a record of this schema version.
    """
    for path in record_files(source):
        if path.suffix == ".parquet":
            from pipeline.arrow import parquet_batches  # JSON Lines are read without pyarrow

            for batch in parquet_batches(path):
                yield from (Record.model_validate(row) for row in batch.to_pylist())
        else:
            with open_lines(path) as lines:
                for number, line in enumerate(lines, 1):
                    yield parse_line(line, path, number)


def record_files(source: str | Path) -> list[Path]:
    """The files that a path or a pattern names. Raises ``OSError`` where there is none."""
    path = Path(source)
    if path.is_file():
        return [path]
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder; name its files: {path}/*.jsonl")
    found = [Path(p) for p in sorted(glob.glob(str(source), recursive=True)) if not _BESIDE.search(p) and Path(p).is_file()]
    if not found:
        raise FileNotFoundError(f"no such records file: {source}; `make extract` writes one")
    return found


def keep_inputs(source: str | Path, out: Path) -> None:
    """Raises ``ValueError`` where writing ``out`` would overwrite a file of ``source``, ``OSError``
    where there is none."""
    if any(out.resolve() == path.resolve() for path in record_files(source)):
        raise ValueError(f"{out} is the input itself; name another file to write")


@contextmanager
def open_lines(path: Path) -> Iterator[BinaryIO]:
    """The lines of a JSON Lines file, unpacked where its name ends in .gz. Raises ``OSError`` for a
    file that cannot be read or unpacked."""
    if path.suffix != ".gz":
        with path.open("rb") as lines:
            yield lines
        return
    try:
        with gzip.open(path, "rb") as lines:
            yield lines
    except (EOFError, zlib.error, gzip.BadGzipFile) as e:
        raise OSError(f"{path}: no whole .gz file ({e}); copy or write it again") from e


def parse_line(line: bytes, path: Path, number: int) -> Record:
    """One line as a record. A lone surrogate, which is no text for Arrow, pandas or Excel, becomes
    U+FFFD: one code point for one, so that spans hold. Raises ``ValueError``."""
    try:
        return Record.model_validate_json(line)
    except ValueError:
        pass  # a lone surrogate, or no record
    try:
        return Record.model_validate_json(_LONE_SURROGATE.sub("\ufffd", json.dumps(json.loads(line), ensure_ascii=False)))
    except ValueError as e:
        raise ValueError(f"{path}, line {number}: not a record of schema version {SCHEMA_VERSION}: {_why(e) if line.strip() else 'the line is empty'}") from e


def _why(e: ValueError) -> str:
    """In one line; a wrong record can have hundreds of faults, of which the first tells enough."""
    if not isinstance(e, ValidationError):
        return str(e)
    first, *more = e.errors(include_url=False, include_input=False)
    where = ".".join(map(str, first["loc"]))
    return (f"{where}: " if where else "") + first["msg"] + (f" (and {len(more)} more faults)" if more else "")
