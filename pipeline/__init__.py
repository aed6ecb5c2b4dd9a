"""Meetings, people, directives, deadlines and figures from Vietnamese government news.

For a script or a notebook::

    import pipeline

    for row in pipeline.extract("corpus"):            # a Record, or an ErrorLine
        print(row)
    for record in pipeline.read_records("out/records.jsonl"):
        print(record.title, [d.text for d in record.directives])
    t = pipeline.load("out/records.jsonl")            # tables for pandas: t.directives, t.deadlines, …

Each of them imports what it needs when it is first called. ``load`` needs requirements-research.txt.
"""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.record_files import read_records
from pipeline.records import SCHEMA_VERSION, ErrorLine, Record

if TYPE_CHECKING:
    import pandas

    from pipeline.arrow import Source
    from pipeline.tables import Tables

__all__ = ["SCHEMA_VERSION", "ErrorLine", "Record", "extract", "load", "read_records"]


def extract(*inputs: str | Path) -> Iterator[Record | ErrorLine]:
    """Records of the articles in files and folders, one by one in this process.

    What cannot be processed comes as an ``ErrorLine``. Raises ``OSError`` for a missing input.
    """
    from pipeline.read import read  # the language models load here, not with the package
    from pipeline.run import process

    for item in read([Path(p) for p in inputs]):
        yield item if isinstance(item, ErrorLine) else process(item)


def load(source: Source) -> Tables[pandas.DataFrame]:
    """The records of a file, of the files of a pattern, or records themselves, as tidy pandas
    frames: :func:`pipeline.tables.tables`, where polars, DuckDB and Arrow are too."""
    from pipeline.tables import tables

    return tables(source)
