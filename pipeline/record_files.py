"""Records files → records, one by one: the files that ``extract`` writes, and Parquet of ``export``."""
from __future__ import annotations

import glob
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.records import SCHEMA_VERSION, Record

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


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
    # what a run writes beside its records holds no records
    found = [Path(p) for p in sorted(glob.glob(str(source), recursive=True)) if not p.endswith(".errors.jsonl") and Path(p).is_file()]
    if not found:
        raise FileNotFoundError(f"no such records file: {source}; `make extract` writes one")
    return found


def open_lines(path: Path) -> BinaryIO:
    """The lines of a JSON Lines file, unpacked where its name ends in .gz."""
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")


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
        raise ValueError(f"{path}, line {number}: not a record of schema version {SCHEMA_VERSION}: {e}") from e
